import { domainToASCII } from 'node:url';
import type { BulkOptions } from '../../../src-contract/bulk-invites.ts';
import type { KnownUser } from '../users/known-users-rows.ts';
import type { LookAlikes } from '../users/look-alikes-rows.ts';
import { checkOwn, emptyMemory, type OwnMemory } from './check-own.ts';
import type { KnownRole } from './check-role.ts';
import type { KnownTeam } from './check-teams.ts';
import type { Draft, OwnFinding } from './draft.ts';
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
  /** How many people the copy has. */
  tenantSize: number;
  /** The people of the copy with these addresses (lower case), by address. */
  findPeople(emails: readonly string[]): ReadonlyMap<string, KnownUser>;
  /** Who of the copy could be taken for whom; left out where there is nobody. */
  lookAlikes?: LookAlikes;
}

/** A check under way. Rows of one address form a group; their indexes are in file order. */
export interface CheckRun {
  against: CheckAgainst;
  groups: RowGroups;
  people: Map<string, KnownUser>;
  /** Addresses of people whom an address of the file looks like, by that address (condition 38). */
  alike: Map<string, string>;
  memory: OwnMemory;
  own: OwnFinding[];
  settled: number;
  tally: Tally;
}

const rowsAtOnce = 250;

/** Opens a check; `checkUntil` does the work. */
export function openCheck(against: CheckAgainst): CheckRun {
  // The copy may hold a domain in its own letters; everything is compared in ASCII (condition 37).
  const domains = against.facts.domains.map((domain) => domainToASCII(domain) || domain);
  return {
    against: { ...against, facts: { ...against.facts, domains } },
    groups: new RowGroups(),
    people: new Map(),
    alike: new Map(),
    memory: emptyMemory(),
    own: [],
    settled: 0,
    tally: emptyTally(),
  };
}

/** Checks on until the moment (performance.now) has passed; returns whether every row has its verdict. */
export function checkUntil(draft: Draft, run: CheckRun, moment: number): boolean {
  do {
    if (run.own.length < draft.rows.length) checkOwnSlice(draft, run);
    else if (run.against.lookAlikes?.growUntil(moment) === false) return false;
    else if (run.settled < draft.rows.length) settleSlice(draft, run);
    else return true;
  } while (performance.now() < moment);
  return run.settled >= draft.rows.length;
}

/** First pass: each row by itself, and which rows share an address. */
function checkOwnSlice(draft: Draft, run: CheckRun): void {
  const from = run.own.length;
  for (const [offset, row] of draft.rows.slice(from, from + rowsAtOnce).entries()) {
    const own = checkOwn(draft, row, run.against, run.memory);
    run.own.push(own);
    joinGroup(run, own, from + offset);
  }
}

/** Second pass: against the other rows and the copy. */
function settleSlice(draft: Draft, run: CheckRun): void {
  const rows = draft.rows.slice(run.settled, run.settled + rowsAtOnce);
  learnPeople(run, run.own.slice(run.settled, run.settled + rowsAtOnce));
  for (const row of rows) {
    const checked = settleRow(draft, run, run.settled);
    row.checked = checked;
    countVerdict(run.tally, checked, 1);
    run.settled += 1;
  }
}

function learnPeople(run: CheckRun, rows: readonly OwnFinding[]): void {
  const asked = rows.flatMap(({ key }) => (key === null ? [] : [key]));
  for (const [email, person] of run.against.findPeople(asked)) run.people.set(email, person);
  for (const key of asked) {
    const alike = run.people.has(key) ? null : run.against.lookAlikes?.find(key);
    if (alike) run.alike.set(key, alike);
  }
}

/** Rows with a problem of their own will not be sent, so they do not compete with others for an address. */
function joinGroup(run: CheckRun, own: OwnFinding, index: number): void {
  if (own.key === null || own.problem !== null) return;
  run.groups.add(own.key, index);
}

/**
 * Checks one changed row again, and the rows that it was or now is a duplicate of. A row that is new, at the end, is checked
 * and counted in. Returns nothing; rows change.
 */
export function recheckRow(draft: Draft, run: CheckRun, index: number): void {
  const row = draft.rows[index];
  // While a check is under way, the turn of a row that it has not come to will come.
  const isAdded = index === run.own.length;
  if (row === undefined || index > run.own.length || (isAdded && run.settled < index)) return;
  const touched = new Set([index]);
  const before = run.own[index];
  for (const member of run.groups.remove(before?.key ?? '', index)) touched.add(member);
  const own = checkOwn(draft, row, run.against, run.memory);
  run.own[index] = own;
  if (isAdded) run.settled = index + 1;
  joinGroup(run, own, index);
  for (const member of run.groups.membersOf(own.key ?? '')) touched.add(member);
  learnPeople(run, [own]);
  for (const member of touched) {
    const other = draft.rows[member];
    if (other === undefined || member >= run.settled) continue;
    if (other.checked !== null) countVerdict(run.tally, other.checked, -1);
    const checked = settleRow(draft, run, member);
    other.checked = checked;
    countVerdict(run.tally, checked, 1);
  }
}
