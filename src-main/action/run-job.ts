import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { describeFailure, type Failure } from '../../src-contract/failure-catalogue.ts';
import type { Job } from '../../src-contract/jobs.ts';
import type { Outcome } from '../../src-contract/outcome.ts';
import type { Cache } from '../cache/cache-handles.ts';
import { type StoredRow, subjectHasFailed, subjectWasDone } from '../ledger/job-rows.ts';
import { readJob, type StoredJob, updateJob } from '../ledger/jobs-table.ts';
import type { Ledger } from '../ledger/ledger-handles.ts';
import { LimitReached } from '../tenant-api/send-once.ts';
import type { TenantClient } from '../tenant-api/tenant-client.ts';
import { awaitProofs } from './await-proofs.ts';
import { cancelJob } from './cancel-job.ts';
import { holdInLedger } from './hold-in-ledger.ts';
import { isStillAdmin, jobClient, rowsAtOnce } from './job-client.ts';
import { endStateOf, wasInterrupted } from './job-figures.ts';
import type { PaceKeeper } from './job-pace.ts';
import { createJobWaits } from './job-waits.ts';
import { runLanes } from './lanes.ts';
import { isOldPlan } from './plan-age.ts';
import { openProofWaves, type WaveResult } from './prove-many.ts';
import { openRowFeed } from './row-feed.ts';
import { endProved, endUnproved, type RowDoors, type RowTurn, runAction } from './run-action.ts';
import { beginMeter } from './run-meter.ts';
import { rowStore } from './store-rows.ts';
import type { ActionContext, TenantAction } from './tenant-action.ts';

/** How long requests in flight get once the job was asked to stop; then they are broken off and settled by asking. */
const graceMs = { pause: 10_000, cancel: 1_500, quit: 10_000, sleep: 1_000 } as const;
/** The last reading of what was accepted may take a little longer than the requests in flight. */
const proofGraceMs = { pause: 10_000, cancel: 1_900, quit: 10_000, sleep: 1_000 } as const;
/** Results of one reading are stored so many at a time: some 10 ms of main's time. */
const resultsAtOnce = 100;
type Asked = keyof typeof graceMs;
/** What was asked later replaces only what is weaker: a job that somebody paused or cancelled does not go on after a sleep. */
const strength: Record<Asked, number> = { sleep: 0, quit: 1, pause: 2, cancel: 3 };

export interface JobDoors {
  ledger: Ledger;
  cache: Cache;
  /** The client as it is now: signing in again replaces it while a job runs. */
  client(): Outcome<TenantClient>;
  /** Runs one after another what is about the same subject of a tenant, over all jobs. */
  inTurn<Output>(subject: string, run: () => Promise<Output>): Promise<Output>;
  actions: ReadonlyMap<string, TenantAction>;
  /** Whose token it is now: whoever signs in as another admin and resumes a job acts as that admin. */
  actor(): string;
  now(): Date;
  proofGapsMs?: readonly number[];
  /** Told of each row that ends and of each time that nothing goes on. */
  pace: PaceKeeper;
  /** Called after each commit that changed what people see. */
  changed(job: Job): void;
}

/** A job under way. */
export interface RunningJob {
  /** As it stands now, with rate and wait. */
  job(): Job;
  /** Ends the requests in flight, then holds or stops. `quit` and `sleep` hold and say why. */
  ask(what: Asked): void;
  /** Ends a wait for a tenant that was out of reach. */
  tryNow(): void;
  /** Resolves when the job is paused or has ended. Never rejects. */
  readonly ended: Promise<void>;
}

/** Runs the rows of a stored job until it ends, is paused, or must stop. */
export function runJob(stored: StoredJob, doors: JobDoors): RunningJob {
  const { reason: _reason, facts: _facts, onFailure, ...job } = stored;
  let current: Job = { ...job, rate: null, waitsUntil: null, proving: 0 };
  let asked: Asked | null = null;
  let stopWhy: Failure | null = null;
  const stopping = new AbortController();
  const inFlight = new AbortController();
  const proofsEnd = new AbortController();
  // Each row under way listens to them: many listeners are no leak here.
  setMaxListeners(0, stopping.signal, inFlight.signal, proofsEnd.signal);
  const proofs = awaitProofs(() => performance.now(), doors.proofGapsMs);
  const feed = openRowFeed(doors.ledger, stored.id);
  /** Accepted rows that are looked at by themselves, since a reading of many could not be made. */
  const alone = new Set<number>();
  const plan = isOldPlan(stored.createdAt, doors.now()) ? 'old' : 'fresh';
  const meter = beginMeter(doors.pace, doors.now);
  const at = (): string => doors.now().toISOString();

  const show = (change: Partial<Job>): void => {
    current = { ...current, ...change };
    doors.changed(current);
  };
  const hold = (why: Failure | null): void => {
    stopWhy ??= why;
    stopping.abort();
  };
  const isStopping = (): boolean => asked !== null || stopWhy !== null;

  const storeOf = rowStore(stored, {
    ...doors,
    stored: (before, row, phase) => {
      const counts = { ...current.counts };
      counts[before.state] -= 1;
      counts[row.state] += 1;
      // What was accepted counts for the rate at that moment, not again when it is proved.
      const isAccepted = phase === 'result' || row.facts.accepted === true;
      if (isAccepted && before.facts.accepted !== true) meter.ended();
      show({ counts, rate: meter.rate() });
    },
    tooManyResends: (why) => hold(why),
  });

  const waits = createJobWaits({
    now: doors.now,
    stopping: stopping.signal,
    job: () => current,
    waits: async (change, addWaitMs, by) => {
      meter.holds(by);
      // Shown first, so that no other row begins a second wait while this one is being stored.
      show({ state: 'waiting', ...change });
      await doors.ledger.write((ledger) =>
        updateJob(ledger, stored.id, { state: 'waiting', why: change.why, addWaitMs }),
      );
    },
    goesOn: async () => {
      meter.goesOn();
      show({ waitsUntil: null, rate: meter.rate() });
      await doors.ledger.write((ledger) => updateJob(ledger, stored.id, { state: 'running', why: null }));
      if (!isStopping()) show({ state: 'running', why: null });
    },
  });

  const bind = jobClient(doors.client, { requests: inFlight.signal, proofs: proofsEnd.signal }, (why) =>
    hold(why),
  );
  const contextOf = (api: TenantClient): ActionContext => ({
    tenantId: stored.tenantId,
    api,
    cache: doors.cache,
    plan,
    wasDone: (subject) => doors.ledger.read((ledger) => subjectWasDone(ledger, stored.id, subject)),
    failedBefore: (subject) => doors.ledger.read((ledger) => subjectHasFailed(ledger, stored.id, subject)),
  });
  const waves = openProofWaves({
    actions: doors.actions,
    proofs,
    context: () => {
      const client = bind();
      return client === null ? null : contextOf(client.proofApi);
    },
    left: feed.left,
    nowMs: () => performance.now(),
  });
  const proving = (): number => proofs.count() + waves.reading();
  const ended = (turn: RowTurn): void => {
    if (turn.is !== 'ended') return;
    waits.answered();
    if (onFailure === 'stop' && turn.row.state !== 'done') hold(turn.row.failure);
  };

  const runRow = async (row: StoredRow): Promise<void> => {
    const action = doors.actions.get(row.action);
    if (action === undefined) throw new Error(`no action is called ${row.action}`);
    const api = bind()?.api;
    if (api === undefined) return;
    const rowDoors: RowDoors = {
      context: contextOf(api),
      store: storeOf(row),
      now: at,
      isProvedLater: (name) => !isStopping() && !alone.has(row.position) && waves.takes(name),
      backOff: async (attempt) => {
        const ms = Math.random() * Math.min(60_000, 500 * 2 ** attempt);
        await delay(ms, null, { signal: stopping.signal });
      },
      isStillAdmin: () => isStillAdmin(api),
    };
    let turn = await doors
      .inTurn(row.subject, () => runAction(action, row, rowDoors))
      .catch((error: unknown) => {
        // Asked to stop while waiting for another try: the row stays as stored and is settled on resuming.
        if (stopping.signal.aborted) return null;
        throw error;
      });
    if (turn === null) return;
    if (turn.is === 'not-shown') {
      if (proofs.later(turn.row) === 'kept') return show({ proving: proving() });
      turn = await endUnproved(turn.row, turn.why, rowDoors);
    }
    ended(turn);
    if (turn.is === 'stop') hold(turn.why);
    if (turn.is === 'wait') {
      feed.back(turn.row);
      await waits.begin(turn.waitMs, turn.why);
    }
  };

  const keepWave = async ({ proved, givenUp, ask }: WaveResult): Promise<void> => {
    for (let first = 0; first < proved.length; first += resultsAtOnce) {
      const some = proved.slice(first, first + resultsAtOnce);
      const turns = await Promise.all(
        some.map((shown) => endProved(shown.row, shown, { store: storeOf(shown.row) })),
      );
      turns.forEach(ended);
      show({ proving: proving() });
    }
    for (const row of givenUp) ended(await endUnproved(row, null, { store: storeOf(row) }));
    if (ask !== null && !isStopping()) {
      alone.add(ask.position);
      feed.back(ask);
    }
    show({ proving: proving() });
  };

  /** Rows that are accepted are no longer under way: what can be told of them at the end is told. */
  const settleAccepted = async (): Promise<void> => {
    if (asked === 'sleep' || stopWhy?.code === 'signed-out') return;
    const { wave, singles } = waves.beginLast();
    await Promise.all([wave?.then(keepWave), ...singles.map(runRow)]);
  };

  const whyHeld = (): Failure | null => {
    if (asked === 'quit') return wasInterrupted(current);
    return asked === 'sleep' ? describeFailure('computer-slept') : stopWhy;
  };

  const finish = async (): Promise<void> => {
    const state = endStateOf(current.counts, asked === 'cancel' ? 'cancelled' : 'not-cancelled');
    const endedAt = state === 'paused' ? null : at();
    const why = state === 'paused' ? whyHeld() : null;
    meter.ends(state);
    await doors.ledger.write((ledger) => {
      if (state === 'cancelled') cancelJob(ledger, stored.id, at());
      else updateJob(ledger, stored.id, { state, why, endedAt });
    });
    const ended = doors.ledger.read((ledger) => readJob(ledger, stored.id));
    const counts = ended?.counts ?? current.counts;
    show({ state, why, endedAt, counts, waitsUntil: null, proving: 0, undo: ended?.undo ?? 'not-possible' });
  };

  const run = async (): Promise<void> => {
    const startedAt = current.startedAt ?? at();
    await doors.ledger.write((ledger) =>
      updateJob(ledger, stored.id, { state: 'running', why: null, startedAt }),
    );
    show({ state: 'running', why: null, startedAt });
    const singles: StoredRow[] = [];
    await runLanes({
      stopping: stopping.signal,
      waitOver: waits.over,
      most: () => rowsAtOnce(doors.client()),
      next: () => {
        singles.push(...waves.takeSingles());
        return singles.shift() ?? feed.next();
      },
      run: runRow,
      beside: () => waves.begin()?.then(keepWave) ?? null,
      isExpecting: () => proofs.count() > 0,
      turn: feed.turn,
    });
    if (isStopping()) await settleAccepted();
    await finish();
  };

  const over = run().catch(async (error: unknown) => {
    // The engine itself failed, such as on a full disk: hold, keep everything, say so.
    const isFull = error instanceof Error && 'code' in error && error.code === 'SQLITE_FULL';
    const why = describeFailure(isFull ? 'storage-full' : 'internal', {
      why: error instanceof Error ? error.name : 'unknown',
    });
    await holdInLedger(doors.ledger, stored.id, why);
    meter.ends('paused');
    show({ state: 'paused', why, waitsUntil: null, proving: 0 });
  });

  // Whatever is still in flight when the job is over was given up by it.
  void over.then(() => {
    inFlight.abort(new LimitReached('closed', 0));
    proofsEnd.abort(new LimitReached('closed', 0));
  });
  return {
    job: () => current,
    tryNow: waits.tryNow,
    ask: (what) => {
      if (asked !== null && strength[asked] >= strength[what]) return;
      asked = what;
      stopping.abort();
      const breakOff = (controller: AbortController, afterMs: number): void => {
        const timer = setTimeout(() => controller.abort(new LimitReached('closed', afterMs)), afterMs);
        void over.then(() => clearTimeout(timer));
      };
      breakOff(inFlight, graceMs[what]);
      breakOff(proofsEnd, proofGraceMs[what]);
    },
    ended: over,
  };
}
