import type { WritableCache } from '../../cache/cache-handles.ts';
import { beginCopy, bumpPeople } from '../../cache/copies.ts';
import type { UserWire } from '../../tenant-api/wire/users.ts';
import { notePeopleChanged, type TextChange } from './people-memory.ts';
import { readRoleNames } from './role-names.ts';
import { isSameUser, userReaders, userWriters } from './stored-users.ts';
import { describeChanges, historyWriter } from './user-history.ts';
import { userRowFromWire } from './user-row.ts';

export interface SavedUsers {
  tenantId: string;
  users: readonly UserWire[];
}

/**
 * Writes people as the tenant answered them just now, after a change or a fresh look. They are marked as touched, so that a
 * page which a running sync asked for earlier cannot put them back. Answers how many rows differed.
 */
export function writeUsers(cache: WritableCache, { tenantId, users }: SavedUsers, now = Date.now()): number {
  if (users.length === 0) return 0;
  const copy = beginCopy(cache, tenantId);
  const roleNames = readRoleNames(cache, copy.no);
  const read = userReaders(cache);
  const write = userWriters(cache, copy.no, copy.isIndexed === 1 ? 'kept' : 'later');
  const remember = historyWriter(cache, copy.no);
  const touch = cache.prepare(
    "INSERT OR REPLACE INTO touched (copy_no, kind, id, at) VALUES (?, 'users', ?, ?)",
  );
  const at = new Date(now).toISOString();
  const numbers: number[] = [];
  let added = 0;
  let text: TextChange = 'same';
  for (const wire of users) {
    const row = userRowFromWire(wire, roleNames);
    const was = read.byId(copy.no, row.id);
    touch.run(copy.no, row.id, now);
    if (was !== null && isSameUser(was, row)) continue;
    if (was === null) {
      const n = write.insert(row);
      if (n === null) continue;
      numbers.push(n);
      added += 1;
      if (text === 'same') text = 'grown';
      if (copy.lastSyncAt !== null) remember(row.id, at, ['Joined']);
    } else {
      numbers.push(was.n);
      write.update(was, row);
      if (was.searchText !== row.searchText || was.emailKey !== row.emailKey) text = 'changed';
      if (copy.lastSyncAt !== null) remember(row.id, at, describeChanges(was, row));
    }
  }
  if (numbers.length === 0) return 0;
  const revision = bumpPeople(cache, copy.no, added);
  notePeopleChanged(cache, copy.no, { revision, numbers, text });
  return numbers.length;
}

/** Takes people out of the copy. They are marked as touched, so that a page read earlier cannot bring them back. */
export function dropUsers(
  cache: WritableCache,
  { tenantId, userIds }: { tenantId: string; userIds: readonly string[] },
  now = Date.now(),
): number {
  const copy = beginCopy(cache, tenantId);
  const read = userReaders(cache);
  const write = userWriters(cache, copy.no, copy.isIndexed === 1 ? 'kept' : 'later');
  const touch = cache.prepare(
    "INSERT OR REPLACE INTO touched (copy_no, kind, id, at) VALUES (?, 'users', ?, ?)",
  );
  const numbers: number[] = [];
  for (const id of userIds) {
    touch.run(copy.no, id, now);
    const was = read.byId(copy.no, id);
    if (was === null) continue;
    write.remove(was);
    numbers.push(was.n);
  }
  if (numbers.length === 0) return 0;
  const revision = bumpPeople(cache, copy.no, -numbers.length);
  notePeopleChanged(cache, copy.no, { revision, numbers, text: 'changed' });
  return numbers.length;
}
