import { call } from '../../bridge/call.ts';
import { tellFailure } from '../../kit/toast.tsx';

/** Has main forget an open file and its rows. A failure becomes a toast. */
export async function dropDraft(draftId: string): Promise<void> {
  const outcome = await call('bulk-invites/drop-draft', { draftId });
  if (!outcome.ok) tellFailure(outcome.failure);
}
