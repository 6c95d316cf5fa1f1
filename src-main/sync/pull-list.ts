import { describeFailure } from '../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../src-contract/outcome.ts';
import type { Cache } from '../cache/cache-handles.ts';
import type { TenantClient } from '../tenant-api/tenant-client.ts';
import { type PageTold, sweepList } from './sweep-list.ts';
import type { SweptKind } from './sweep-memory.ts';
import { countMissing, stagePage } from './sync-rows.ts';

export interface ListPull {
  tenantId: string;
  runId: string;
  client: TenantClient;
  cache: Cache;
  /** Moment in milliseconds, by the clock that changes of the copy are marked with. */
  now(): number;
  /** Aborted when the tenant is left or the app quits: no further page is asked for. */
  signal: AbortSignal;
  onProgress(done: number, expected: number): void;
}

/**
 * Pulls one list of the tenant into the running sweep: main fetches bytes, the cache thread takes them. Fails with the
 * failure of the page that could not be read, and with `sync-incomplete` when the list stays shorter than its total.
 */
export async function pullList(pull: ListPull, kind: SweptKind): Promise<Outcome<void>> {
  let expected = 0;
  let got = 0;
  const swept = await sweepList({
    onProgress: pull.onProgress,
    missing: () => pull.cache.read(countMissing, { tenantId: pull.tenantId, runId: pull.runId, kind }),
    page: async (offset, limit) => {
      const told = await pullPage(pull, kind, offset, limit);
      if (told.ok) {
        expected = told.value.total;
        got = Math.max(got, told.value.distinct);
      }
      return told;
    },
  });
  if (!swept.ok) return swept;
  if (swept.value === 'complete') return ok(undefined);
  return failed(describeFailure('sync-incomplete', { count: `${got} of ${expected} ${kind}` }));
}

async function pullPage(
  pull: ListPull,
  kind: SweptKind,
  offset: number,
  limit: number,
): Promise<Outcome<PageTold>> {
  if (pull.signal.aborted) return failed(describeFailure('unreachable', { why: 'the sync was ended' }));
  const fetchedAt = pull.now();
  const answer =
    kind === 'users'
      ? await pull.client.readUsersPage(offset, limit)
      : await pull.client.readTeamsPage(offset, limit);
  if (!answer.ok) return failed(answer.failure);
  const { bytes } = answer.value;
  const page = {
    tenantId: pull.tenantId,
    runId: pull.runId,
    kind,
    page: offset,
    size: limit,
    fetchedAt,
    bytes,
  };
  const staged = await pull.cache.write(stagePage, page, [bytes]);
  if (staged.is === 'staged') return ok(staged);
  if (staged.is === 'not-understood') {
    return failed(describeFailure('answer-not-understood', { why: staged.why }));
  }
  return failed(describeFailure('internal', { why: 'the copy was opened anew during the sync' }));
}
