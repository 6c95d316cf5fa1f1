import { describeFailure } from '../../src-contract/failure-catalogue.ts';
import type { ApiCall } from './api-call.ts';
import type { ApiOutcome } from './api-outcome.ts';
import { beginsAsJson } from './read-json.ts';
import type { Request } from './request.ts';
import type { RawPage } from './tenant-client.ts';

function readServerDate(headers: Headers): string | null {
  const at = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** Reads one page of a list as bytes, for the cache thread to parse. A web page in its place is `not-json`. */
export async function readRawPage(request: Request, call: ApiCall): Promise<ApiOutcome<RawPage>> {
  const outcome = await request.raw(call);
  if (!outcome.ok) return outcome;
  const { value: answer, status, requestId } = outcome;
  if (!beginsAsJson(answer)) {
    const failure = describeFailure('not-json', {
      status: String(status),
      ...(requestId ? { requestId } : {}),
    });
    return { ok: false, failure, status, requestId, effect: 'none', retryAfterMs: null };
  }
  const value = { bytes: answer.bytes, serverDate: readServerDate(answer.headers) };
  return { ok: true, value, status, requestId };
}
