import type { ReadableCache } from '../../cache/cache-handles.ts';
import { type Copy, findCopy } from '../../cache/copies.ts';
import type { MemorySlot } from '../../cache/memory-slot.ts';
import { skeletonHash, skeletonOf } from './look-alike.ts';

const peopleAtOnce = 1000;

/** Everybody of one copy by what their address looks like: eight bytes a place, no text. */
interface LookIndex {
  copyNo: number;
  revision: number;
  /** The last person taken up, in the order of addresses; null once everybody is. */
  after: { email: string; n: number } | null;
  taken: number;
  /** Places by hash: a person's number in the file, 0 for an empty one. */
  numbers: Float64Array;
  hashes: Uint32Array;
}

const indexes: MemorySlot<Map<string, LookIndex>> = { name: 'looks of addresses', make: () => new Map() };

/** Answers who of a copy could be taken for whom. Holds for one call of the cache thread. */
export interface LookAlikes {
  /** Goes on taking people up until the moment (performance.now); returns whether everybody is. */
  growUntil(moment: number): boolean;
  /** The address of somebody who looks like this one and is not it; null when there is nobody. */
  find(email: string): string | null;
}

/** A door to the look-alikes of a tenant's people (condition 38). The index is kept until the people change. */
export function lookAlikesOf(cache: ReadableCache, tenantId: string): LookAlikes {
  const all = cache.remember(indexes);
  const copy = findCopy(cache, tenantId);
  const readEmail = cache.prepare('SELECT email_key FROM users WHERE n = ? AND copy_no = ?').pluck(true);
  return {
    growUntil: (moment) => {
      if (copy === null) return true;
      const index = currentIndex(all, tenantId, copy);
      while (index.after !== null) {
        takeUp(cache, index, copy);
        if (performance.now() >= moment) break;
      }
      return index.after === null;
    },
    find: (email) => {
      const index = all.get(tenantId);
      if (copy === null || index === undefined) return null;
      let skeleton: string | null = null;
      for (const n of withHash(index, skeletonHash(email))) {
        const found = readEmail.get(n, copy.no) as string | undefined;
        if (found === undefined || found === email) continue;
        skeleton ??= skeletonOf(email);
        if (skeletonOf(found) === skeleton) return found;
      }
      return null;
    },
  };
}

function currentIndex(all: Map<string, LookIndex>, tenantId: string, copy: Copy): LookIndex {
  const found = all.get(tenantId);
  if (found !== undefined && found.copyNo === copy.no && found.revision === copy.revision) return found;
  // Half empty at least, so that looking takes a step or two.
  const places = 2 ** Math.ceil(Math.log2(Math.max(16, copy.people * 2)));
  const made: LookIndex = {
    copyNo: copy.no,
    revision: copy.revision,
    after: { email: '', n: 0 },
    taken: 0,
    numbers: new Float64Array(places),
    hashes: new Uint32Array(places),
  };
  all.set(tenantId, made);
  return made;
}

function takeUp(cache: ReadableCache, index: LookIndex, copy: Copy): void {
  // Number and address both lie in the index of addresses, so no row of the table is read.
  const rows = cache
    .prepare(
      `SELECT n, email_key FROM users INDEXED BY users_by_email
       WHERE copy_no = ? AND (email_key, n) > (?, ?) ORDER BY email_key, n LIMIT ?`,
    )
    .raw(true)
    .all(copy.no, index.after?.email, index.after?.n, peopleAtOnce) as [n: number, email: string][];
  for (const [n, email] of rows) place(index, n, skeletonHash(email));
  const [n, email] = rows.at(-1) ?? [0, ''];
  index.after = rows.length < peopleAtOnce ? null : { email, n };
}

function place(index: LookIndex, n: number, hash: number): void {
  const mask = index.numbers.length - 1;
  // More people than the copy said it has: whoever does not fit is found at the next check.
  if (index.taken >= mask) return;
  let at = hash & mask;
  while (index.numbers[at] !== 0) at = (at + 1) & mask;
  index.numbers[at] = n;
  index.hashes[at] = hash;
  index.taken += 1;
}

function* withHash(index: LookIndex, hash: number): Generator<number> {
  const mask = index.numbers.length - 1;
  for (let at = hash & mask; ; at = (at + 1) & mask) {
    const n = index.numbers[at] ?? 0;
    if (n === 0) return;
    if (index.hashes[at] === hash) yield n;
  }
}
