import type { WritableCache } from '../cache/cache-handles.ts';
import { bumpPeople, bumpTeams } from '../cache/copies.ts';
import { teamWriters } from '../features/teams/stored-teams.ts';
import type { TeamRow } from '../features/teams/team-row.ts';
import { notePeopleChanged, type TextChange } from '../features/users/people-memory.ts';
import { isSameUser, userReaders, userWriters } from '../features/users/stored-users.ts';
import { describeChanges, historyEraser, historyWriter } from '../features/users/user-history.ts';
import type { UserRow } from '../features/users/user-row.ts';
import type { PushTally } from './push-tally.ts';
import type { SweptKind } from './sweep-memory.ts';
import type { SweptRow } from './swept-rows.ts';

/** Writes swept rows into the copy; `finish` raises the revision once for all of them. */
export interface SweptWriter {
  /** What the copy has of a row: its number, and whether it is as the row says. */
  find(row: SweptRow): { n: number; isSame: boolean } | null;
  /** Adds a row that is most likely new, with one statement; null when its id is there already. */
  add(row: SweptRow): number | null;
  /** Adds or changes a row; answers its number. */
  put(row: SweptRow): number;
  remove(n: number): void;
  finish(): void;
  readonly counts: { added: number; changed: number; gone: number };
}

export interface SweptWriterRoom {
  copyNo: number;
  /** Moment for people's histories; null in a first sync, which is no news. */
  newsAt: string | null;
  search: 'kept' | 'later';
  /** Counts what the identity provider changed; left out in a first sync, in which everything is new. */
  pushes?: PushTally;
}

/** Answers the writer of a list. */
export function sweptWriter(cache: WritableCache, kind: SweptKind, room: SweptWriterRoom): SweptWriter {
  return kind === 'users' ? userWriter(cache, room) : teamWriter(cache, room);
}

function userWriter(cache: WritableCache, { copyNo, newsAt, search, pushes }: SweptWriterRoom): SweptWriter {
  const read = userReaders(cache);
  const write = userWriters(cache, copyNo, search);
  const remember = historyWriter(cache, copyNo);
  const forget = historyEraser(cache, copyNo);
  const counts = { added: 0, changed: 0, gone: 0 };
  const numbers: number[] = [];
  let text: TextChange = 'same';
  const tell = (id: string, entries: readonly string[]): void => {
    if (newsAt !== null) remember(id, newsAt, entries);
  };
  const add = (row: SweptRow): number | null => {
    const n = write.insert(row as UserRow);
    if (n === null) return null;
    counts.added += 1;
    if (text === 'same') text = 'grown';
    tell(row.id, ['Joined']);
    pushes?.person(null, row as UserRow);
    numbers.push(n);
    return n;
  };
  return {
    counts,
    add,
    find: (row) => {
      const was = read.byId(copyNo, row.id);
      return was && { n: was.n, isSame: isSameUser(was, row as UserRow) };
    },
    put: (swept) => {
      const added = add(swept);
      if (added !== null) return added;
      const row = swept as UserRow;
      const was = read.byId(copyNo, row.id);
      if (was === null) throw new Error('a person who could not be added is not there either');
      if (isSameUser(was, row)) return was.n;
      counts.changed += 1;
      if (was.searchText !== row.searchText || was.emailKey !== row.emailKey) text = 'changed';
      tell(row.id, describeChanges(was, row));
      pushes?.person(was, row);
      write.update(was, row);
      numbers.push(was.n);
      return was.n;
    },
    remove: (n) => {
      const was = read.byNumber(n);
      if (was === null) return;
      counts.gone += 1;
      text = 'changed';
      forget(was.id);
      tell(was.id, ['Left']);
      pushes?.personGone(was);
      write.remove(was);
      numbers.push(n);
    },
    finish: () => {
      if (numbers.length === 0) return;
      const revision = bumpPeople(cache, copyNo, counts.added - counts.gone);
      notePeopleChanged(cache, copyNo, { revision, numbers, text });
    },
  };
}

function teamWriter(cache: WritableCache, { copyNo, newsAt, pushes }: SweptWriterRoom): SweptWriter {
  const write = teamWriters(cache, copyNo, newsAt);
  const find = cache.prepare('SELECT name, is_managed_by_idp AS isManagedByIdp FROM teams WHERE no = ?');
  const counts = { added: 0, changed: 0, gone: 0 };
  return {
    counts,
    add: () => null,
    find: (row) => write.find(row as TeamRow),
    put: (row) => {
      const { no, was, differs } = write.put(row as TeamRow);
      if (was !== 'same') counts[was] += 1;
      if (was === 'added' || differs) pushes?.team(row as TeamRow);
      return no;
    },
    remove: (n) => {
      counts.gone += 1;
      const was = find.get(n) as { name: string; isManagedByIdp: 0 | 1 } | undefined;
      if (was === undefined) return;
      pushes?.team({ isManagedByIdp: was.isManagedByIdp, updatedAt: null });
      write.remove(n, was.name);
    },
    finish: () => {
      if (counts.added + counts.changed + counts.gone > 0) bumpTeams(cache, copyNo);
    },
  };
}
