import type { ReadableCache } from '../cache/cache-handles.ts';
import type { MemorySlot } from '../cache/memory-slot.ts';
import type { RoleNames } from '../features/users/user-row.ts';
import { SeenNumbers } from './seen-numbers.ts';

export const sweptKinds = ['users', 'teams'] as const;
/** The two lists that a sweep reads page by page. */
export type SweptKind = (typeof sweptKinds)[number];

/** One page as this sweep saw it. */
export interface SweptPage {
  page: number;
  size: number;
  /** SHA-1 of the bytes; empty when the page is to be parsed next time whatever it holds. */
  hash: string;
  received: number;
  total: number;
  /** Row numbers of who stood on it; people of whom the copy did not know follow when they are stored. */
  members: number[];
  isAsBefore: boolean;
}

export interface SweptList {
  seen: SeenNumbers;
  /** Ids of whom the copy does not know yet, with the pages they stood on. */
  newcomers: Map<string, SweptPage[]>;
  /** How many staged rows differ from the copy. */
  staged: number;
  pages: Map<number, SweptPage>;
  /** The total of the latest answer. */
  total: number;
  /** Rows that cannot be read, in words, by page. */
  problems: Map<number, string[]>;
  /** Row numbers that were written from here after their page was last read: that page is parsed again. */
  touched: ReadonlySet<number>;
}

/** What the thread remembers of a sweep under way. Lost with the thread; then the sweep starts again. */
export interface Sweep {
  runId: string;
  copyNo: number;
  startedAt: number;
  /** The first sync of a tenant writes rows as they land, so that the list fills; later ones stage what differs. */
  mode: 'first' | 'again';
  readingKey: string;
  /** Whether pages with the same bytes as last time may be taken as read. */
  trustsPages: boolean;
  roleNames: RoleNames;
  lists: Record<SweptKind, SweptList>;
}

export const sweeps: MemorySlot<Map<string, Sweep>> = { name: 'sweeps', make: () => new Map() };

/** The sweep of a tenant under way, if it is this run. */
export function findSweep(cache: ReadableCache, tenantId: string, runId: string): Sweep | null {
  const sweep = cache.remember(sweeps).get(tenantId);
  return sweep?.runId === runId ? sweep : null;
}

/** An empty list to sweep. */
export function newSweptList(touched: ReadonlySet<number>): SweptList {
  return {
    seen: new SeenNumbers(),
    newcomers: new Map(),
    staged: 0,
    pages: new Map(),
    total: 0,
    problems: new Map(),
    touched,
  };
}

/** How many different rows the sweep has come across, unreadable ones included. */
export function distinctRows(list: SweptList): number {
  let unreadable = 0;
  for (const problems of list.problems.values()) unreadable += problems.length;
  return list.seen.size + list.newcomers.size + unreadable;
}
