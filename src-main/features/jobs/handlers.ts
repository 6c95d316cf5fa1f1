import type { Handlers } from '../../../src-contract/channels.ts';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, ok } from '../../../src-contract/outcome.ts';
import type { JobEngine } from '../../action/job-engine.ts';
import { listRows } from '../../ledger/job-rows.ts';
import type { Ledger } from '../../ledger/ledger-handles.ts';

type JobsHandlers = Pick<Handlers, Extract<keyof Handlers, `jobs/${string}`>>;

/** Answers the jobs channels. */
export function jobsHandlers(engine: JobEngine, ledger: Ledger): JobsHandlers {
  return {
    'jobs/list': async ({ tenantId, show }) => ok({ jobs: engine.all(tenantId, show) }),
    'jobs/read': async ({ jobId }) => {
      const job = engine.current(jobId);
      return job === null ? failed(describeFailure('job-gone')) : ok(job);
    },
    'jobs/rows': async ({ jobId, ...choice }) => {
      const { rows, matches } = ledger.read((readable) => listRows(readable, jobId, choice));
      return ok({
        rows: rows.map(({ phase: _phase, input: _input, facts: _facts, ...row }) => row),
        matches,
      });
    },
    'jobs/pace': async ({ jobId }) => ok({ pace: engine.pace(jobId) }),
    'jobs/pause': async ({ jobId }) => engine.pause(jobId),
    'jobs/resume': async ({ jobId }) => engine.resume(jobId),
    'jobs/cancel': async ({ jobId }) => engine.cancel(jobId),
    'jobs/retry-failed': async ({ jobId }) => engine.retryFailed(jobId),
    'jobs/look-again': async ({ jobId }) => engine.lookAgain(jobId),
    'jobs/plan-undo': async ({ jobId }) => engine.planUndo(jobId),
    'jobs/undo': async ({ jobId, planId, confirmed }) => engine.undo(jobId, planId, confirmed),
    'jobs/await-end': async ({ jobId }) => engine.awaitEnd(jobId),
  };
}
