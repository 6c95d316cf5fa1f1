import { roleLabel } from '../users/role-label.ts';
import type { CheckRun } from './check-rows.ts';
import type { Checked, Draft, Finding, OwnFinding } from './draft.ts';
import type { KnownPerson } from './known-people.ts';
import type { Group } from './row-groups.ts';

/**
 * Takes a row that was checked by itself; returns its verdict, held against the other rows of the file and then the
 * copy (conditions 50 to 54). Of identical rows the first is used; rows that want different things for one person are
 * all held, never "the last wins".
 */
export function settleRow(draft: Draft, run: CheckRun, index: number): Checked {
  const own = run.own[index];
  if (own === undefined) throw new Error(`row ${index} was not checked`);
  if (own.problem !== null || own.sendAs === null) return settled(own, own.problem ?? ready, 'mend');
  const twin = findTwin(draft, run, index, own);
  if (twin !== null) {
    const checked = settled(own, twin.finding, twin.needsFix ? 'mend' : 'leave');
    checked.choice = twin.choice;
    return checked;
  }
  const person = run.people.get(own.sendAs);
  if (person === undefined) return settled(own, ready, 'leave');
  const update = updateOf(own, person);
  const finding = update === null ? againstCopy(person) : differs(update);
  const checked = settled(own, finding, 'leave');
  checked.update = update;
  if (update !== null || finding.verdict === 'deactivated') checked.userId = person.userId;
  return checked;
}

/** Written out field by field: a file makes up to a million of these, and spreads cost more than the checks. */
function settled(own: OwnFinding, finding: Finding, fix: 'mend' | 'leave'): Checked {
  return {
    own,
    verdict: finding.verdict,
    about: finding.about,
    reason: finding.reason,
    suggestion: finding.suggestion,
    userId: null,
    update: null,
    needsFix: fix === 'mend',
    choice: 'none',
  };
}

const ready: Finding = { verdict: 'ready', about: 'row', reason: '', suggestion: null };

function findTwin(
  draft: Draft,
  run: CheckRun,
  index: number,
  own: OwnFinding,
): { finding: Finding; needsFix: boolean; choice: Checked['choice'] } | null {
  const group = run.groups.shared(own.sendAs ?? '');
  const first = group?.members[0];
  if (group === null || first === undefined) return null;
  if (group.differing === undefined) group.differing = findDiffering(run, group, first);
  const held = (reason: string): Finding => ({
    verdict: 'duplicate',
    about: 'row',
    reason,
    suggestion: null,
  });
  if (group.chosen === undefined) {
    group.chosen = group.members.find((member) => draft.rows[member]?.isChosen) ?? null;
  }
  const { chosen } = group;
  if (group.differing !== null && chosen !== null) {
    if (chosen === index) return null;
    return {
      finding: held(`Row ${draft.rows[chosen]?.row} was chosen`),
      needsFix: false,
      choice: 'other-chosen',
    };
  }
  if (group.differing !== null) {
    const other = wishOf(run.own[first]) === wishOf(own) ? group.differing : first;
    const reason = `Differs from row ${draft.rows[other]?.row}: choose one`;
    return { finding: held(reason), needsFix: true, choice: 'open' };
  }
  if (first === index) return null;
  return { finding: held(`Same as row ${draft.rows[first]?.row}`), needsFix: false, choice: 'none' as const };
}

function findDiffering(run: CheckRun, group: Group, first: number): number | null {
  const wish = wishOf(run.own[first]);
  return group.members.find((member) => wishOf(run.own[member]) !== wish) ?? null;
}

function wishOf(own: OwnFinding | undefined): string {
  return own === undefined ? '' : JSON.stringify([own.role, [...own.teams].sort(), own.flag]);
}

/** What the file wishes beyond what somebody has (condition 51); nothing is ever taken from a team. */
function updateOf(own: OwnFinding, person: KnownPerson): Checked['update'] {
  if (person.status === 'deactivated' || person.managedBy !== null) return null;
  const role = own.namesRole && own.role !== person.role ? { from: person.role, to: own.role } : null;
  const teams = own.teams.filter((team) => !person.teams.includes(team));
  return role === null && teams.length === 0 ? null : { role, teams };
}

function differs({ role, teams }: NonNullable<Checked['update']>): Finding {
  const parts = [
    role === null ? '' : `${roleLabel(role.from)}, the file says ${roleLabel(role.to)}`,
    teams.length === 0 ? '' : `not in ${teams.slice(0, 3).join(', ')}${teams.length > 3 ? ' and more' : ''}`,
  ].filter((part) => part !== '');
  const reason = parts.join('; ');
  return {
    verdict: 'differs',
    about: 'row',
    reason: reason.charAt(0).toUpperCase() + reason.slice(1),
    suggestion: null,
  };
}

function againstCopy(person: KnownPerson): Finding {
  const finding = (verdict: Finding['verdict'], reason: string): Finding => ({
    verdict,
    about: 'row',
    reason,
    suggestion: null,
  });
  if (person.status === 'active') return finding('already-active', 'Will be skipped');
  if (person.managedBy !== null) return finding('managed-by-idp', `Managed by ${person.managedBy}`);
  if (person.status === 'pending') return finding('pending', 'Invited before, not accepted yet');
  return finding('deactivated', 'Reactivation keeps their own role and teams');
}
