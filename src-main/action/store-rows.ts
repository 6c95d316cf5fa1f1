import { describeFailure, type Failure } from '../../src-contract/failure-catalogue.ts';
import { type StoredRow, updateRow } from '../ledger/job-rows.ts';
import type { StoredJob } from '../ledger/jobs-table.ts';
import type { Ledger } from '../ledger/ledger-handles.ts';
import { changeIn, recordTrail } from '../ledger/record-trail.ts';
import type { RowDoors } from './run-action.ts';
import type { TenantAction } from './tenant-action.ts';

/** Sends beyond one a row that a job may spend: a fifth of its rows, and a few for small jobs. */
const retryShare = 0.2;
const retryLeast = 10;

type Phase = Parameters<RowDoors['store']>[1];

interface StoreDoors {
  ledger: Ledger;
  actions: ReadonlyMap<string, TenantAction>;
  actor(): string;
  now(): Date;
  /** Called after the commit. */
  stored(before: StoredRow, row: StoredRow, phase: Phase): void;
  /** The job has sent more often than it may. */
  tooManyResends(why: Failure): void;
}

/**
 * Stores the rows of one job: each state in one commit with its entry in the trail. Out: takes a row as it starts a turn, gives
 * what stores its states one after the other.
 */
export function rowStore(job: StoredJob, doors: StoreDoors): (start: StoredRow) => RowDoors['store'] {
  let resends = 0;
  const at = (): string => doors.now().toISOString();

  const storeRow = async (before: StoredRow, row: StoredRow, phase: Phase): Promise<void> => {
    const action = doors.actions.get(row.action);
    const actor = doors.actor();
    await doors.ledger.write((ledger) => {
      updateRow(ledger, job.id, row, at());
      if (phase === 'back') return;
      recordTrail(ledger, {
        tenantId: job.tenantId,
        at: at(),
        actor,
        action: action?.done ?? row.action,
        subject: row.subject,
        phase,
        outcome: phase === 'intent' ? `Sending, try ${row.attempts}` : `${row.state}: ${row.outcome}`,
        requestId: phase === 'intent' ? null : row.requestId,
        jobId: job.id,
        detail: job.reason,
        ...(phase === 'result' && row.state === 'done' ? changeIn(row.facts) : {}),
      });
    });
    doors.stored(before, row, phase);
  };

  return (start) => {
    let last = start;
    let sends = 0;
    return async (next, phase) => {
      if (phase === 'intent') sends += 1;
      // The first send of a turn is the plan's, or somebody's who chose to try again.
      if (phase === 'intent' && sends > 1) resends += 1;
      await storeRow(last, next, phase);
      last = next;
      if (resends > job.total * retryShare + retryLeast) {
        doors.tooManyResends(describeFailure('too-many-retries', { count: String(resends) }));
      }
    };
  };
}
