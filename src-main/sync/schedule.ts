import type { Change } from '../../src-contract/change.ts';
import { describeFailure, type Failure } from '../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../src-contract/outcome.ts';
import type { SyncStatus } from '../../src-contract/sync.ts';
import type { Cache } from '../cache/cache-handles.ts';
import type { TenantClient } from '../tenant-api/tenant-client.ts';
import { pullTenant } from './pull-tenant.ts';
import { everyMs, retryAfter } from './retry-rule.ts';
import { acceptDrop } from './sync-rows.ts';
import { StatusBoard } from './sync-status.ts';
import type { SyncTimers } from './sync-timers.ts';

export interface SyncRoom {
  cache: Cache;
  /** The tenants that this computer knows. */
  tenantIds(): readonly string[];
  /** Waits until the tenants that were connected before the app started are signed in, as far as they can be; at once later on. */
  signingIn(tenantId: string): Promise<void>;
  /** The signed-in client; fails with `tenant-gone` or `signed-out`. */
  client(tenantId: string): Outcome<TenantClient>;
  announce(change: Change): void;
  timers: SyncTimers;
  log(event: string, fields: Record<string, string | number>): void;
}

/** Keeps the copies fresh: the tenant in view first and often, the others slowly and one at a time. */
export interface SyncSchedule {
  /** The status; asking for another tenant than before brings that one into view, which syncs it. */
  status(tenantId: string): Promise<SyncStatus>;
  /** What the latest sync of a tenant came to, without bringing it into view. */
  phase(tenantId: string): SyncStatus['phase'];
  /** Syncs now unless a sync runs, and does not wait for it. */
  start(tenantId: string): void;
  /** Syncs from the beginning, after one that runs, and waits for its end; fails like a sync does. */
  anew(tenantId: string): Promise<Outcome<void>>;
  /** Waits until the copy is at most five minutes old, syncing if need be; fails like that sync does. */
  refresh(tenantId: string): Promise<Outcome<{ lastSyncAt: string | null }>>;
  /** Lets the held drop happen with a new sync. */
  acceptDrop(tenantId: string): Promise<void>;
  /** Ends the tenant's sync, waits for its last page and forgets the tenant; for its removal. */
  quiet(tenantId: string): Promise<void>;
  /** Looks at once what is due; after the computer slept or the network came back. */
  wake(): void;
  /** Ends everything and waits for it. */
  close(): Promise<void>;
}

interface Turn {
  running: Promise<Outcome<void>> | null;
  abort: AbortController;
  /** Moment from which the next sync is due; infinite until somebody asks. */
  dueAt: number;
  failuresInARow: number;
  syncedAt: number | null;
}

/** Looks at least this often, so that a moment that passed during sleep is noticed soon after. */
const lookEveryMs = 30_000;
const freshForMs = 5 * 60_000;
/** A tenant that comes into view again within a minute of its sync is not synced again. */
const settledForMs = 60_000;

/** Waits for the work or the abort, whichever comes first; leaves no listener behind, since a turn lives as long as the app. */
const untilAborted = (work: Promise<void>, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const goOn = (): void => {
      signal.removeEventListener('abort', goOn);
      resolve();
    };
    signal.addEventListener('abort', goOn);
    void work.then(goOn);
    if (signal.aborted) goOn();
  });

/** Starts the schedule: the tenants not in view follow from a minute on. */
export function createSchedule(room: SyncRoom): SyncSchedule {
  const { timers, cache } = room;
  const board = new StatusBoard(room);
  const turns = new Map<string, Turn>();
  let inView: string | null = null;
  let isClosed = false;
  let callOff = (): void => undefined;

  const turnOf = (tenantId: string): Turn => {
    const found = turns.get(tenantId);
    if (found !== undefined) return found;
    const dueAt = timers.now() + settledForMs * (turns.size + 1);
    const turn = { running: null, abort: new AbortController(), dueAt, failuresInARow: 0, syncedAt: null };
    turns.set(tenantId, turn);
    return turn;
  };

  const run = async (tenantId: string, turn: Turn): Promise<Outcome<void>> => {
    const fromError = (error: unknown): Outcome<void> => {
      const why = error instanceof Error ? error.message : 'unknown';
      room.log('sync failed', { tenant: tenantId, error: why });
      return failed(describeFailure('internal'));
    };
    const pulled = await pullOnce(tenantId, turn).catch(fromError);
    turn.running = null;
    if (turn.abort.signal.aborted) return pulled;
    await settle(tenantId, turn, pulled).catch(fromError);
    look();
    return pulled;
  };

  const settle = async (tenantId: string, turn: Turn, pulled: Outcome<void>): Promise<void> => {
    if (!pulled.ok) return settleFailure(tenantId, turn, pulled.failure);
    const now = timers.now();
    Object.assign(turn, { failuresInARow: 0, syncedAt: now, dueAt: now + intervalOf(tenantId) });
    await board.set(tenantId, { phase: 'idle' });
  };

  const pullOnce = async (tenantId: string, turn: Turn): Promise<Outcome<void>> => {
    await untilAborted(room.signingIn(tenantId), turn.abort.signal);
    const client = room.client(tenantId);
    if (!client.ok) return client;
    // Out of reach until an answer came: while a try runs the banner stays, and changes stay held back.
    const trying = board.phaseOf(tenantId) === 'offline';
    await board.set(
      tenantId,
      trying
        ? {
            phase: 'offline',
            failure: board.failureOf(tenantId),
            nextTryAt: new Date(timers.now()).toISOString(),
          }
        : { phase: 'syncing', progress: { done: 0, expected: 0 } },
    );
    const isFirst = (await board.read(tenantId)).lastSyncAt === null;
    const pulled = await pullTenant({
      tenantId,
      client: client.value,
      cache,
      now: timers.now,
      signal: turn.abort.signal,
      onProgress: (done, expected) => board.progress(tenantId, done, expected),
      onPeople: () => isFirst && board.people(tenantId, 'at-most'),
    });
    if (!pulled.ok) return pulled;
    board.people(tenantId, 'now');
    const { added, changed, gone, pages, problems } = pulled.value;
    room.log('sync finished', { tenant: tenantId, rows: added + changed + gone, pages });
    if (problems.length > 0) room.log('sync left rows out', { tenant: tenantId, count: problems.length });
    return ok(undefined);
  };

  const settleFailure = async (tenantId: string, turn: Turn, failure: Failure): Promise<void> => {
    turn.failuresInARow += 1;
    const { phase, waitMs } = retryAfter(failure, turn.failuresInARow);
    turn.dueAt = waitMs === null ? Number.POSITIVE_INFINITY : timers.now() + waitMs;
    room.log('sync failed', { tenant: tenantId, code: failure.code });
    const nextTryAt = waitMs === null ? null : new Date(turn.dueAt).toISOString();
    const isOut = phase === 'signed-out' && failure.code !== 'signed-out';
    await board.set(tenantId, {
      phase,
      failure: isOut ? describeFailure('signed-out') : failure,
      nextTryAt,
    });
  };

  const intervalOf = (tenantId: string): number => (tenantId === inView ? everyMs.inView : everyMs.others);

  const begin = (tenantId: string): Promise<Outcome<void>> => {
    const turn = turnOf(tenantId);
    turn.running ??= run(tenantId, turn);
    return turn.running;
  };

  /** Begins what is due and sets the one timer to the next look. */
  const look = (): void => {
    if (isClosed) return;
    callOff();
    const now = timers.now();
    const known = room.tenantIds();
    for (const tenantId of known) turnOf(tenantId);
    if (inView !== null && known.includes(inView) && turnOf(inView).dueAt <= now) void begin(inView);
    const isBusy = [...turns.values()].some((turn) => turn.running !== null);
    const nextOther = known.find((tenantId) => tenantId !== inView && turnOf(tenantId).dueAt <= now);
    if (!isBusy && nextOther !== undefined) void begin(nextOther);
    const nextDue = Math.min(...[...turns.values()].map((turn) => turn.dueAt));
    callOff = timers.after(Math.min(Math.max(nextDue - now, 1000), lookEveryMs), look);
  };

  const quiet = async (tenantId: string): Promise<void> => {
    const turn = turns.get(tenantId);
    turn?.abort.abort();
    await turn?.running;
    turns.delete(tenantId);
    board.forget(tenantId);
    if (inView === tenantId) inView = null;
  };

  look();
  return {
    status: async (tenantId) => {
      if (tenantId !== inView && room.tenantIds().includes(tenantId)) {
        inView = tenantId;
        const turn = turnOf(tenantId);
        const isSettled = turn.syncedAt !== null && timers.now() - turn.syncedAt < settledForMs;
        if (!isSettled && board.phaseOf(tenantId) !== 'signed-out') void begin(tenantId);
      }
      return board.read(tenantId);
    },
    phase: (tenantId) => board.phaseOf(tenantId),
    start: (tenantId) => void begin(tenantId),
    anew: async (tenantId) => {
      // One that runs may have read already what has changed since.
      await turns.get(tenantId)?.running;
      return begin(tenantId);
    },
    refresh: async (tenantId) => {
      const { lastSyncAt } = await board.read(tenantId);
      const age = lastSyncAt === null ? Number.POSITIVE_INFINITY : timers.now() - Date.parse(lastSyncAt);
      if (age >= 0 && age <= freshForMs) return ok({ lastSyncAt });
      const synced = await begin(tenantId);
      return synced.ok ? ok({ lastSyncAt: (await board.read(tenantId)).lastSyncAt }) : synced;
    },
    acceptDrop: async (tenantId) => {
      if (await cache.write(acceptDrop, { tenantId })) void begin(tenantId);
    },
    quiet,
    wake: look,
    close: async () => {
      isClosed = true;
      callOff();
      await Promise.all([...turns.keys()].map(quiet));
    },
  };
}
