import type { ReadableCache, WritableCache } from '../cache/cache-handles.ts';
import type { Sweep, SweptKind, SweptPage } from './sweep-memory.ts';

type Raw = Omit<SweptPage, 'members' | 'isAsBefore'> & { members: Buffer };

/** Readers of what the last complete sweep saw of a list. */
export function storedPages(cache: ReadableCache, copyNo: number, kind: SweptKind) {
  const find = cache.prepare(`SELECT page, size, hash, received, total, members FROM pages
    WHERE copy_no = ? AND kind = ? AND page = ?`);
  const list = cache
    .prepare('SELECT page FROM pages WHERE copy_no = ? AND kind = ? ORDER BY page')
    .pluck(true);
  return {
    find: (page: number): Omit<SweptPage, 'isAsBefore'> | null => {
      const raw = find.get(copyNo, kind, page) as Raw | undefined;
      return raw === undefined ? null : { ...raw, members: unpackNumbers(raw.members) };
    },
    offsets: (): number[] => list.all(copyNo, kind) as number[],
  };
}

/** Keeps what a sweep saw, page by page; writes only what differs from the sweep before. */
export function writePages(cache: WritableCache, sweep: Sweep, kind: SweptKind): void {
  const stored = storedPages(cache, sweep.copyNo, kind);
  const { pages } = sweep.lists[kind];
  const put =
    cache.prepare(`INSERT OR REPLACE INTO pages (copy_no, kind, page, size, hash, received, total, members)
    VALUES (@copyNo, @kind, @page, @size, @hash, @received, @total, @members)`);
  const drop = cache.prepare('DELETE FROM pages WHERE copy_no = ? AND kind = ? AND page = ?');
  for (const offset of stored.offsets()) {
    if (!pages.has(offset)) drop.run(sweep.copyNo, kind, offset);
  }
  for (const swept of pages.values()) {
    if (swept.isAsBefore) continue;
    const { isAsBefore: _isAsBefore, ...page } = swept;
    if (JSON.stringify(stored.find(page.page)) === JSON.stringify(page)) continue;
    put.run({ ...page, copyNo: sweep.copyNo, kind, members: packNumbers(page.members) });
  }
}

/** Row numbers as bytes, eight each. */
function packNumbers(numbers: readonly number[]): Buffer {
  return Buffer.from(Float64Array.from(numbers).buffer);
}

function unpackNumbers(bytes: Buffer): number[] {
  // The bytes may lie at an odd place of a larger buffer, which numbers of eight bytes do not take.
  return [...new Float64Array(new Uint8Array(bytes).buffer)];
}
