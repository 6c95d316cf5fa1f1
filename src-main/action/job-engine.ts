import { randomUUID } from 'node:crypto';
import { describeFailure } from '../../src-contract/failure-catalogue.ts';
import type { Job, JobPace, UndoPlan } from '../../src-contract/jobs.ts';
import { failed, type Outcome, ok } from '../../src-contract/outcome.ts';
import type { Cache } from '../cache/cache-handles.ts';
import { listRows, planFailedAgain } from '../ledger/job-rows.ts';
import {
  finishPlanning,
  insertJob,
  insertRows,
  listJobs,
  markUndone,
  readJob,
  type StoredJob,
} from '../ledger/jobs-table.ts';
import type { Ledger } from '../ledger/ledger-handles.ts';
import type { TenantClient } from '../tenant-api/tenant-client.ts';
import { cancelJob } from './cancel-job.ts';
import { createTurns } from './in-turn.ts';
import { createJobHolds, type JobHolds } from './job-holds.ts';
import { neverBack, oneAtATime } from './job-kinds.ts';
import { createJobPaces } from './job-paces.ts';
import type { JobPlan, Jobs } from './jobs-door.ts';
import { lookAgain } from './look-again.ts';
import { type RunningJob, runJob } from './run-job.ts';
import type { PlannedRow, TenantAction } from './tenant-action.ts';
import { createUndoPlans, type UndoConfirmed, type UndoDoors } from './undo-plans.ts';

export interface JobEngineDoors {
  ledger: Ledger;
  cache: Cache;
  client(tenantId: string): Outcome<TenantClient>;
  /** Who changes things in this tenant, for the trail. */
  actor(tenantId: string): string;
  actions: readonly TenantAction[];
  place: UndoDoors['place'];
  announceJob(job: Job): void;
  now(): Date;
  /** Gaps between the looks at what was accepted and does not show; as `awaitProofs` has them when left out. */
  proofGapsMs?: readonly number[];
}

/** The engine with what only `jobs` handlers and `start.ts` may ask of it. */
export interface JobEngine extends Jobs, JobHolds {
  /** As it stands now, running or not. */
  current(jobId: string): Job | null;
  all(tenantId: string | null, show: 'open' | 'all'): Job[];
  /** How fast it went since the app was started; null when it did not run since, or too many others did. */
  pace(jobId: string): JobPace | null;
  pause(jobId: string): Promise<Outcome<Job>>;
  resume(jobId: string): Promise<Outcome<Job>>;
  cancel(jobId: string): Promise<Outcome<Job>>;
  retryFailed(jobId: string): Promise<Outcome<Job>>;
  /** Asks the tenant about the rows of an ended job whose outcome is not known; nothing is sent. */
  lookAgain(jobId: string): Promise<Outcome<Job>>;
  /** What an undo would put back, and what not and why, each row looked at in the tenant. Nothing is changed. */
  planUndo(jobId: string): Promise<Outcome<UndoPlan>>;
  /** Puts a job back: by a plan that was shown, or directly (null) where it is small and wholly reversible. */
  undo(jobId: string, planId: string | null, confirmed?: UndoConfirmed): Promise<Outcome<Job>>;
  /** Resolves when the job holds or has ended. */
  awaitEnd(jobId: string): Promise<Outcome<Job>>;
}

const rowsPerCommit = 2000; // some 10 ms of main's time

/** Makes the engine that runs every change. One for the app. */
export function createJobEngine(doors: JobEngineDoors): JobEngine {
  const running = new Map<string, RunningJob>();
  const bySubject = createTurns();
  // Two buttons on one job are obeyed one after the other, each on the state that the other left.
  const byJob = createTurns();
  const actions = new Map(doors.actions.map((action) => [action.name, action]));
  const stored = (jobId: string): StoredJob | null => doors.ledger.read((ledger) => readJob(ledger, jobId));

  const asJob = (job: StoredJob): Job => {
    const { reason: _reason, facts: _facts, onFailure: _onFailure, ...rest } = job;
    return { ...rest, rate: null, waitsUntil: null, proving: 0 };
  };
  const current = (jobId: string): Job | null => {
    const job = running.get(jobId)?.job();
    if (job !== undefined) return job;
    const found = stored(jobId);
    return found === null ? null : asJob(found);
  };
  const answer = (jobId: string): Outcome<Job> => {
    const job = current(jobId);
    return job === null ? failed(describeFailure('job-gone')) : ok(job);
  };

  /** Tenants and kinds whose plan is being stored. */
  const starting = new Set<string>();
  const refuseSecond = ({ tenantId, kind }: Pick<Job, 'tenantId' | 'kind'>): Outcome<Job> | null => {
    if (!oneAtATime.has(kind)) return null;
    const other = [...running.values()]
      .map((each) => each.job())
      .find((each) => each.tenantId === tenantId && each.kind === kind);
    if (other === undefined && !starting.has(`${tenantId} ${kind}`)) return null;
    return failed(describeFailure('run-under-way', other === undefined ? {} : { why: other.title }));
  };

  const paces = createJobPaces(doors.now);

  const run = (job: StoredJob): Outcome<Job> => {
    const client = doors.client(job.tenantId);
    if (!client.ok) return client;
    const started = runJob(job, {
      ledger: doors.ledger,
      cache: doors.cache,
      client: () => doors.client(job.tenantId),
      inTurn: (subject, act) => bySubject(`${job.tenantId} ${subject.toLowerCase()}`, act),
      actions,
      actor: () => doors.actor(job.tenantId),
      now: doors.now,
      changed: doors.announceJob,
      pace: paces.begin(job.id),
      ...(doors.proofGapsMs === undefined ? {} : { proofGapsMs: doors.proofGapsMs }),
    });
    running.set(job.id, started);
    void started.ended.then(() => {
      if (running.get(job.id) === started) running.delete(job.id);
    });
    return ok(started.job());
  };

  const start = async (plan: JobPlan, undoOf: string | null = null): Promise<Outcome<Job>> => {
    if (plan.rows.length === 0) return failed(describeFailure('nothing-to-do'));
    const client = doors.client(plan.tenantId);
    if (!client.ok) return client;
    const second = refuseSecond(plan);
    if (second !== null) return second;
    const place = `${plan.tenantId} ${plan.kind}`;
    starting.add(place);
    try {
      return await storeAndRun(plan, undoOf);
    } finally {
      starting.delete(place);
    }
  };

  const storeAndRun = async (plan: JobPlan, undoOf: string | null): Promise<Outcome<Job>> => {
    const id = randomUUID();
    const { rows, onFailure = 'go-on', also, ...job } = plan;
    const canUndo = !neverBack.has(plan.kind) && rows.some(canPutBack);
    const createdAt = doors.now().toISOString();
    await doors.ledger.write((ledger) =>
      insertJob(ledger, { ...job, id, startedBy: doors.actor(plan.tenantId), createdAt, canUndo, onFailure }),
    );
    for (let first = 0; first < rows.length; first += rowsPerCommit) {
      await doors.ledger.write((ledger) =>
        insertRows(ledger, id, rows.slice(first, first + rowsPerCommit), first),
      );
    }
    await doors.ledger.write((ledger) => {
      finishPlanning(ledger, id);
      also?.(ledger, id);
      // One commit: an undo that is durable is one that cannot be asked for again.
      if (undoOf !== null) markUndone(ledger, undoOf, id);
    });
    const whole = stored(id);
    if (whole === null) return failed(describeFailure('internal'));
    doors.announceJob(asJob(whole));
    return run(whole);
  };

  const canPutBack = (row: PlannedRow): boolean => {
    const action = actions.get(row.action);
    if (action === undefined || action.reversal.is === 'never') return false;
    return action.reversal.knownAfter === true || action.undo(row.input, {}) !== null;
  };
  const undoPlans = createUndoPlans({ ...doors, actions });
  const hold = async (jobId: string, what: 'pause' | 'cancel'): Promise<void> => {
    const job = running.get(jobId);
    if (job === undefined) return;
    job.ask(what);
    await job.ended;
  };

  const wrongState = (job: Job) =>
    failed(describeFailure('job-state', { why: `it is ${job.state.replaceAll('-', ' ')}` }));
  /** What was put back must not be half done again by its own job. */
  const wasPutBack = () => failed(describeFailure('job-state', { why: 'it was put back' }));

  const announceAsIs = (jobId: string): void => {
    const job = current(jobId);
    if (job !== null) doors.announceJob(job);
  };
  const askAgain = async (jobId: string): Promise<Outcome<Job>> => {
    const job = stored(jobId);
    if (job === null || job.undo === 'done') return job === null ? answer(jobId) : wasPutBack();
    if (running.has(jobId) || job.endedAt === null) return wrongState(asJob(job));
    const looked = await lookAgain(job, { ...doors, actions });
    announceAsIs(jobId);
    return looked.ok ? answer(jobId) : looked;
  };
  const holds = createJobHolds({ ...doors, running, byJob, stored, run, refuseSecond, announceAsIs });

  return {
    start,
    current,
    read: current,
    pace: (jobId) => {
      const job = running.get(jobId)?.job();
      const client = job === undefined ? null : doors.client(job.tenantId);
      const pace = paces.find(jobId)?.read() ?? null;
      return pace && { ...pace, atOnce: client?.ok ? client.value.pace().atOnce : null };
    },
    facts: (jobId) => stored(jobId)?.facts ?? {},
    rows: (jobId) =>
      doors.ledger.read(
        (ledger) =>
          listRows(ledger, jobId, { states: [], order: 'position', offset: 0, limit: 5_000_000 }).rows,
      ),
    list: (tenantId, kind) =>
      doors.ledger
        .read((ledger) => listJobs(ledger, tenantId, 'all'))
        .flatMap((job) => (job.kind === kind ? [asJob(job)] : [])),
    all: (tenantId, show) =>
      doors.ledger
        .read((ledger) => listJobs(ledger, tenantId, show))
        .map((job) => running.get(job.id)?.job() ?? asJob(job)),

    pause: (jobId) =>
      byJob(jobId, async () => {
        await hold(jobId, 'pause');
        return answer(jobId);
      }),
    resume: (jobId) =>
      byJob(jobId, async () => {
        const job = stored(jobId);
        if (job === null) return failed(describeFailure('job-gone'));
        if (running.has(jobId)) return answer(jobId);
        if (job.state !== 'paused') return wrongState(asJob(job));
        return job.undo === 'done' ? wasPutBack() : (refuseSecond(job) ?? run(job));
      }),
    cancel: (jobId) => {
      // Told at once: a pause that still gives requests their time must not make a cancel wait for it (F5).
      running.get(jobId)?.ask('cancel');
      return byJob(jobId, async () => {
        await hold(jobId, 'cancel');
        const job = stored(jobId);
        if (job === null) return failed(describeFailure('job-gone'));
        if (job.state === 'paused') {
          await doors.ledger.write((ledger) => cancelJob(ledger, jobId, doors.now().toISOString()));
          announceAsIs(jobId);
        }
        // A tenant may show later what it took: it is asked once more. Should that fail, the report offers it.
        if ((current(jobId)?.counts.unknown ?? 0) > 0) void byJob(jobId, () => askAgain(jobId));
        return answer(jobId);
      });
    },
    lookAgain: (jobId) => byJob(jobId, () => askAgain(jobId)),
    retryFailed: (jobId) =>
      byJob(jobId, async () => {
        const job = stored(jobId);
        if (job === null) return failed(describeFailure('job-gone'));
        // What a cancelled job never sent must not start through this door.
        if (running.has(jobId) || job.state === 'cancelled') return wrongState(asJob(job));
        if (job.undo === 'done') return wasPutBack();
        const client = doors.client(job.tenantId);
        if (!client.ok) return client;
        const second = refuseSecond(job);
        if (second !== null) return second;
        const planned = await doors.ledger.write((ledger) => planFailedAgain(ledger, jobId));
        const again = stored(jobId);
        if (planned === 0 || again === null) return failed(describeFailure('nothing-to-do'));
        return run(again);
      }),
    planUndo: async (jobId) => {
      const job = stored(jobId);
      if (job === null) return failed(describeFailure('job-gone'));
      if (job.undo !== 'offered' || running.has(jobId)) return wrongState(asJob(job));
      return undoPlans.make(job);
    },
    undo: (jobId, planId, confirmed = { typed: '', acknowledged: false }) =>
      byJob(jobId, async () => {
        const job = stored(jobId);
        if (job === null) return failed(describeFailure('job-gone'));
        if (job.undo !== 'offered' || running.has(jobId)) return wrongState(asJob(job));
        const rows = planId === null ? undoPlans.direct(job) : undoPlans.take(jobId, planId, confirmed);
        if (!rows.ok) return rows;
        const plan: JobPlan = {
          tenantId: job.tenantId,
          kind: 'undo',
          title: `Undo: ${job.title}`,
          reason: `Undo of job ${job.number}`,
          rows: rows.value,
          facts: { undoOf: jobId },
        };
        const begun = await start(plan, jobId);
        announceAsIs(jobId);
        return begun;
      }),
    awaitEnd: async (jobId) => {
      await running.get(jobId)?.ended;
      return answer(jobId);
    },
    ...holds,
  };
}
