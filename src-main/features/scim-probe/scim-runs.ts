import { randomUUID } from 'node:crypto';
import type { Change } from '../../../src-contract/change.ts';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { ProbeThing, ScimRun, VendorVerdict } from '../../../src-contract/scim-probe.ts';
import type { Ledger } from '../../ledger/ledger-handles.ts';
import type { Clock } from '../../tenant-api/clock.ts';
import { makeNotes, type Notes } from './notes.ts';
import { listRuns, saveRun } from './stored-runs.ts';

/** What the work of a run tells of itself. */
export interface RunHandle {
  runId: string;
  notes: Notes;
  /** Aborted when the admin cancels, and when the app ends. */
  until: AbortSignal;
  vendors(verdicts: VendorVerdict[]): void;
  things(things: ProbeThing[]): void;
}

export type RunFacts = Pick<ScimRun, 'tenantId' | 'kind' | 'scimUrl' | 'ssoId' | 'tokenFrom'>;

/** The runs of this app: at most one a tenant at a time, each kept with its result and time. */
export interface ScimRuns {
  /** Begins and does not wait. Fails with `scim-run-busy`. */
  begin(facts: RunFacts, work: (handle: RunHandle) => Promise<void>): Outcome<{ runId: string }>;
  cancel(runId: string): void;
  isRunning(tenantId: string): boolean;
  /** Those that run first, then the kept ones, newest first. */
  list(tenantId: string): ScimRun[];
  find(runId: string): Outcome<ScimRun>;
  /** Ends those of one tenant, or all, and waits for their clean-up for a moment. */
  end(tenantId: string | null): Promise<void>;
}

const endWithinMs = 8000;

/** Makes the register of runs. One for the app. */
export function createScimRuns(room: {
  ledger: Ledger;
  clock: Clock;
  announce(change: Change): void;
}): ScimRuns {
  const { ledger, clock, announce } = room;
  interface Active {
    run: ScimRun;
    stop: AbortController;
    ended: Promise<void>;
  }
  const active = new Map<string, Active>();
  const momentNow = (): string => new Date(clock.wallMs()).toISOString();
  const ofTenant = (tenantId: string): Active[] =>
    [...active.values()].filter(({ run }) => run.tenantId === tenantId);

  const begin: ScimRuns['begin'] = (facts, work) => {
    if (ofTenant(facts.tenantId).length > 0) return failed(describeFailure('scim-run-busy'));
    const runId = randomUUID();
    const stop = new AbortController();
    const run: ScimRun = {
      ...facts,
      runId,
      state: 'running',
      now: 'Beginning',
      startedAt: momentNow(),
      endedAt: null,
      checks: [],
      vendors: [],
      things: [],
    };
    const tell = (): void => announce({ what: 'scim-run', run: structuredClone(run) });
    const notes = makeNotes((now) => {
      run.now = now;
      run.checks = [...notes.checks];
      tell();
    });
    const handle: RunHandle = {
      runId,
      notes,
      until: stop.signal,
      vendors: (verdicts) => {
        run.vendors = verdicts;
        tell();
      },
      things: (things) => {
        run.things = things;
        tell();
      },
    };
    const finish = async (state: ScimRun['state']): Promise<void> => {
      Object.assign(run, { state, now: null, endedAt: momentNow() });
      await ledger.write((writable) => saveRun(writable, run));
      active.delete(runId);
      tell();
    };
    const ended = work(handle)
      .then(() => finish(stop.signal.aborted ? 'cancelled' : 'done'))
      // What goes wrong inside is a fault of ours; the run must not look as if it went on.
      .catch(() => finish('broken').catch(() => void active.delete(runId)));
    active.set(runId, { run, stop, ended });
    tell();
    return ok({ runId });
  };

  const stored = (tenantId: string): ScimRun[] => ledger.read((readable) => listRuns(readable, tenantId));
  return {
    begin,
    cancel: (runId) => active.get(runId)?.stop.abort(),
    isRunning: (tenantId) => ofTenant(tenantId).length > 0,
    list: (tenantId) => [...ofTenant(tenantId).map(({ run }) => structuredClone(run)), ...stored(tenantId)],
    find: (runId) => {
      const running = active.get(runId)?.run;
      if (running !== undefined) return ok(structuredClone(running));
      const row = ledger.read((readable) =>
        readable
          .prepare<[string], { tenantId: string }>('SELECT tenant_id AS tenantId FROM scim_runs WHERE id = ?')
          .get(runId),
      );
      const kept = row === undefined ? undefined : stored(row.tenantId).find((run) => run.runId === runId);
      return kept === undefined ? failed(describeFailure('scim-run-gone')) : ok(kept);
    },
    end: async (tenantId) => {
      const those = tenantId === null ? [...active.values()] : ofTenant(tenantId);
      if (those.length === 0) return;
      for (const { stop } of those) stop.abort();
      const waited = new AbortController();
      await Promise.race([
        Promise.all(those.map(({ ended }) => ended)),
        clock.wait(endWithinMs, waited.signal).catch(() => undefined),
      ]);
      waited.abort();
    },
  };
}
