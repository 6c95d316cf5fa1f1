import { domainToASCII } from 'node:url';
import type { BulkOptions } from '../../../src-contract/bulk-invites.ts';
import { domainOf } from '../users/check-email.ts';
import type { KnownUser } from '../users/known-users-rows.ts';
import type { LookAlikes } from '../users/look-alikes-rows.ts';
import { checkOwn, emptyMemory, type OwnMemory } from './check-own.ts';
import type { KnownRole } from './check-role.ts';
import type { KnownTeam } from './check-teams.ts';
import type { Draft, OwnFinding } from './draft.ts';
import type { DraftRow } from './draft-row.ts';
import { emptyPlainMemory, findPlain, type PlainMemory } from './find-plain.ts';
import { InBlocks } from './in-blocks.ts';
import { keyAt, keysOf, wishesOf } from './own-of.ts';
import { PlainKind } from './plain-kind.ts';
import { type KeyOf, RowGroups } from './row-groups.ts';
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
  /** By row: what it came to by itself, or only its kind where that says it all. */
  own: InBlocks<OwnFinding | PlainKind>;
  /** How many rows were looked at by themselves. */
  looked: number;
  /** Kinds of plain rows; null until the first row is looked at. */
  plain: PlainMemory | null;
  settled: number;
  tally: Tally;
}

const rowsAtOnce = 250;

/** Opens a check; `checkUntil` does the work. */
export function openCheck(against: CheckAgainst): CheckRun {
  // The copy may hold a domain in its own letters; everything is compared in ASCII (condition 37).
  const domains = against.facts.domains.map((domain) => domainToASCII(domain) || domain);
  const memory = emptyMemory();
  // With the first domain the list of public endings is read: here, so that no slice of rows has to wait for it.
  for (const domain of domains) {
    domainOf(domain, { ownDomains: domains, lookAlikes: 'hold', domains: memory.domains });
  }
  return {
    against: { ...against, facts: { ...against.facts, domains } },
    groups: new RowGroups(),
    people: new Map(),
    alike: new Map(),
    memory,
    own: new InBlocks(),
    looked: 0,
    plain: null,
    settled: 0,
    tally: emptyTally(),
  };
}

/** Checks on until the moment (performance.now) has passed; returns whether every row has its verdict. */
export function checkUntil(draft: Draft, run: CheckRun, moment: number): boolean {
  do {
    if (run.looked < draft.rows.length) checkOwnSlice(draft, run);
    else if (run.against.lookAlikes?.growUntil(moment) === false) return false;
    else if (run.settled < draft.rows.length) settleSlice(draft, run);
    else return true;
  } while (performance.now() < moment);
  return run.settled >= draft.rows.length;
}

/** First pass: each row by itself, and which rows share an address. */
function checkOwnSlice(draft: Draft, run: CheckRun): void {
  const keyOf = keysOf(draft, run);
  const from = run.looked;
  const to = Math.min(from + rowsAtOnce, draft.rows.length);
  // Room for all at once: places that grow are filled anew.
  if (from === 0) run.groups.expect(draft.rows.length);
  for (let index = from; index < to; index += 1) {
    const row = draft.rows.at(index);
    if (row === undefined) break;
    run.own.set(index, lookAt(draft, run, row));
    run.looked = index + 1;
    joinGroup(draft, run, index, keyOf);
  }
}

function lookAt(draft: Draft, run: CheckRun, row: DraftRow): OwnFinding | PlainKind {
  run.plain ??= emptyPlainMemory(draft);
  return (
    findPlain(draft, row, run.against, run.memory, run.plain) ?? checkOwn(draft, row, run.against, run.memory)
  );
}

/** Second pass: against the other rows and the copy. */
function settleSlice(draft: Draft, run: CheckRun): void {
  const to = Math.min(run.settled + rowsAtOnce, draft.rows.length);
  const keys: (string | null)[] = [];
  for (let index = run.settled; index < to; index += 1) keys.push(keyAt(draft, run, index));
  learnPeople(run, keys);
  for (const key of keys) {
    const index = run.settled;
    const row = draft.rows.at(index);
    const kept = run.own.get(index);
    if (row === undefined) break;
    if (kept instanceof PlainKind && isAlone(draft, run, index, key)) {
      row.settleAs(kept);
      countVerdict(run.tally, kept.ready, 1);
    } else {
      const checked = settleRow(draft, run, index);
      row.checked = checked;
      countVerdict(run.tally, checked, 1);
    }
    run.settled += 1;
  }
}

/** Whether neither another row nor the copy has to do with a row, and nobody said anything of it. */
function isAlone(draft: Draft, run: CheckRun, index: number, key: string | null): boolean {
  if (run.groups.shared(index) !== null) return false;
  if (draft.said.size > 0 && draft.said.has(draft.rows.at(index)?.row ?? 0)) return false;
  const { people, alike } = run;
  return (people.size === 0 || !people.has(key ?? '')) && (alike.size === 0 || !alike.has(key ?? ''));
}

function learnPeople(run: CheckRun, keys: readonly (string | null)[]): void {
  const asked = keys.filter((key) => key !== null);
  for (const [email, person] of run.against.findPeople(asked)) run.people.set(email, person);
  const { lookAlikes } = run.against;
  if (lookAlikes === undefined) return;
  for (const key of asked) {
    const alike = run.people.has(key) ? null : lookAlikes.find(key);
    if (alike) run.alike.set(key, alike);
  }
}

/** Rows with a problem of their own will not be sent, so they do not compete with others for an address. */
function joinGroup(draft: Draft, run: CheckRun, index: number, keyOf: KeyOf): void {
  const key = keyAt(draft, run, index);
  if (key === null || wishesOf(run, index)?.problem !== null) return;
  run.groups.add(key, index, keyOf);
}

/**
 * Checks one changed row again, and the rows that it was or now is a duplicate of. A row that is new, at the end, is checked
 * and counted in. Returns nothing; rows change.
 */
export function recheckRow(draft: Draft, run: CheckRun, index: number): void {
  const row = draft.rows.at(index);
  if (row === undefined) return;
  // All rows before it were settled, and it was never checked: it is new. While a check is under way, the turn of a row that it
  // has not come to will come; what is known of that one is from the check before.
  const isAdded = row.checked === null && index === draft.rows.length - 1 && index === run.settled;
  if (index >= run.looked && !isAdded) return;
  const touched = new Set([index]);
  const keyOf = keysOf(draft, run);
  const before = keyAt(draft, run, index);
  for (const member of run.groups.remove(before ?? '', index, keyOf)) touched.add(member);
  run.own.set(index, lookAt(draft, run, row));
  if (isAdded) {
    run.looked = index + 1;
    run.settled = index + 1;
  }
  joinGroup(draft, run, index, keyOf);
  const key = keyAt(draft, run, index);
  for (const member of run.groups.membersOf(key ?? '', keyOf)) touched.add(member);
  learnPeople(run, [key]);
  settleAgain(draft, run, touched);
}

/** Takes the row at the end away, which splitting had added, and checks those again that it was a duplicate of. */
export function removeLastRow(draft: Draft, run: CheckRun): void {
  const index = draft.rows.length - 1;
  const row = draft.rows.at(index);
  if (row === undefined) return;
  const left = run.groups.remove(keyAt(draft, run, index) ?? '', index, keysOf(draft, run));
  if (index < run.settled && row.checked !== null) countVerdict(run.tally, row.checked, -1);
  run.looked = Math.min(run.looked, index);
  run.settled = Math.min(run.settled, index);
  draft.rows.states.forget(row.index);
  draft.rows.pop();
  settleAgain(draft, run, left);
}

/** Gives rows that have their verdict, whatever it was, the one that they have now. */
function settleAgain(draft: Draft, run: CheckRun, positions: Iterable<number>): void {
  for (const position of positions) {
    const row = draft.rows.at(position);
    if (row === undefined || position >= run.settled) continue;
    if (row.checked !== null) countVerdict(run.tally, row.checked, -1);
    const checked = settleRow(draft, run, position);
    row.checked = checked;
    countVerdict(run.tally, checked, 1);
  }
}
