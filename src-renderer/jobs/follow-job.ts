import type { Job } from '../../src-contract/jobs.ts';
import { call } from '../bridge/call.ts';
import { closeToast, tell, tellFailure } from '../kit/toast.tsx';
import { showDialog } from '../session/session.ts';
import { jobOutcomeText } from './job-words.ts';
import { openJob } from './open-job.ts';

/** The undo that Ctrl Z takes: the latest one offered in a toast that is still there. */
let offered: { readonly jobId: string; readonly toastId: string } | null = null;

/** The first row of a job that did not work or was left out, as a sentence; null when it cannot be told. */
async function firstFailure(job: Job): Promise<string | null> {
  const rows = await call('jobs/rows', {
    jobId: job.id,
    states: ['failed', 'unknown', 'skipped'],
    order: 'position',
    offset: 0,
    limit: 1,
  });
  const row = rows.ok ? rows.value.rows[0] : undefined;
  return row?.failure?.sentence ?? row?.outcome ?? null;
}

/** The most rows that the invite dialog can make: 20 people, 50 teams. */
const mostInviteRows = 100;

/** How many people a job has done: of an invite only the rows that invite, not those that fill teams. */
async function peopleDone(job: Job): Promise<number> {
  if (job.kind !== 'invite') return job.counts.done;
  const rows = await call('jobs/rows', {
    jobId: job.id,
    states: ['done'],
    order: 'position',
    offset: 0,
    limit: mostInviteRows,
  });
  if (!rows.ok) return job.counts.done;
  return rows.value.rows.filter(({ action }) => action === 'users/invite').length;
}

/** Undoes a job and says how that ended. Out: nothing; every failure becomes a toast. */
export async function undoJob(jobId: string): Promise<void> {
  if (offered?.jobId === jobId) {
    closeToast(offered.toastId);
    offered = null;
  }
  const outcome = await call('jobs/undo', { jobId, planId: null });
  if (outcome.ok) await followJob(outcome.value.id);
  else if (outcome.failure.code === 'undo-needs-plan') showDialog({ kind: 'undo', jobId });
  else tellFailure(outcome.failure);
}

/** Undoes what the toast on screen offers. Out: whether there was something to undo. */
export function undoLatest(): boolean {
  if (!offered) return false;
  void undoJob(offered.jobId);
  return true;
}

/**
 * Waits for a job to end and tells it in a toast: what was done with Undo where that is possible, or the first
 * failure with Open job. In: the job's id.
 */
export async function followJob(jobId: string): Promise<void> {
  const ended = await call('jobs/await-end', { jobId });
  if (!ended.ok) {
    tellFailure(ended.failure);
    return;
  }
  const job = ended.value;
  const openIt = { label: 'Open job', run: () => openJob(job) };
  if (job.state === 'paused') {
    tell({ look: 'warn', text: `Job ${job.number} is paused. ${job.why?.sentence ?? ''}`, action: openIt });
    return;
  }
  const outcomeText = jobOutcomeText(job, await peopleDone(job));
  if (offered) closeToast(offered.toastId);
  if (job.state === 'done' && job.counts.done === 0 && job.counts.skipped > 0) {
    // All of it was left out, such as for a colleague who was faster: that is no success.
    tell({ look: 'warn', text: `${outcomeText}. ${(await firstFailure(job)) ?? ''}`, action: openIt });
    return;
  }
  if (job.state === 'done') {
    const undo = { label: 'Undo', keys: 'Ctrl Z', run: () => void undoJob(job.id) };
    const canUndo = job.undo === 'offered';
    const toastId = tell({
      look: 'ok',
      text: outcomeText,
      action: canUndo ? undo : undefined,
      onClose: () => {
        if (offered?.jobId === job.id) offered = null;
      },
    });
    if (canUndo) offered = { jobId: job.id, toastId };
    return;
  }
  const why = (await firstFailure(job)) ?? job.why?.sentence ?? '';
  const look = job.state === 'failed' || job.counts.done === 0 ? 'danger' : 'warn';
  tell({ look, text: `${outcomeText}. ${why}`, action: openIt });
}
