import { describeFailure, type Failure } from '../../src-contract/failure-catalogue.ts';
import type { Job } from '../../src-contract/jobs.ts';
import type { Outcome } from '../../src-contract/outcome.ts';
import { countCrash } from '../ledger/job-rows.ts';
import { dropUnfinishedPlans, listJobs, type StoredJob, updateJob } from '../ledger/jobs-table.ts';
import type { Ledger } from '../ledger/ledger-handles.ts';
import type { TenantClient } from '../tenant-api/tenant-client.ts';
import { wasInterrupted } from './job-figures.ts';
import type { RunningJob } from './run-job.ts';

/** What happens around the jobs, holds them and lets them go on. */
export interface JobHolds {
  /** Puts jobs that were cut off by the end of the last run on hold, with the reason, and answers how many. */
  holdInterrupted(): Promise<number>;
  /** The computer goes to sleep: holds every job that runs. */
  sleep(): void;
  /** It woke: asks each tenant whose token it is, then goes on with the jobs that sleep had held. */
  wakeUp(): Promise<void>;
  /** Ends the requests in flight of one tenant, or of all since the app is closing, and holds the jobs. */
  holdAll(tenantId: string | null): Promise<void>;
  /** The tenant answers: its jobs that only wait for that try at once. */
  reachable(tenantId: string): void;
  /** Somebody signed in: the jobs that were held for that say that they can go on. */
  signedIn(tenantId: string): Promise<void>;
}

interface HoldDoors {
  ledger: Ledger;
  client(tenantId: string): Outcome<TenantClient>;
  now(): Date;
  running: ReadonlyMap<string, RunningJob>;
  byJob<Output>(jobId: string, act: () => Promise<Output>): Promise<Output>;
  stored(jobId: string): StoredJob | null;
  run(job: StoredJob): Outcome<Job>;
  /** Why a job may not run beside another of its tenant, or null. */
  refuseSecond(job: StoredJob): Outcome<Job> | null;
  announceAsIs(jobId: string): void;
}

/** Makes what holds jobs from outside: crash, sleep, sign-in, quit. */
export function createJobHolds(doors: HoldDoors): JobHolds {
  const { running, byJob, stored } = doors;
  /** Jobs held because the computer slept; they go on by themselves. */
  const asleep = new Set<string>();

  const keepHeld = async (jobId: string, why: Failure): Promise<void> => {
    await doors.ledger.write((ledger) => updateJob(ledger, jobId, { state: 'paused', why }));
    doors.announceAsIs(jobId);
  };

  const goOnAfterSleep = async (jobId: string): Promise<void> => {
    await running.get(jobId)?.ended;
    const job = stored(jobId);
    // Somebody may have cancelled or resumed it meanwhile.
    if (job?.state !== 'paused' || job.why?.code !== 'computer-slept') return;
    const client = doors.client(job.tenantId);
    if (!client.ok) return keepHeld(jobId, client.failure);
    const owner = await client.value.readTokenOwner();
    // Out of reach is no reason to stay held: the job waits for the network by itself.
    const isRefused = !owner.ok && (owner.status === 401 || owner.status === 403);
    if (isRefused) return keepHeld(jobId, describeFailure('signed-out'));
    const second = doors.refuseSecond(job);
    if (second !== null && !second.ok) return keepHeld(jobId, second.failure);
    doors.run(job);
  };

  return {
    holdInterrupted: async () => {
      await doors.ledger.write(dropUnfinishedPlans);
      const cutOff = doors.ledger
        .read((ledger) => listJobs(ledger, null, 'open'))
        .filter((job) => job.state !== 'paused' && !running.has(job.id));
      for (const job of cutOff) {
        const why = wasInterrupted(job);
        const setAside = (person: string, crashes: number) =>
          describeFailure('set-aside', { person, count: `${crashes} times` });
        await doors.ledger.write((ledger) => {
          countCrash(ledger, job.id, setAside, doors.now().toISOString());
          updateJob(ledger, job.id, { state: 'paused', why });
        });
      }
      return cutOff.length;
    },
    sleep: () => {
      for (const jobId of running.keys()) asleep.add(jobId);
      for (const job of running.values()) job.ask('sleep');
    },
    wakeUp: async () => {
      const held = [...asleep];
      asleep.clear();
      await Promise.all(held.map((jobId) => byJob(jobId, () => goOnAfterSleep(jobId))));
    },
    holdAll: async (tenantId) => {
      const held = [...running.values()].filter(
        (job) => tenantId === null || job.job().tenantId === tenantId,
      );
      for (const job of held) job.ask(tenantId === null ? 'quit' : 'pause');
      await Promise.all(held.map((job) => job.ended));
    },
    reachable: (tenantId) => {
      for (const job of running.values()) if (job.job().tenantId === tenantId) job.tryNow();
    },
    signedIn: async (tenantId) => {
      const held = doors.ledger
        .read((ledger) => listJobs(ledger, tenantId, 'open'))
        .filter((job) => job.state === 'paused' && job.why?.code === 'signed-out');
      for (const { id } of held) {
        await byJob(id, async () => {
          if (!running.has(id)) await keepHeld(id, describeFailure('signed-in-again'));
        });
      }
    },
  };
}
