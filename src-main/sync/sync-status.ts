import type { Change } from '../../src-contract/change.ts';
import type { Failure } from '../../src-contract/failure-catalogue.ts';
import type { SyncStatus } from '../../src-contract/sync.ts';
import type { Cache } from '../cache/cache-handles.ts';
import type { CopyState } from './copy-state.ts';
import { readCopyState } from './sync-rows.ts';
import type { SyncTimers } from './sync-timers.ts';

/** The part of a status that only main knows. */
type LiveState = Pick<SyncStatus, 'phase' | 'progress' | 'failure' | 'nextTryAt'>;

export interface StatusBoardRoom {
  cache: Cache;
  announce(change: Change): void;
  timers: SyncTimers;
}

const idle: LiveState = { phase: 'idle', progress: null, failure: null, nextTryAt: null };
/** At most ten announcements of progress a second, and two of people in a first sync. */
const progressEveryMs = 100;
const peopleEveryMs = 500;

/** Keeps what every tenant's sync is doing, and announces it. */
export class StatusBoard {
  readonly #room: StatusBoardRoom;
  readonly #live = new Map<string, LiveState>();
  readonly #copies = new Map<string, CopyState>();
  readonly #announcedAt = new Map<string, number>();

  constructor(room: StatusBoardRoom) {
    this.#room = room;
  }

  /** The status as it is now, with what the copy says. */
  async read(tenantId: string): Promise<SyncStatus> {
    const copy = await this.#room.cache.read(readCopyState, { tenantId });
    this.#copies.set(tenantId, copy);
    return this.#join(tenantId, copy);
  }

  /** Sets what the sync is doing and announces it with what the copy says now. */
  async set(tenantId: string, live: Partial<LiveState> & Pick<LiveState, 'phase'>): Promise<void> {
    this.#live.set(tenantId, { ...idle, ...live });
    const status = await this.read(tenantId);
    this.#room.announce({ what: 'sync', status });
  }

  /** Announces progress unless that was done a moment ago. */
  progress(tenantId: string, done: number, expected: number): void {
    this.#live.set(tenantId, { ...idle, phase: 'syncing', progress: { done, expected } });
    const copy = this.#copies.get(tenantId);
    if (copy === undefined || !this.#isDue(`progress ${tenantId}`, progressEveryMs)) return;
    this.#room.announce({ what: 'sync', status: this.#join(tenantId, copy) });
  }

  /** Announces that people changed; `at-most` skips it when that was done a moment ago. */
  people(tenantId: string, when: 'now' | 'at-most'): void {
    if (!this.#isDue(`people ${tenantId}`, peopleEveryMs) && when === 'at-most') return;
    this.#room.announce({ what: 'users', tenantId });
  }

  phaseOf(tenantId: string): SyncStatus['phase'] {
    return this.#live.get(tenantId)?.phase ?? 'idle';
  }

  failureOf(tenantId: string): Failure | null {
    return this.#live.get(tenantId)?.failure ?? null;
  }

  forget(tenantId: string): void {
    this.#live.delete(tenantId);
    this.#copies.delete(tenantId);
  }

  #isDue(what: string, everyMs: number): boolean {
    const now = this.#room.timers.now();
    const before = this.#announcedAt.get(what);
    if (before !== undefined && now >= before && now - before < everyMs) return false;
    this.#announcedAt.set(what, now);
    return true;
  }

  #join(tenantId: string, copy: CopyState): SyncStatus {
    return { tenantId, ...copy, ...(this.#live.get(tenantId) ?? idle) };
  }
}
