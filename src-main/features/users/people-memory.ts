import type { ReadableCache } from '../../cache/cache-handles.ts';
import type { Copy } from '../../cache/copies.ts';
import type { MemorySlot } from '../../cache/memory-slot.ts';
import { type PeopleColumns, patchColumns, readColumns } from './people-columns.ts';
import type { PeopleOrders } from './people-orders.ts';
import { type PeopleTeams, patchPeopleTeams, readPeopleTeams } from './people-teams.ts';
import { growPeopleText, type PeopleText, readPeopleText } from './people-text.ts';

/** The people of one copy in memory, as of one revision. */
export interface People {
  copyNo: number;
  revision: number;
  teamsRevision: number;
  columns: PeopleColumns;
  /** Sorted places by column, made when a list first asks for them. */
  orders: PeopleOrders;
  /** Made when first needed. */
  text: PeopleText | null;
  teams: PeopleTeams | null;
  /** Answers to the latest filters, dropped with every change of people. */
  answers: Map<string, unknown>;
}

/** Names and emails are as before; only those of newcomers were added; or some differ or went. */
export type TextChange = 'same' | 'grown' | 'changed';

/** What a writer says of its change, so that memory follows without reading everybody again. */
export interface PeopleChange {
  revision: number;
  numbers: readonly number[];
  text: TextChange;
}

interface CopyMemory {
  people: People | null;
  changes: PeopleChange[];
}

const copies: MemorySlot<Map<number, CopyMemory>> = { name: 'people of copies', make: () => new Map() };
/** Beyond this many changed people reading all of them again is the shorter way. */
const patchAtMost = 20_000;

function memoryOf(cache: ReadableCache, copyNo: number): CopyMemory {
  const all = cache.remember(copies);
  const found = all.get(copyNo) ?? { people: null, changes: [] };
  all.set(copyNo, found);
  return found;
}

/**
 * Says that the people of these numbers were written, added or removed by the change that made this revision. Called
 * inside the transaction; should it roll back, the revision is never reached and what was said is replaced.
 */
export function notePeopleChanged(cache: ReadableCache, copyNo: number, change: PeopleChange): void {
  const memory = memoryOf(cache, copyNo);
  if (memory.people === null) return;
  memory.changes = memory.changes.filter((earlier) => earlier.revision < change.revision);
  memory.changes.push(change);
}

/** The people of a copy, brought up to its revision. The first call after the start reads everybody. */
export function peopleOf(cache: ReadableCache, copy: Copy): People {
  const memory = memoryOf(cache, copy.no);
  const now = memory.people;
  const caughtUp = now === null ? null : catchUp(cache, now, copy, memory.changes);
  const people = caughtUp ?? {
    copyNo: copy.no,
    revision: copy.revision,
    teamsRevision: copy.teamsRevision,
    columns: readColumns(cache, copy.no),
    orders: new Map(),
    text: null,
    teams: null,
    answers: new Map(),
  };
  memory.people = people;
  // Changes of a transaction that is still open stay for later.
  memory.changes = memory.changes.filter((change) => change.revision > copy.revision);
  return people;
}

/** Whether the people of a copy are in memory, so that a first answer need not wait for them. */
export function hasPeople(cache: ReadableCache, copyNo: number): boolean {
  return memoryOf(cache, copyNo).people !== null;
}

function catchUp(
  cache: ReadableCache,
  people: People,
  copy: Copy,
  changes: readonly PeopleChange[],
): People | null {
  const hasSameTeams = people.teamsRevision === copy.teamsRevision;
  if (people.revision === copy.revision && hasSameTeams) return people;
  const since = changes.filter((change) => change.revision <= copy.revision);
  const isGapless =
    since.length === copy.revision - people.revision &&
    since.every((change, index) => change.revision === people.revision + index + 1);
  const numbers = since.flatMap((change) => change.numbers);
  if (!isGapless || numbers.length > patchAtMost) return null;
  const { columns, cameFrom } = patchColumns(cache, people.columns, copy.no, numbers);
  const isSameText = since.every((change) => change.text === 'same');
  const isGrownText = since.every((change) => change.text !== 'changed');
  const teams = hasSameTeams && people.teams !== null ? people.teams : null;
  return {
    copyNo: copy.no,
    revision: copy.revision,
    teamsRevision: copy.teamsRevision,
    columns,
    orders: numbers.length === 0 ? people.orders : isSameText ? ordersOfText(people.orders) : new Map(),
    text: people.text && isGrownText ? growPeopleText(cache, people.text, columns) : null,
    teams: teams && patchPeopleTeams(cache, copy.no, { teams, columns, cameFrom, changed: numbers }),
    answers: new Map(),
  };
}

/** The orders that only depend on names and emails. */
function ordersOfText(orders: PeopleOrders): PeopleOrders {
  return new Map([...orders].filter(([column]) => column === 'name' || column === 'email'));
}

/** The text that search walks. */
export function textOf(cache: ReadableCache, people: People): PeopleText {
  people.text ??= readPeopleText(cache, people.copyNo, people.columns.count);
  return people.text;
}

/** Who is in which team. */
export function teamsOf(cache: ReadableCache, people: People): PeopleTeams {
  people.teams ??= readPeopleTeams(cache, people.copyNo, people.columns);
  return people.teams;
}

/** An answer that was worked out before for this key, or now. The latest 24 are kept. */
export function answerOnce<Answer>(people: People, key: string, work: () => Answer): Answer {
  const known = people.answers.get(key) as Answer | undefined;
  if (known !== undefined) {
    people.answers.delete(key);
    people.answers.set(key, known);
    return known;
  }
  const answer = work();
  people.answers.set(key, answer);
  const [oldest] = people.answers.keys();
  if (people.answers.size > 24 && oldest !== undefined) people.answers.delete(oldest);
  return answer;
}
