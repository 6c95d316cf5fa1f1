import type { Asks, Confirmed } from '../../src-contract/asks.ts';
import { describeFailure } from '../../src-contract/failure-catalogue.ts';
import type { UndoPlan } from '../../src-contract/jobs.ts';
import { failed, type Outcome, ok } from '../../src-contract/outcome.ts';
import type { Tenant } from '../../src-contract/tenants.ts';
import type { Cache } from '../cache/cache-handles.ts';
import { doneRows, type StoredRow } from '../ledger/job-rows.ts';
import type { StoredJob } from '../ledger/jobs-table.ts';
import type { Ledger } from '../ledger/ledger-handles.ts';
import { systemClock } from '../tenant-api/clock.ts';
import type { TenantClient } from '../tenant-api/tenant-client.ts';
import { checkConfirmation } from './check-confirmation.ts';
import { createPlans } from './plans.ts';
import type { PlannedRow, TenantAction } from './tenant-action.ts';
import { smallUndo, undoAsks } from './undo-asks.ts';

export interface UndoDoors {
  ledger: Ledger;
  cache: Cache;
  client(tenantId: string): Outcome<TenantClient>;
  actions: ReadonlyMap<string, TenantAction>;
  /** The tenant and how many people the copy has of it: an undo asks by where it is and how much it touches. */
  place(tenantId: string): Promise<Outcome<UndoPlace>>;
  now(): Date;
}

export interface UndoPlace {
  displayName: string;
  environment: Tenant['environment'];
  people: number;
}

/** So many rows are looked at one by one for the preview; the rest are looked at when they run. */
const lookedAtUpTo = 200;
const looksAtOnce = 6;
const shownAtMost = 500;

/** What was typed and ticked. */
export type UndoConfirmed = Pick<Confirmed, 'typed' | 'acknowledged'>;

type Candidate = { row: StoredRow; back: PlannedRow } | { row: StoredRow; why: string };

/** Plans of undoing: kept in main, one use, two minutes. */
export interface UndoPlans {
  make(job: StoredJob): Promise<Outcome<UndoPlan>>;
  /** The rows of a plan that was shown. Fails with `plan-expired`, `confirmation-differs`, `nothing-to-do`. */
  take(jobId: string, planId: string, confirmed: UndoConfirmed): Outcome<PlannedRow[]>;
  /** Rows without a preview, where all comes back and they are few. Fails with `undo-needs-plan`. */
  direct(job: StoredJob): Outcome<PlannedRow[]>;
}

/**
 * Makes the planner of undoing. What each verb can put back is its own to say; every row that goes back is checked against the
 * tenant, now for the preview and again right before it is sent, so that a colleague's later change is not overwritten.
 */
export function createUndoPlans(doors: UndoDoors): UndoPlans {
  const plans = createPlans<{ tenantId: string; jobId: string; rows: PlannedRow[]; asks: Asks }>(systemClock);

  const candidatesOf = (job: StoredJob): Candidate[] =>
    doors.ledger
      .read((ledger) => doneRows(ledger, job.id))
      .map((row): Candidate => {
        const action = doors.actions.get(row.action);
        // Rows of former versions, and those of a file, leave out what has a default.
        const input = action?.input.safeParse(row.input);
        const back = input?.success ? (action?.undo(input.data, row.facts) ?? null) : null;
        if (back !== null) return { row, back: { ...back, name: back.name || row.name } };
        const why = action?.reversal.is === 'never' ? action.reversal.why : 'Nothing of it can be put back.';
        return { row, why };
      });

  const lostOf = (rows: readonly StoredRow[]): string[] => {
    const lost = rows.flatMap(({ action: name, input }) => {
      const action = doors.actions.get(name);
      if (action?.reversal.is !== 'with-loss') return [];
      const parsed = action.input.safeParse(input);
      return (parsed.success ? action.lostBy?.(parsed.data) : undefined) ?? [action.reversal.lost];
    });
    return [...new Set(lost)];
  };

  const checkOne = async (
    job: StoredJob,
    api: TenantClient,
    back: PlannedRow,
  ): Promise<Outcome<string | null>> => {
    const action = doors.actions.get(back.action);
    const context = {
      tenantId: job.tenantId,
      api,
      cache: doors.cache,
      plan: 'fresh' as const,
      wasDone: () => false,
      failedBefore: () => false,
    };
    const input = action?.input.safeParse(back.input);
    if (input?.success === false) return ok('The stored row is damaged.');
    const checked = await action?.check?.(context, input?.data);
    if (checked?.is === 'not-told') return failed(checked.failure.failure);
    return ok(checked?.is === 'skip' ? checked.failure.sentence : null);
  };

  return {
    make: async (job) => {
      const client = doors.client(job.tenantId);
      if (!client.ok) return client;
      const place = await doors.place(job.tenantId);
      if (!place.ok) return place;
      const candidates = candidatesOf(job);
      const going = candidates.filter((each): each is { row: StoredRow; back: PlannedRow } => 'back' in each);
      const leftOut = candidates.flatMap((each) => ('why' in each ? [{ row: each.row, why: each.why }] : []));
      const putBack: typeof going = going.slice(lookedAtUpTo);
      const looked = going.slice(0, lookedAtUpTo);
      for (let first = 0; first < looked.length; first += looksAtOnce) {
        const some = looked.slice(first, first + looksAtOnce);
        const answers = await Promise.all(some.map(({ back }) => checkOne(job, client.value, back)));
        for (const [index, answer] of answers.entries()) {
          const each = some[index];
          if (each === undefined) continue;
          if (!answer.ok) return answer;
          if (answer.value === null) putBack.push(each);
          else leftOut.push({ row: each.row, why: answer.value });
        }
      }
      // The order in which rows are put back is the one they were read in: last done first.
      const chosen = new Set(putBack.map(({ row }) => row.position));
      const inOrder = going.filter(({ row }) => chosen.has(row.position));
      const lost = lostOf(inOrder.map(({ row }) => row));
      const { people } = place.value;
      const asks = undoAsks(place.value, { count: inOrder.length, people, lost });
      const opened = plans.open({
        asks,
        tenantId: job.tenantId,
        jobId: job.id,
        rows: inOrder.map(({ back }) => back),
      });
      const shown = (row: StoredRow) => ({ subject: row.subject, name: row.name, what: row.outcome });
      return ok({
        ...opened,
        jobId: job.id,
        title: job.title,
        putBack: inOrder.slice(0, shownAtMost).map(({ row }) => shown(row)),
        putBackCount: inOrder.length,
        sums: sumsOf(inOrder.map(({ back }) => back.action)),
        leftOut: leftOut.slice(0, shownAtMost).map(({ row, why }) => ({ ...shown(row), why })),
        leftOutCount: leftOut.length,
        lost,
        asks,
        uncheckedCount: Math.max(0, going.length - looked.length),
        checkedAt: doors.now().toISOString(),
      });
    },
    take: (jobId, planId, confirmed) => {
      const plan = plans.read(planId);
      if (!plan.ok) return plan;
      if (plan.value.jobId !== jobId) return failed(describeFailure('plan-expired'));
      const agreed = checkConfirmation(plan.value.asks, confirmed);
      if (!agreed.ok) return agreed;
      const taken = plans.take(planId);
      if (!taken.ok) return taken;
      return taken.value.rows.length === 0 ? failed(describeFailure('nothing-to-do')) : ok(taken.value.rows);
    },
    direct: (job) => {
      const candidates = candidatesOf(job);
      const rows = candidates.flatMap((each) => ('back' in each ? [each.back] : []));
      const isWhole =
        rows.length === candidates.length && lostOf(candidates.map(({ row }) => row)).length === 0;
      if (!isWhole || rows.length > smallUndo) return failed(describeFailure('undo-needs-plan'));
      return rows.length === 0 ? failed(describeFailure('nothing-to-do')) : ok(rows);
    },
  };
}

function sumsOf(actions: readonly string[]): UndoPlan['sums'] {
  const counts = new Map<string, number>();
  for (const action of actions) counts.set(action, (counts.get(action) ?? 0) + 1);
  return [...counts].map(([action, count]) => ({ action, count }));
}
