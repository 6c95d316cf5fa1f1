import { useQuery } from '@tanstack/react-query';
import type { BulkDraft } from '../../../src-contract/bulk-invites.ts';
import type { BulkSplit } from '../../../src-contract/bulk-tenants.ts';
import type { Failure, Outcome } from '../../../src-contract/outcome.ts';
import { call, callOrThrow, failureOf } from '../../bridge/call.ts';
import { queryClient } from '../../bridge/query-client.ts';

const keyOf = (draftId: string) => ['bulk-invites/split', { draftId }] as const;

/** Has main divide a file that names tenants. Null for a file of one tenant. */
export async function readSplit({ draftId, columns }: BulkDraft): Promise<Outcome<BulkSplit | null>> {
  if (!columns.some(({ becomes }) => becomes === 'tenant')) return { ok: true, value: null };
  const outcome = await call('bulk-invites/split', { draftId });
  if (!outcome.ok) return outcome;
  showSplit(draftId, outcome.value.split);
  return { ok: true, value: outcome.value.split };
}

/** Shows a split that main has answered with. */
export function showSplit(draftId: string, split: BulkSplit | null): void {
  queryClient.setQueryData(keyOf(draftId), { split });
}

/** How a file is divided, live: locks follow the tenants. */
export function useSplit(draftId: string): {
  readonly split: BulkSplit | null;
  readonly failure: Failure | null;
  readonly askAgain: () => Promise<unknown>;
} {
  const query = useQuery({
    queryKey: keyOf(draftId),
    queryFn: () => callOrThrow('bulk-invites/split', { draftId }),
  });
  return { split: query.data?.split ?? null, failure: failureOf(query.error), askAgain: query.refetch };
}
