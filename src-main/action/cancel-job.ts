import { describeFailure } from '../../src-contract/failure-catalogue.ts';
import { giveUpSentRows } from '../ledger/job-rows.ts';
import { updateJob } from '../ledger/jobs-table.ts';
import type { WritableLedger } from '../ledger/ledger-handles.ts';

/**
 * Ends a job as cancelled: what is done stays done, what was never sent stays planned and is never sent, and what was
 * under way without an answer is told as unknown.
 */
export function cancelJob(ledger: WritableLedger, jobId: string, at: string): void {
  giveUpSentRows(ledger, jobId, (person) => describeFailure('cancelled-in-flight', { person }), at);
  updateJob(ledger, jobId, { state: 'cancelled', why: null, endedAt: at });
}
