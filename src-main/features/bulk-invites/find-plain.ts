import { domainOf, plainAt } from '../users/check-email.ts';
import { checkOwn, type OwnMemory } from './check-own.ts';
import type { CheckAgainst } from './check-rows.ts';
import type { Draft } from './draft.ts';
import { type DraftRow, readyRow } from './draft-row.ts';
import { hasNameNote, hasOwnDots, isSharedMailbox } from './find-notes.ts';
import { PlainKind } from './plain-kind.ts';

/** Kinds by role cell, teams cell and flag cell; null for a kind that has something to say. */
type KindsOfDomain = Map<string, Map<string, Map<string, PlainKind | null>>>;

/** The kinds of plain rows that were found, and where their cells stand. */
export interface PlainMemory {
  columns: { email: number; name: number; role: number; teams: number; flag: number };
  /** Null for a domain whose rows are looked at one by one. */
  byDomain: Map<string, KindsOfDomain | null>;
  /** The domain that was asked for last: most rows have the same as the one before. */
  last: { domain: string; kinds: KindsOfDomain | null };
  kept: number;
}

/** More kinds than a file of thousands of domains has; where every row is one of its own, keeping them costs more than it saves. */
const mostKinds = 4096;
/** No cell that a rule looks at is cut off below this length. */
const longestCell = 2000;

/** Knows no kinds yet. The columns stay what they are as long as the check is open. */
export function emptyPlainMemory({ meanings }: Draft): PlainMemory {
  const [email, name, role] = [meanings.indexOf('email'), meanings.indexOf('name'), meanings.indexOf('role')];
  const [teams, flag] = [meanings.indexOf('teams'), meanings.indexOf('send')];
  return {
    columns: { email, name, role, teams, flag },
    byDomain: new Map(),
    last: { domain: '', kinds: null },
    kept: 0,
  };
}

/**
 * The kind of a row that is plainly ready, or null for one that has to be looked at by itself: it was edited or spoken of, its
 * address is not simply sent as it stands, or something in it is wrong or worth a note of its own.
 */
export function findPlain(
  draft: Draft,
  row: DraftRow,
  against: CheckAgainst,
  memory: OwnMemory,
  plain: PlainMemory,
): PlainKind | null {
  if (row.problem !== null || row.edit !== null) return null;
  if (draft.said.size > 0 && draft.said.has(row.row)) return null;
  const { columns } = plain;
  const email = row.cell(columns.email);
  const at = plainAt(email);
  if (at === -1 || isSharedMailbox(email, at)) return null;
  const { last } = plain;
  if (email.length !== at + 1 + last.domain.length || !email.endsWith(last.domain)) {
    last.domain = email.slice(at + 1);
    last.kinds = kindsOf(last.domain, against, memory, plain);
  }
  const { kinds } = last;
  if (kinds === null) return null;
  const name = columns.name === -1 ? '' : row.cell(columns.name);
  if (hasNameNote(name)) return null;
  const role = columns.role === -1 ? '' : row.cell(columns.role);
  const teams = columns.teams === -1 ? '' : row.cell(columns.teams);
  const flag = columns.flag === -1 ? '' : row.cell(columns.flag);
  const known = kinds.get(role)?.get(teams)?.get(flag);
  if (known !== undefined) return known;
  if (plain.kept >= mostKinds || role.length > longestCell || flag.length > longestCell) return null;
  const own = checkOwn(draft, row, against, memory);
  const isPlain = own.problem === null && own.sendAs === email && own.key === email && own.email === email;
  const common = { ...own, email: '', sendAs: '', key: '' };
  const kind = isPlain ? new PlainKind(common, readyRow(common), columns.email) : null;
  const byTeams = inner(kinds, role);
  inner(byTeams, teams).set(flag, kind);
  plain.kept += 1;
  return kind;
}

function kindsOf(
  domain: string,
  { facts }: CheckAgainst,
  { domains }: OwnMemory,
  plain: PlainMemory,
): KindsOfDomain | null {
  const known = plain.byDomain.get(domain);
  if (known !== undefined || plain.kept >= mostKinds) return known ?? null;
  const found = domainOf(domain, { ownDomains: facts.domains, lookAlikes: 'hold', domains });
  const isPlain = found.problem === null && found.isAsTyped && found.letters === null && !hasOwnDots(domain);
  const kinds: KindsOfDomain | null = isPlain ? new Map() : null;
  plain.byDomain.set(domain, kinds);
  plain.kept += 1;
  return kinds;
}

function inner<Key, Value>(outer: Map<string, Map<Key, Value>>, key: string): Map<Key, Value> {
  const known = outer.get(key);
  if (known !== undefined) return known;
  const made = new Map<Key, Value>();
  outer.set(key, made);
  return made;
}
