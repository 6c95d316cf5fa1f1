import type { Failure } from '../../src-contract/failure-catalogue.ts';
import type { Outcome } from '../../src-contract/outcome.ts';

/** What one page told: how many rows stood on it, how many there are, how many different ones are known by now. */
export interface PageTold {
  received: number;
  total: number;
  distinct: number;
}

export interface ListToSweep {
  /** Fetches one page and takes it in. */
  page(offset: number, limit: number): Promise<Outcome<PageTold>>;
  onProgress(done: number, expected: number): void;
}

/** The platform's largest page (tenant-api note, section 1). */
const askedLimit = 1000;
/** A first page shorter than this is a whim of the server, not its limit. */
const smallestPage = 50;
const pagesInFlight = 4;

/**
 * Reads a whole list page by page. The first answer tells the page size that the server really gives; then up to four
 * pages are in flight. Pages are advanced by rows received, and the end is an empty page, never a short one (tenant-api
 * note, section 8, decision 11). People who moved between pages while reading are caught by a second pass: `short` when
 * even then fewer than the total were met. Fails with the first page that fails.
 */
export async function sweepList(list: ListToSweep): Promise<Outcome<'complete' | 'short'>> {
  for (let pass = 0; pass < 2; pass += 1) {
    const told = await sweepOnce(list);
    if (!told.ok) return told;
    if (told.value.distinct >= told.value.total) return { ok: true, value: 'complete' };
  }
  return { ok: true, value: 'short' };
}

async function sweepOnce(list: ListToSweep): Promise<Outcome<PageTold>> {
  let latest: PageTold = { received: 0, total: 0, distinct: 0 };
  let failure: Failure | null = null;
  const read = async (offset: number, limit: number): Promise<PageTold | null> => {
    const told = await list.page(offset, limit);
    if (!told.ok) {
      failure ??= told.failure;
      return null;
    }
    latest = { ...told.value, distinct: Math.max(latest.distinct, told.value.distinct) };
    list.onProgress(Math.min(latest.distinct, latest.total), latest.total);
    return told.value;
  };
  let hasEnded = false;
  /** Reads on from `start` until `end` is covered or nothing more comes. */
  const cover = async (start: number, end: number): Promise<void> => {
    let at = start;
    while (at < end && failure === null) {
      const told = await read(at, end - at);
      if (told === null) return;
      if (told.received === 0) {
        hasEnded ||= at >= told.total;
        return;
      }
      at += told.received;
    }
  };

  const first = await read(0, askedLimit);
  if (first !== null && first.received > 0) {
    const isCapped = first.received < Math.min(askedLimit, first.total);
    const size = isCapped ? Math.max(first.received, smallestPage) : askedLimit;
    let next = first.received;
    const coverNext = async (): Promise<void> => {
      while (next < first.total && failure === null) {
        const start = next;
        next += size;
        await cover(start, start + size);
      }
    };
    await Promise.all(Array.from({ length: pagesInFlight }, coverNext));
    if (!hasEnded) await readTail(next, size, read);
  }
  return failure === null ? { ok: true, value: latest } : { ok: false, failure };
}

/**
 * Reads from where all known pages end until an empty page. A server that answers there with people already met does not
 * know offsets; it is left alone.
 */
async function readTail(
  start: number,
  size: number,
  read: (offset: number, limit: number) => Promise<PageTold | null>,
): Promise<void> {
  let known = -1;
  let at = start;
  for (;;) {
    const told = await read(at, size);
    if (told === null || told.received === 0 || told.distinct === known) return;
    known = told.distinct;
    at += told.received;
  }
}
