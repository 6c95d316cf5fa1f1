import type { BulkOptions } from '../../../src-contract/bulk-invites.ts';
import { checkEmail } from '../users/check-email.ts';
import { checkRole, type KnownRole, type RoleFinding } from './check-role.ts';
import { checkTeams, type KnownTeam, type TeamsFinding } from './check-teams.ts';
import { cellFor, type Draft, type OwnFinding } from './draft.ts';
import type { DraftRow } from './draft-row.ts';
import { findNotes } from './find-notes.ts';
import type { KnownPerson } from './known-people.ts';
import { splitTeams } from './map-columns.ts';
import { readFlag } from './read-flag.ts';
import { RowGroups } from './row-groups.ts';
import { settleRow } from './settle-row.ts';
import { countVerdict, emptyTally, type Tally } from './tally.ts';
import type { TenantFacts } from './tenant-facts.ts';

/** What rows are held against. */
export interface CheckAgainst {
  facts: TenantFacts;
  options: BulkOptions;
  roles: readonly KnownRole[];
  teams: ReadonlyMap<string, KnownTeam>;
  /** The people of the copy with these addresses (lower case), by address. */
  findPeople(emails: readonly string[]): ReadonlyMap<string, KnownPerson>;
}

/** A check under way. Rows of one address form a group; their indexes are in file order. */
export interface CheckRun {
  against: CheckAgainst;
  groups: RowGroups;
  people: Map<string, KnownPerson>;
  roleFindings: Map<string, RoleFinding>;
  teamFindings: Map<string, TeamsFinding>;
  own: OwnFinding[];
  settled: number;
  tally: Tally;
}

const rowsAtOnce = 250;
/** Shared by all rows that have nothing of the kind. */
const none: string[] = [];

/** Opens a check; `checkUntil` does the work. */
export function openCheck(against: CheckAgainst): CheckRun {
  return {
    against,
    groups: new RowGroups(),
    people: new Map(),
    roleFindings: new Map(),
    teamFindings: new Map(),
    own: [],
    settled: 0,
    tally: emptyTally(against.options.update),
  };
}

/** Checks on until the moment (performance.now) has passed; returns whether every row has its verdict. */
export function checkUntil(draft: Draft, run: CheckRun, moment: number): boolean {
  do {
    if (run.own.length < draft.rows.length) checkOwnSlice(draft, run);
    else if (run.settled < draft.rows.length) settleSlice(draft, run);
    else return true;
  } while (performance.now() < moment);
  return run.settled >= draft.rows.length;
}

/** First pass: each row by itself, and which rows share an address. */
function checkOwnSlice(draft: Draft, run: CheckRun): void {
  const from = run.own.length;
  for (const [offset, row] of draft.rows.slice(from, from + rowsAtOnce).entries()) {
    const own = checkOwn(draft, row, run);
    run.own.push(own);
    joinGroup(run, own, from + offset);
  }
}

/** Second pass: against the other rows and the copy. */
function settleSlice(draft: Draft, run: CheckRun): void {
  const rows = draft.rows.slice(run.settled, run.settled + rowsAtOnce);
  const emails = run.own.slice(run.settled, run.settled + rowsAtOnce).map((own) => own.sendAs);
  learnPeople(run, emails);
  for (const row of rows) {
    const checked = settleRow(draft, run, run.settled);
    row.checked = checked;
    countVerdict(run.tally, checked, 1);
    run.settled += 1;
  }
}

function learnPeople(run: CheckRun, emails: readonly (string | null)[]): void {
  const asked = emails.filter((email): email is string => email !== null);
  for (const [email, person] of run.against.findPeople(asked)) run.people.set(email, person);
}

/** Rows with a problem of their own will not be sent, so they do not compete with others for an address. */
function joinGroup(run: CheckRun, own: OwnFinding, index: number): void {
  if (own.sendAs === null || own.problem !== null) return;
  run.groups.add(own.sendAs, index);
}

/** Checks one edited row again, and the rows that it was or now is a duplicate of. Returns nothing; rows change. */
export function recheckRow(draft: Draft, run: CheckRun, index: number): void {
  const row = draft.rows[index];
  const before = run.own[index];
  if (row === undefined || before === undefined) return;
  const touched = new Set([index]);
  for (const member of run.groups.remove(before.sendAs ?? '', index)) touched.add(member);
  const own = checkOwn(draft, row, run);
  run.own[index] = own;
  joinGroup(run, own, index);
  for (const member of run.groups.membersOf(own.sendAs ?? '')) touched.add(member);
  learnPeople(run, [own.sendAs]);
  for (const member of touched) {
    const other = draft.rows[member];
    if (other === undefined) continue;
    if (other.checked !== null) countVerdict(run.tally, other.checked, -1);
    const checked = settleRow(draft, run, member);
    other.checked = checked;
    countVerdict(run.tally, checked, 1);
  }
}

/** A row by itself, worst first: broken row, email, role, teams. */
function checkOwn(draft: Draft, row: DraftRow, run: CheckRun): OwnFinding {
  const { facts, options, roles, teams: known } = run.against;
  const email = checkEmail(row.edit?.email ?? cellFor(draft, row, 'email'), {
    ownDomains: facts.domains,
    lookAlikes: row.edit?.isEmailConfirmed ? 'confirmed' : 'hold',
  });
  const roleCell = (row.edit?.role ?? cellFor(draft, row, 'role')).trim();
  const role = remember<RoleFinding>(run.roleFindings, roleCell, () =>
    roleCell === '' ? { is: 'known', name: facts.defaultRole } : checkRole(roleCell, roles),
  );
  const teamsCell = row.edit?.teams.join('\n') ?? cellFor(draft, row, 'teams');
  const teams = remember<TeamsFinding>(run.teamFindings, teamsCell, () =>
    checkTeams(splitTeams(teamsCell), known, options.createTeams),
  );
  const own: OwnFinding = {
    // Mostly the two are the same, and of a million addresses one copy is enough.
    email: email.shown === email.sendAs ? email.sendAs : email.shown,
    sendAs: email.sendAs,
    role: role.is === 'known' ? role.name : roleCell,
    namesRole: roleCell !== '',
    teams: teams.is === 'good' ? teams.teams : splitTeams(teamsCell),
    missingTeams: teams.is === 'good' ? teams.missing : teams.onlyMissing,
    flag: row.edit?.flag ?? readFlag(cellFor(draft, row, 'send')),
    outside: null,
    notes: none,
    problem: null,
  };
  if (row.problem !== null && row.edit === null) {
    own.problem = { verdict: 'bad-row', about: 'row', reason: row.problem, suggestion: null };
    own.sendAs = null;
  } else if (email.sendAs === null) {
    const suggestion =
      email.suggestion === null ? null : { column: 'email' as const, value: email.suggestion };
    own.problem = { verdict: 'invalid-email', about: 'email', reason: email.reason, suggestion };
  } else if (role.is === 'unknown') {
    const suggestion = role.suggestion === null ? null : { column: 'role' as const, value: role.suggestion };
    own.problem = { verdict: 'unknown-role', about: 'role', reason: role.reason, suggestion };
  } else if (teams.is === 'bad') {
    const suggestion =
      teams.suggestion === null ? null : { column: 'teams' as const, value: teams.suggestion };
    own.problem = { verdict: 'bad-team-name', about: 'teams', reason: teams.reason, suggestion };
  } else if (own.flag === 'unclear') {
    const reason = `Send email: “${cellFor(draft, row, 'send').trim().slice(0, 40)}” is neither yes nor no`;
    own.problem = { verdict: 'bad-row', about: 'send', reason, suggestion: null };
  }
  if (own.problem === null && own.sendAs !== null) {
    const domain = own.sendAs.slice(own.sendAs.lastIndexOf('@') + 1);
    own.outside = facts.domains.length === 0 || facts.domains.includes(domain) ? null : domain;
    own.notes = findNotes({
      email: own.sendAs,
      name: cellFor(draft, row, 'name'),
      flag: own.flag,
      signInWith: facts.signInWith,
      ownDomains: facts.domains,
    });
  }
  return own;
}

/** Thousands of rows share a few roles and team lists: each is looked at once. */
function remember<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
