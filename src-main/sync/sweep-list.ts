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
  /** How many rows of the copy the sweep has not met. */
  missing(): Promise<number>;
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
 * note, section 8, decision 11). Whoever moved to a page that was read already is caught by a second pass, which follows
 * when fewer than the total were met, when the total changed under way, and before anybody is taken for gone. `short` when
 * even then fewer than the total were met. Fails with the first page that fails.
 */
export async function sweepList(list: ListToSweep): Promise<Outcome<'complete' | 'short'>> {
  const first = await sweepOnce(list);
  if (!first.ok) return first;
  const isSure = first.value.isWhole && first.value.isSteady && (await list.missing()) === 0;
  const last = isSure ? first : await sweepOnce(list);
  return last.ok ? { ok: true, value: last.value.isWhole ? 'complete' : 'short' } : last;
}

/** `isWhole`: as many rows were met as there are; `isSteady`: every page told the same total. */
interface Pass {
  isWhole: boolean;
  isSteady: boolean;
}

async function sweepOnce(list: ListToSweep): Promise<Outcome<Pass>> {
  let latest: PageTold = { received: 0, total: 0, distinct: 0 };
  const totals = new Set<number>();
  let failure: Failure | null = null;
  const read = async (offset: number, limit: number): Promise<PageTold | null> => {
    const told = await list.page(offset, limit);
    if (!told.ok) {
      failure ??= told.failure;
      return null;
    }
    totals.add(told.value.total);
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
  if (failure !== null) return { ok: false, failure };
  return { ok: true, value: { isWhole: latest.distinct >= latest.total, isSteady: totals.size === 1 } };
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
