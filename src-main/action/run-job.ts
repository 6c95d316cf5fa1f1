import { setTimeout as delay } from 'node:timers/promises';
import { describeFailure, type Failure } from '../../src-contract/failure-catalogue.ts';
import type { Job } from '../../src-contract/jobs.ts';
import type { Outcome } from '../../src-contract/outcome.ts';
import type { Cache } from '../cache/cache-handles.ts';
import { rowsToRun, type StoredRow, subjectWasDone, updateRow } from '../ledger/job-rows.ts';
import { readJob, type StoredJob, updateJob } from '../ledger/jobs-table.ts';
import type { Ledger } from '../ledger/ledger-handles.ts';
import { changeIn, recordTrail } from '../ledger/record-trail.ts';
import type { TenantClient } from '../tenant-api/tenant-client.ts';
import { cancelJob } from './cancel-job.ts';
import { runAction } from './run-action.ts';
import type { TenantAction } from './tenant-action.ts';

/** Requests of one job at the same time; the tenant's own rate limit sits below, in the client. */
const rowsAtOnce = 4;
const firstWaitMs = 30_000;
const longestWaitMs = 300_000;

export interface JobDoors {
  ledger: Ledger;
  cache: Cache;
  /** The client as it is now: signing in again replaces it while a job runs. */
  client(): Outcome<TenantClient>;
  /** Runs one after another what is about the same subject of a tenant, over all jobs. */
  inTurn<Output>(subject: string, run: () => Promise<Output>): Promise<Output>;
  actions: ReadonlyMap<string, TenantAction>;
  now(): Date;
  /** Called after each commit that changed what people see. */
  changed(job: Job): void;
}

/** A job under way. */
export interface RunningJob {
  /** As it stands now, with rate and wait. */
  job(): Job;
  /** Ends the requests in flight, then holds or stops. `quit` holds and says that Tenantry was closed. */
  ask(what: 'pause' | 'cancel' | 'quit'): void;
  /** Resolves when the job is paused or has ended. Never rejects. */
  readonly ended: Promise<void>;
}

/** Runs the rows of a stored job until it ends, is paused, or must stop. */
export function runJob(stored: StoredJob, doors: JobDoors): RunningJob {
  const { reason: _reason, facts: _facts, ...job } = stored;
  let current: Job = { ...job, rate: null, waitsUntil: null };
  let asked: 'pause' | 'cancel' | 'quit' | null = null;
  let stopWhy: Failure | null = null;
  let waitCount = 0;
  const stopping = new AbortController();
  const finishedAt: number[] = [];
  const at = (): string => doors.now().toISOString();

  const show = (change: Partial<Job>): void => {
    current = { ...current, ...change };
    doors.changed(current);
  };
  const isStopping = (): boolean => asked !== null || stopWhy !== null;

  const storeRow = async (
    before: StoredRow,
    row: StoredRow,
    phase: 'intent' | 'result' | 'back',
  ): Promise<void> => {
    const action = doors.actions.get(row.action);
    await doors.ledger.write((ledger) => {
      updateRow(ledger, stored.id, row, at());
      if (phase === 'back') return;
      recordTrail(ledger, {
        tenantId: stored.tenantId,
        at: at(),
        actor: stored.startedBy,
        action: action?.done ?? row.action,
        subject: row.subject,
        phase,
        outcome: phase === 'intent' ? `Sending, try ${row.attempts}` : `${row.state}: ${row.outcome}`,
        requestId: phase === 'intent' ? null : row.requestId,
        jobId: stored.id,
        detail: stored.reason,
        ...(phase === 'result' && row.state === 'done' ? changeIn(row.facts) : {}),
      });
    });
    const counts = { ...current.counts };
    counts[before.state] -= 1;
    counts[row.state] += 1;
    if (phase === 'result') finishedAt.push(doors.now().getTime());
    show({ counts, rate: rateOf(finishedAt, current.startedAt, doors.now()) });
  };

  const waitFor = async (waitMs: number | null, why: Failure): Promise<void> => {
    if (current.waitsUntil !== null) return;
    const ms = waitMs ?? Math.min(longestWaitMs, firstWaitMs * 2 ** waitCount);
    waitCount += 1;
    const until = new Date(doors.now().getTime() + ms).toISOString();
    await doors.ledger.write((ledger) =>
      updateJob(ledger, stored.id, { state: 'waiting', why, addWaitMs: ms }),
    );
    show({
      state: 'waiting',
      why,
      waitsUntil: until,
      waits: { times: current.waits.times + 1, totalMs: current.waits.totalMs + ms },
    });
  };

  const waitIsOver = async (): Promise<void> => {
    const until = current.waitsUntil;
    if (until === null) return;
    await delay(Math.max(0, Date.parse(until) - doors.now().getTime()), null, {
      signal: stopping.signal,
    }).catch(() => null);
    // Several rows wait for the same moment; the first one to wake ends the wait for all.
    if (current.waitsUntil !== until || isStopping()) return;
    show({ waitsUntil: null });
    await doors.ledger.write((ledger) => updateJob(ledger, stored.id, { state: 'running', why: null }));
    if (!isStopping()) show({ state: 'running', why: null });
  };

  const runRow = async (row: StoredRow, again: (row: StoredRow) => void): Promise<void> => {
    const action = doors.actions.get(row.action);
    if (action === undefined) throw new Error(`no action is called ${row.action}`);
    let last = row;
    const client = doors.client();
    if (!client.ok) {
      stopWhy ??= client.failure;
      stopping.abort();
      return;
    }
    const api = client.value;
    const turn = await doors
      .inTurn(row.subject, () =>
        runAction(action, row, {
          context: {
            tenantId: stored.tenantId,
            api,
            cache: doors.cache,
            wasDone: (subject) => doors.ledger.read((ledger) => subjectWasDone(ledger, stored.id, subject)),
          },
          store: async (next, phase) => {
            await storeRow(last, next, phase);
            last = next;
          },
          backOff: async (attempt) => {
            const ms = Math.random() * Math.min(60_000, 500 * 2 ** attempt);
            await delay(ms, null, { signal: stopping.signal });
          },
          isStillAdmin: async () => {
            const owner = await api.readTokenOwner();
            return !owner.ok
              ? owner.status !== 401 && owner.status !== 403
              : owner.value === null || owner.value.role === 'tenant-admin';
          },
        }),
      )
      .catch((error: unknown) => {
        // Asked to stop while waiting for another try: the row stays as stored and is settled on resuming.
        if (stopping.signal.aborted) return null;
        throw error;
      });
    if (turn === null) return;
    if (turn.is === 'ended') waitCount = 0;
    if (turn.is === 'stop') {
      stopWhy ??= turn.why;
      stopping.abort();
    }
    if (turn.is === 'wait') {
      again(turn.row);
      await waitFor(turn.waitMs, turn.why);
    }
  };

  const worker = async (queue: StoredRow[]): Promise<void> => {
    while (!isStopping()) {
      await waitIsOver();
      if (isStopping()) return;
      const row = queue.shift();
      if (row === undefined) return;
      await runRow(row, (back) => queue.unshift(back));
    }
  };

  const finish = async (): Promise<void> => {
    const { failed, unknown, done, skipped, planned, sent } = current.counts;
    const isOver = planned + sent === 0;
    const state =
      asked === 'cancel' && !isOver
        ? 'cancelled'
        : !isOver
          ? 'paused'
          : failed + unknown === 0
            ? 'done'
            : done + skipped === 0
              ? 'failed'
              : 'done-with-failures';
    const endedAt = state === 'paused' ? null : at();
    const why = state !== 'paused' ? null : asked === 'quit' ? wasInterrupted(current) : stopWhy;
    await doors.ledger.write((ledger) => {
      if (state === 'cancelled') cancelJob(ledger, stored.id, at());
      else updateJob(ledger, stored.id, { state, why, endedAt });
    });
    const ended = doors.ledger.read((ledger) => readJob(ledger, stored.id));
    const counts = ended?.counts ?? current.counts;
    show({ state, why, endedAt, counts, waitsUntil: null, undo: ended?.undo ?? 'not-possible' });
  };

  const run = async (): Promise<void> => {
    const startedAt = current.startedAt ?? at();
    await doors.ledger.write((ledger) =>
      updateJob(ledger, stored.id, { state: 'running', why: null, startedAt }),
    );
    show({ state: 'running', why: null, startedAt });
    for (;;) {
      const queue = doors.ledger.read((ledger) => rowsToRun(ledger, stored.id, 200));
      if (queue.length === 0 || isStopping()) break;
      const workers = Array.from({ length: Math.min(rowsAtOnce, queue.length) }, () => worker(queue));
      const results = await Promise.allSettled(workers);
      const broken = results.find((result) => result.status === 'rejected');
      if (broken !== undefined) throw broken.reason;
    }
    await finish();
  };

  const ended = run().catch(async (error: unknown) => {
    // The engine itself failed, such as on a full disk: hold, keep everything, say so.
    const isFull = error instanceof Error && 'code' in error && error.code === 'SQLITE_FULL';
    const why = describeFailure(isFull ? 'storage-full' : 'internal', {
      why: error instanceof Error ? error.name : 'unknown',
    });
    await doors.ledger
      .write((ledger) => updateJob(ledger, stored.id, { state: 'paused', why }))
      .catch((second: unknown) => {
        // Not even that can be stored; the page still hears why, and a restart finds the job interrupted.
        console.error('job could not be put on hold', second instanceof Error ? second.name : second);
      });
    show({ state: 'paused', why, waitsUntil: null });
  });

  return {
    job: () => current,
    ask: (what) => {
      asked = what;
      stopping.abort();
    },
    ended,
  };
}

/** Why a job is on hold that the end of the app cut off. */
export function wasInterrupted({ total, counts }: Pick<Job, 'total' | 'counts'>): Failure {
  const ended = total - counts.planned - counts.sent;
  return describeFailure('was-interrupted', { count: `${ended} of ${total} done` });
}

/** Rows a second over the last 60 s or since the start, waits included. */
function rateOf(finishedAt: number[], startedAt: string | null, now: Date): number | null {
  const edge = now.getTime() - 60_000;
  while (finishedAt.length > 0 && (finishedAt[0] ?? 0) < edge) finishedAt.shift();
  const since = Math.max(edge, startedAt === null ? edge : Date.parse(startedAt));
  const seconds = (now.getTime() - since) / 1000;
  return seconds < 1 || finishedAt.length < 2 ? null : finishedAt.length / seconds;
}
