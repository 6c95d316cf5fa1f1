import { z } from 'zod';
import {
  describeFailure,
  type FailureCode,
  type FailureFacts,
} from '../../src-contract/failure-catalogue.ts';
import type { Secret } from '../vault/secret.ts';
import type { ApiFailure } from './api-outcome.ts';
import { readNetError } from './net-error.ts';
import { LimitReached, type RawAnswer } from './send-once.ts';
import { safeWords } from './token-text.ts';

/** What a failure is about: for its sentence, and for whether the request may have had an effect. */
export interface AskedFor {
  method: string;
  host: string;
  person?: string | undefined;
  team?: string | undefined;
  token: Secret | null;
}

interface Lost {
  status?: number | null;
  requestId?: string | null;
  retryAfterMs?: number | null;
  /** Whether the tenant may have acted on it, were it a change. */
  reached: 'no' | 'maybe';
  facts?: FailureFacts;
}

const mayHaveHappened = 'The request may or may not have had an effect. Tenantry asks before it tries again.';

/** Makes the failure of a call. A read never has an effect; a change has none only where that is certain. */
export function apiFailure(asked: AskedFor, code: FailureCode, lost: Lost): ApiFailure {
  const effect = asked.method === 'GET' || lost.reached === 'no' ? 'none' : 'possible';
  const facts: FailureFacts = {
    host: asked.host,
    ...(asked.person ? { person: asked.person } : {}),
    ...(asked.team ? { team: asked.team } : {}),
    ...(lost.status ? { status: String(lost.status) } : {}),
    ...(lost.requestId ? { requestId: lost.requestId } : {}),
    ...lost.facts,
  };
  const failure = describeFailure(code, facts);
  const changed =
    effect === 'possible'
      ? mayHaveHappened
      : failure.changed === mayHaveHappened
        ? 'Nothing was changed.'
        : failure.changed;
  return {
    ok: false,
    failure: { ...failure, changed },
    status: lost.status ?? null,
    requestId: lost.requestId ?? null,
    effect,
    retryAfterMs: lost.retryAfterMs ?? null,
  };
}

const codeOfStatus: Record<number, FailureCode> = {
  400: 'input-refused',
  401: 'token-refused',
  403: 'forbidden',
  404: 'not-found',
  407: 'unreachable',
  408: 'timed-out',
  409: 'conflict',
  410: 'not-found',
  422: 'input-refused',
  429: 'rate-limited',
};

const errorBodySchema = z.object({
  message: z.union([z.string(), z.array(z.string()).transform((lines) => lines.join('; '))]),
});

/** The server's own words from an error body, safe to show; undefined when it says nothing readable. */
export function readServerWords(answer: RawAnswer, token: Secret | null): string | undefined {
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder().decode(answer.bytes));
  } catch {
    // Error bodies of 400 and 404 may be anything (tenant-api note, section 1); a page is no message.
    return undefined;
  }
  const parsed = errorBodySchema.safeParse(body);
  return parsed.success ? safeWords(parsed.data.message, token).replace(/\.$/, '') || undefined : undefined;
}

/** The id by which whoever runs the control plane finds the request in his logs; null when there is none. */
export function readRequestId(headers: Headers): string | null {
  const id = headers.get('x-request-id') ?? headers.get('x-correlation-id') ?? headers.get('traceparent');
  return id && /^[\x21-\x7e]{1,128}$/.test(id) ? id : null;
}

/** Turns an answer that is no success into a failure. A 4xx was refused; a 5xx or a redirect may have had an effect. */
export function failureFromAnswer(
  asked: AskedFor,
  answer: RawAnswer,
  retryAfterMs: number | null,
): ApiFailure {
  const { status } = answer;
  const isRefusal = status >= 400 && status < 500 && status !== 408;
  const code: FailureCode =
    codeOfStatus[status] ??
    (status >= 500 ? 'server-error' : isRefusal ? 'input-refused' : 'answer-not-understood');
  const words = status < 500 && status !== 401 ? readServerWords(answer, asked.token) : undefined;
  const why =
    status === 407
      ? 'the proxy asks for a sign-in'
      : (words ?? (code === 'input-refused' ? `status ${status}` : undefined));
  return apiFailure(asked, code, {
    status,
    requestId: readRequestId(answer.headers),
    retryAfterMs,
    reached: isRefusal ? 'no' : 'maybe',
    facts: {
      ...(why ? { why } : {}),
      ...(retryAfterMs !== null && status === 429 ? { wait: `${Math.ceil(retryAfterMs / 1000)} s` } : {}),
    },
  });
}

/** Turns what was thrown on the way (a limit, a network error) into a failure. */
export function failureFromThrown(asked: AskedFor, thrown: unknown): ApiFailure {
  if (thrown instanceof LimitReached) {
    if (thrown.limit === 'size') return apiFailure(asked, 'answer-too-large', { reached: 'maybe' });
    if (thrown.limit === 'closed') return apiFailure(asked, 'tenant-gone', { reached: 'maybe' });
    const wait = `${Math.max(1, Math.round(thrown.afterMs / 1000))} s`;
    return apiFailure(asked, 'timed-out', { reached: 'maybe', facts: { wait } });
  }
  const error = readNetError(thrown);
  return apiFailure(asked, error.kind === 'unreachable' ? 'unreachable' : error.kind, {
    reached: error.sent,
    ...(error.why ? { facts: { why: error.why } } : {}),
  });
}

/** Whether asking again, later, has a chance: used for reads only. */
export function mayPass(failed: ApiFailure): boolean {
  if (failed.status !== null) return failed.status === 408 || failed.status === 429 || failed.status >= 500;
  return failed.failure.code === 'unreachable' || failed.failure.code === 'timed-out';
}
