import type { KnownUser } from '../users/known-users-rows.ts';
import { roleLabel } from '../users/role-label.ts';
import type { CheckRun } from './check-rows.ts';
import { type Checked, type Draft, type Finding, type OwnFinding, type Said, saidOf } from './draft.ts';
import { ownOf, wishesOf } from './own-of.ts';
import type { Group } from './row-groups.ts';

/**
 * Takes a row that was checked by itself; returns its verdict, held against the other rows of the file and then the
 * copy (conditions 50 to 54). Of identical rows the first is used; rows that want different things for one person are
 * all held, never "the last wins".
 */
export function settleRow(draft: Draft, run: CheckRun, index: number): Checked {
  const own = ownOf(draft, run, index);
  const row = draft.rows.at(index);
  if (own === undefined || row === undefined) throw new Error(`row ${index} was not checked`);
  if (own.problem !== null || own.sendAs === null || own.key === null) {
    const known = own.problem?.verdict === 'bad-team-name' ? run.people.get(own.key ?? '') : undefined;
    if (known !== undefined && hasItAll(own, known))
      return settled({ ...own, problem: null }, alreadyActive, 'leave');
    const isLeftOut = own.problem?.verdict === 'left-out';
    return settled(own, own.problem ?? ready, isLeftOut ? 'leave' : 'mend');
  }
  const twin = findTwin(draft, run, index, own);
  if (twin !== null) {
    const checked = settled(own, twin.finding, twin.needsFix ? 'mend' : 'leave');
    checked.choice = twin.choice;
    return checked;
  }
  const person = run.people.get(own.key);
  const said = saidOf(draft, row);
  return person === undefined ? settleStranger(run, own, said) : settlePerson(run, own, person, said);
}

/** Whether somebody has all that a row wishes, so that it does not matter whether it could be given (condition 51). */
function hasItAll(own: OwnFinding, person: KnownUser): boolean {
  const isInAll = own.teams.every((team) => team.toLowerCase() === 'everyone' || person.teams.includes(team));
  return person.status === 'active' && isInAll && otherRole(own, person) === null;
}

/** Somebody whom the copy does not know: held when they look like somebody whom it does, or when the tenant refuses them. */
function settleStranger(run: CheckRun, own: OwnFinding, { isKept, dryRun }: Readonly<Said>): Checked {
  const alike = isKept ? undefined : run.alike.get(own.key ?? '');
  if (alike !== undefined) return settled(own, looksLike(alike), 'mend');
  const isAsked = dryRun !== null && dryRun.email === own.sendAs;
  const refusal = isAsked ? dryRun.refusal : null;
  const checked = refusal === null ? settled(own, ready, 'leave') : settled(own, refused(refusal), 'mend');
  checked.isAsked = isAsked;
  return checked;
}

function settlePerson(
  run: CheckRun,
  own: OwnFinding,
  person: KnownUser,
  { included }: Readonly<Said>,
): Checked {
  const update = updateOf(own, person);
  const finding = update === null ? againstCopy(own, person) : differs(update);
  const checked = settled(own, finding, 'leave');
  checked.update = update;
  if (update === null && finding.verdict !== 'deactivated') return checked;
  const { options } = run.against;
  const ticked = update === null ? options.reactivate : options.update;
  checked.userId = person.userId;
  checked.isIncluded = (included === 'as-run' ? ticked : included) === 'yes';
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
    isAsked: false,
    isIncluded: false,
    needsFix: fix === 'mend',
    choice: 'none',
  };
}

const alreadyActive: Finding = {
  verdict: 'already-active',
  about: 'row',
  reason: 'Will be skipped',
  suggestion: null,
};

const ready: Finding = { verdict: 'ready', about: 'row', reason: '', suggestion: null };

const looksLike = (email: string): Finding => ({
  verdict: 'look-alike',
  about: 'email',
  reason: `Looks like ${email}, who is here`,
  suggestion: null,
});

const refused = (reason: string): Finding => ({
  verdict: 'refused',
  about: 'email',
  reason,
  suggestion: null,
});

function findTwin(
  draft: Draft,
  run: CheckRun,
  index: number,
  own: OwnFinding,
): { finding: Finding; needsFix: boolean; choice: Checked['choice'] } | null {
  const group = run.groups.shared(index);
  const first = group?.members[0];
  if (group === null || first === undefined) return null;
  if (group.differing === undefined) group.differing = findDiffering(run, group, first);
  const held = (reason: string): Finding => ({
    verdict: 'duplicate',
    about: 'row',
    reason,
    suggestion: null,
  });
  if (group.differing !== null && group.chosen === undefined) {
    group.chosen = group.members.find((member) => draft.rows.at(member)?.isChosen) ?? null;
  }
  const { chosen } = group;
  if (group.differing !== null && typeof chosen === 'number') {
    if (chosen === index) return null;
    return {
      finding: held(`Row ${draft.rows.at(chosen)?.row} was chosen`),
      needsFix: false,
      choice: 'other-chosen',
    };
  }
  if (group.differing !== null) {
    const other = wishOf(wishesOf(run, first)) === wishOf(own) ? group.differing : first;
    const reason = `Differs from row ${draft.rows.at(other)?.row}: choose one`;
    return { finding: held(reason), needsFix: true, choice: 'open' };
  }
  if (first === index) return null;
  return {
    finding: held(`Same as row ${draft.rows.at(first)?.row}`),
    needsFix: false,
    choice: 'none' as const,
  };
}

function findDiffering(run: CheckRun, group: Group, first: number): number | null {
  const wish = wishOf(wishesOf(run, first));
  return group.members.find((member) => wishOf(wishesOf(run, member)) !== wish) ?? null;
}

function wishOf(own: Readonly<OwnFinding> | undefined): string {
  return own === undefined ? '' : JSON.stringify([own.role, [...own.teams].sort(), own.flag]);
}

/**
 * What the file wishes beyond what somebody has (condition 51); nothing is ever taken from a team. A role that a group of the
 * identity provider gives is not touched (condition 54).
 */
function updateOf(own: OwnFinding, person: KnownUser): Checked['update'] {
  if (person.status === 'deactivated' || person.managedBy !== null) return null;
  const role = person.isRoleManaged ? null : otherRole(own, person);
  const teams = otherTeams(own, person);
  return role === null && teams.length === 0 ? null : { role, teams };
}

function otherRole(own: OwnFinding, { role }: KnownUser): { from: string; to: string } | null {
  return own.namesRole && own.role !== role ? { from: role, to: own.role } : null;
}

function otherTeams(own: OwnFinding, { teams }: KnownUser): string[] {
  return own.teams.filter((team) => !teams.includes(team));
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

function againstCopy(own: OwnFinding, person: KnownUser): Finding {
  const finding = (verdict: Finding['verdict'], reason: string): Finding => ({
    verdict,
    about: 'row',
    reason,
    suggestion: null,
  });
  const instruction = instructionFor(own, person);
  if (instruction !== null) return finding('managed-by-idp', instruction);
  if (person.status === 'active') return alreadyActive;
  // Sending again withdraws the open invite first, which is a verb of its own (condition 53).
  if (person.status === 'pending') return finding('pending', 'Invited before: send it again in Users');
  const last = person.lastAccessedAt?.slice(0, 10);
  return finding('deactivated', last === undefined ? 'Last access not reported' : `Last seen ${last}`);
}

/** What the admin of the identity provider has to do for what the file wishes (condition 54); null when nothing. */
function instructionFor(own: OwnFinding, person: KnownUser): string | null {
  const role = otherRole(own, person);
  if (person.managedBy === null) {
    return person.isRoleManaged && role !== null
      ? `A group of the identity provider gives the role: make it ${roleLabel(role.to)} there`
      : null;
  }
  const idp = person.managedBy;
  if (person.status === 'deactivated') return `In ${idp}: assign the app again`;
  if (person.status === 'pending') return `Comes from ${idp}: nothing to send`;
  const teams = otherTeams(own, person);
  const wishes = [
    role === null ? '' : `role ${roleLabel(role.to)}`,
    teams.length === 0 ? '' : `${teams.length === 1 ? 'group' : 'groups'} ${teams.slice(0, 3).join(', ')}`,
  ].filter((wish) => wish !== '');
  return wishes.length === 0 ? null : `In ${idp}: ${wishes.join(' and ')}`;
}
