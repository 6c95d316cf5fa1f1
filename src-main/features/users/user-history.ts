import type { UserDetail } from '../../../src-contract/users.ts';
import type { ReadableCache, WritableCache } from '../../cache/cache-handles.ts';
import { roleLabel } from './role-label.ts';
import type { UserRow } from './user-row.ts';

const keptPerPerson = 100;
const statusWords = { active: 'Active', pending: 'Pending invite', deactivated: 'Deactivated' };

/** What differs between two readings of a person, in words. What changes all the time (last access) is no news. */
export function describeChanges(was: UserRow, now: UserRow): string[] {
  const pairs: [word: string, before: string, after: string][] = [
    ['Status', statusWords[was.status], statusWords[now.status]],
    ['Role', roleLabel(was.role), roleLabel(now.role)],
    ['Name', was.name, now.name],
    ['Email', was.email, now.email],
    ['Managed by', was.managedBy ?? 'nobody', now.managedBy ?? 'nobody'],
  ];
  return [
    ...pairs
      .filter(([, before, after]) => before !== after)
      .map(([word, before, after]) => `${word}: ${before} → ${after}`),
    ...describeRoles(was, now),
  ];
}

function describeRoles(was: UserRow, now: UserRow): string[] {
  const named = (row: UserRow): Map<string, string> =>
    new Map(row.resourceRoles.map((role) => [`${role.resourceType} ${role.resourceName}`, role.roleName]));
  const before = named(was);
  const after = named(now);
  const added = [...after].filter(([resource]) => !before.has(resource));
  const removed = [...before].filter(([resource]) => !after.has(resource));
  const other = [...after].filter(
    ([resource, role]) => before.has(resource) && before.get(resource) !== role,
  );
  return [
    ...added.map(([resource, role]) => `${resource}: added, ${role}`),
    ...removed.map(([resource]) => `${resource}: removed`),
    ...other.map(([resource, role]) => `${resource}: ${before.get(resource)} → ${role}`),
  ];
}

/** Answers the function that stores an entry of a person's history; the latest hundred of each person are kept. */
export function historyWriter(cache: WritableCache, copyNo: number) {
  const add = cache.prepare('INSERT INTO user_history (copy_no, user_id, at, what) VALUES (?, ?, ?, ?)');
  const oldest = cache
    .prepare(
      'SELECT no FROM user_history WHERE copy_no = ? AND user_id = ? ORDER BY no DESC LIMIT 1 OFFSET ?',
    )
    .pluck(true);
  const trim = cache.prepare('DELETE FROM user_history WHERE copy_no = ? AND user_id = ? AND no <= ?');
  return (userId: string, at: string, entries: readonly string[]): void => {
    for (const what of entries) add.run(copyNo, userId, at, what.slice(0, 500));
    if (entries.length === 0) return;
    // Looked at first: before a delete of many rows the search index writes out what it holds, which takes over a millisecond.
    const no = oldest.get(copyNo, userId, keptPerPerson) as number | undefined;
    if (no !== undefined) trim.run(copyNo, userId, no);
  };
}

/** Removes what is remembered of a person who left: nothing of them stays readable but that they left (E9). */
export function historyEraser(cache: WritableCache, copyNo: number): (userId: string) => void {
  const erase = cache.prepare('DELETE FROM user_history WHERE copy_no = ? AND user_id = ?');
  return (userId) => {
    erase.run(copyNo, userId);
  };
}

/** What syncs saw change on a person, newest first. */
export function readHistory(cache: ReadableCache, copyNo: number, userId: string): UserDetail['history'] {
  return cache
    .prepare(
      `SELECT at, 'Sync' AS by, what FROM user_history WHERE copy_no = ? AND user_id = ? ORDER BY no DESC`,
    )
    .all(copyNo, userId) as UserDetail['history'];
}
