import type { Verdict } from '../../../src-contract/bulk-invites.ts';
import type { EndedRow } from '../../action/jobs-door.ts';

/** The one outcome in which a row of a file that was planned ends. Account and email are told apart. */
export type RowEnd =
  | 'invited'
  | 'invited-mail-failed'
  | 'reactivated'
  | 'updated'
  | 'skipped'
  | 'failed'
  | 'unknown'
  | 'not-run';

/** Says in which outcome a row that was planned ended. */
export function endOf(row: Pick<EndedRow, 'state' | 'action' | 'facts'>): RowEnd {
  if (row.state === 'planned' || row.state === 'sent') return 'not-run';
  if (row.state !== 'done') return row.state;
  if (row.action === 'users/activate') return 'reactivated';
  if (row.action !== 'users/invite') return 'updated';
  return row.facts.mail === 'not-confirmed' ? 'invited-mail-failed' : 'invited';
}

/** Whether a row was not done because its person is gone from the tenant, so that they can be invited anew (condition 57). */
export function isGone({
  state,
  failure,
  fileRow,
}: Pick<EndedRow, 'state' | 'failure' | 'fileRow'>): boolean {
  const code = failure?.code;
  return fileRow !== null && state !== 'done' && (code === 'listed-but-gone' || code === 'person-gone');
}

/** The outcome of a row that was never planned, by its verdict. */
export function endOfUnplanned(verdict: Verdict): 'unchanged' | 'rejected' | 'skipped' {
  switch (verdict) {
    case 'already-active':
      return 'unchanged';
    case 'invalid-email':
    case 'unknown-role':
    case 'bad-team-name':
    case 'bad-row':
      return 'rejected';
    default:
      return 'skipped';
  }
}
