import type { BulkRow } from '../../../src-contract/bulk-invites.ts';
import { type CheckRun, recheckRow } from './check-rows.ts';
import { type Checked, type Draft, saidOf, say } from './draft.ts';
import type { DraftRow } from './draft-row.ts';
import type { FixedRow } from './edit-row.ts';
import { beginStep, remember } from './fix-steps.ts';
import { countAlike, editOf } from './fixes-alike.ts';
import { keyAt, membersOf } from './own-of.ts';
import { forgetAnswers } from './row-groups.ts';
import { splitRow } from './split-row.ts';

export type Decision = Exclude<BulkRow['offer'], 'none'> | 'leave-out';

/** What a row offers besides being edited; `none` for most. */
export function offerOf({ verdict, about, choice, own, isIncluded }: Checked): BulkRow['offer'] {
  if (verdict === 'left-out') return 'bring-back';
  if (choice !== 'none') return 'take';
  if (verdict === 'look-alike' || (verdict === 'bad-row' && about === 'row')) return 'keep';
  if (verdict === 'invalid-email' && own.addresses > 1) return 'split';
  if (verdict === 'deactivated') return isIncluded ? 'leave' : 'reactivate';
  if (verdict === 'differs') return isIncluded ? 'leave' : 'update';
  return 'none';
}

/**
 * Decides what a row offers, or leaves it out, and checks again what that changes. Null when the file has no such row, or the row
 * does not offer this (any more).
 */
export function decideRow(draft: Draft, run: CheckRun, number: number, decision: Decision): FixedRow | null {
  const index = draft.rows.find(number);
  const row = draft.rows.at(index);
  const before = row?.checked ?? null;
  if (row === undefined || before === null) return null;
  const isOffered = decision === 'leave-out' ? before.verdict !== 'left-out' : offerOf(before) === decision;
  if (!isOffered) return null;
  beginStep(draft);
  remember(draft, row);
  draft.lastFix = null;
  draft.touched.add(row.row);
  if (decision === 'split') {
    splitRow(draft, run, index);
    draft.lastFix = { column: 'email', is: 'split' };
    return { row, alike: countAlike(draft), nowSent: null };
  }
  if (decision === 'take') chooseAmong(draft, run, index, row);
  if (decision === 'keep' && before.verdict === 'bad-row') row.edit = editOf(draft, row, before);
  if (decision === 'keep' && before.verdict === 'look-alike') {
    say(draft, row, { isKept: true });
    const domain = domainOf(before);
    // A domain that is all right here is so in every row; a person who looks like another is a case of their own.
    if (before.own.problem !== null && domain !== null)
      draft.lastFix = { column: 'email', is: 'kept', domain, reason: before.reason };
  }
  if (decision === 'reactivate' || decision === 'update') say(draft, row, { included: 'yes' });
  if (decision === 'leave-out') {
    row.isChosen = false;
    say(draft, row, { isLeftOut: true });
  }
  if (decision === 'bring-back') {
    say(draft, row, { isLeftOut: false });
    const isAsRead =
      row.edit === null && !saidOf(draft, row).isKept && saidOf(draft, row).included === 'as-run';
    if (isAsRead && !draft.splits.has(number)) draft.touched.delete(number);
  }
  if (decision === 'leave') {
    const isTicked =
      run.against.options[before.verdict === 'deactivated' ? 'reactivate' : 'update'] === 'yes';
    say(draft, row, { included: isTicked ? 'no' : 'as-run' });
  }
  recheckRow(draft, run, index);
  const nowSent = decision === 'leave-out' ? sentInstead(draft, run, before) : null;
  return { row, alike: countAlike(draft), nowSent };
}

/** The row that is sent now for the person of one that was left out: it was the same, or differed and waited for a choice. */
function sentInstead(draft: Draft, run: CheckRun, { own }: Checked): number | null {
  for (const index of membersOf(draft, run, own.key)) {
    const other = draft.rows.at(index);
    if (other?.verdict === 'ready' || other?.checked?.isIncluded) return other.row;
  }
  return null;
}

/** Of rows that want different things for one person takes this one (condition 50); a former choice no longer counts. */
function chooseAmong(draft: Draft, run: CheckRun, index: number, row: DraftRow): void {
  const group = run.groups.shared(index);
  if (group !== null) forgetAnswers(group);
  for (const member of membersOf(draft, run, keyAt(draft, run, index))) {
    const other = draft.rows.at(member);
    if (other === undefined || !other.isChosen) continue;
    remember(draft, other);
    other.isChosen = false;
  }
  row.isChosen = true;
}

function domainOf({ own }: Checked): string | null {
  const at = own.email.lastIndexOf('@');
  return at === -1 ? null : own.email.slice(at + 1).toLowerCase();
}

/** The rows about the same person as this one, in file order. Empty when the row is about nobody yet. */
export function rowsOfPerson(draft: Draft, run: CheckRun, number: number): DraftRow[] {
  const members = membersOf(draft, run, keyAt(draft, run, draft.rows.find(number)));
  return members.flatMap((member) => draft.rows.at(member) ?? []);
}
