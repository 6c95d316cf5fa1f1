import { randomUUID } from 'node:crypto';
import type { BulkReview } from '../../../src-contract/bulk-invites.ts';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import type { Job } from '../../../src-contract/jobs.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import { isOldPlan } from '../../action/plan-age.ts';
import type { PlannedRow } from '../../action/tenant-action.ts';
import { planBulkWindow } from './bulk-invites-rows.ts';
import { endBulkStart, type FileShare, holdBulkPlan } from './bulk-tenants-rows.ts';
import { type CheckDoors, checkDraft } from './check-draft.ts';
import { findOrphanRuns, forgetRun, keepRows } from './kept-rows.ts';
import type { OpenDrafts } from './open-draft.ts';
import { planTeams } from './plan-rows.ts';
import type { RunFacts } from './run-facts.ts';

const windowSize = 1000;

export interface StartWish {
  draftId: string;
  expectInvites: number;
  expectReactivations: number;
  expectUpdates: number;
  typed: string;
  /** Every sentence that the review asks to acknowledge was ticked. */
  acknowledged: boolean;
}

export interface StartDoors extends CheckDoors {
  drafts: OpenDrafts;
}

export interface Starts {
  /** Notes that a file was checked, and that the admin sees what came of it. */
  reviewed(draftId: string): void;
  start(wish: StartWish): Promise<Outcome<Job>>;
}

/**
 * Starts bulk invites; keeps in mind which are being stored, so that a double click starts one, and when each file was
 * checked: after a day it is to be looked at again (condition 63, `review-too-old`). One for the app.
 */
export function openStarts(doors: StartDoors, now: () => Date = () => new Date()): Starts {
  const starting = new Map<string, string>();
  const reviewedAt = new Map<string, string>();
  return {
    reviewed: (draftId) => {
      reviewedAt.set(draftId, now().toISOString());
    },
    async start(wish) {
      const seenAt = reviewedAt.get(wish.draftId);
      if (seenAt !== undefined && isOldPlan(seenAt, now())) {
        const checked = await checkDraft(doors, { draftId: wish.draftId, options: null });
        if (!checked.ok) return checked;
        reviewedAt.set(wish.draftId, now().toISOString());
        return failed(describeFailure('review-too-old'));
      }
      if (starting.has(wish.draftId)) {
        return failed(describeFailure('job-state', { why: 'it is being started already' }));
      }
      const runId = randomUUID();
      let jobId: string | null = null;
      starting.set(wish.draftId, runId);
      try {
        for (const orphan of doors.rooms.ledger.read(findOrphanRuns)) {
          if (![...starting.values()].includes(orphan)) await forgetRun(doors.rooms.ledger, orphan);
        }
        const share = await doors.rooms.cache.read(holdBulkPlan, wish);
        const job = await startBulkInvite(doors, wish, { runId, share });
        jobId = job.ok ? job.value.id : null;
        return job;
      } finally {
        const { ended } = await doors.rooms.cache.read(endBulkStart, { draftId: wish.draftId, jobId });
        if (ended !== null) await doors.drafts.drop(ended);
        starting.delete(wish.draftId);
      }
    },
  };
}

/**
 * Checks the file once more, compares the plan with what the admin agreed to, stores the file's rows, then hands the
 * plan to the engine. Fails with `plan-differs`, `file-changed`, `confirmation-differs`, `nothing-to-do`, and as the check does; then
 * nothing of it stays stored.
 */
async function startBulkInvite(
  doors: StartDoors,
  wish: StartWish,
  { runId, share }: { runId: string; share: FileShare | null },
): Promise<Outcome<Job>> {
  const { ledger, jobs } = doors.rooms;
  const checked = await checkDraft(doors, { draftId: wish.draftId, options: null }, 'start');
  if (!checked.ok) return checked;
  const { review, tenantId, fileName, sha256 } = checked.value;
  const refused = compare(review, wish);
  if (refused !== null) return failed(refused);
  const changed = await doors.drafts.findChange(share?.fileRunId ?? wish.draftId, sha256);
  if (changed !== null) return failed(changed);
  try {
    const plan = await storeRows(doors, wish.draftId, runId);
    if (!plan.ok) {
      await forgetRun(ledger, runId);
      return plan;
    }
    const agreed = wish.expectInvites + wish.expectReactivations + wish.expectUpdates;
    if (plan.value.people.length !== agreed) {
      // The file is held still, so this would be a fault of ours: then nothing is sent at all.
      await forgetRun(ledger, runId);
      const why = `${plan.value.people.length} people, instead of ${agreed}`;
      return failed(describeFailure('plan-differs', { why }));
    }
    const facts: RunFacts = {
      fileName,
      sha256,
      rowsRead: review.total - review.addedBySplit,
      splits: plan.value.splits,
      skippedBefore: review.skipped,
      header: plan.value.titles,
      separator: plan.value.separator,
      columns: plan.value.columns,
      runId,
      fileRun: fileRunOf(doors, share),
    };
    const rows = [...plan.value.people, ...planTeams(plan.value.teams, new Set(review.willCreateTeams))];
    const title = `Bulk invite, ${fileName}`;
    const started = await jobs.start({
      tenantId,
      kind: 'bulk-invite',
      title,
      reason: '',
      rows,
      facts: { ...facts },
    });
    if (!started.ok) {
      await forgetRun(ledger, runId);
      return started;
    }
    return ok(started.value);
  } catch (error) {
    await forgetRun(ledger, runId);
    throw error;
  }
}

function fileRunOf({ rooms }: CheckDoors, share: FileShare | null): RunFacts['fileRun'] {
  if (share === null) return null;
  const { fileRunId, rowsRead, heldRows, parts } = share;
  const named = parts.map(({ tenantId, rows }) => {
    const tenant = rooms.tenant(tenantId);
    return { tenantId, displayName: tenant.ok ? tenant.value.displayName : '', rows };
  });
  return { id: fileRunId, rowsRead, heldRows, parts: named };
}

function compare(review: BulkReview, wish: StartWish): ReturnType<typeof describeFailure> | null {
  const { willInvite, willReactivate, willUpdate } = review;
  const isSame =
    willInvite === wish.expectInvites &&
    willReactivate === wish.expectReactivations &&
    willUpdate === wish.expectUpdates;
  if (!isSame) {
    const words = (invite: number, reactivate: number, update: number): string =>
      `${invite} to invite, ${reactivate} to reactivate and ${update} to update`;
    const why = `${words(willInvite, willReactivate, willUpdate)}, instead of ${words(wish.expectInvites, wish.expectReactivations, wish.expectUpdates)}`;
    return describeFailure('plan-differs', { why });
  }
  if (willInvite + willReactivate + willUpdate === 0) {
    return describeFailure('nothing-to-do', { why: 'no row of the file is ready' });
  }
  const { typeNumber, acknowledge } = review.asks;
  if (acknowledge.length > 0 && !wish.acknowledged) {
    return {
      ...describeFailure('confirmation-differs', { why: acknowledge[0] ?? '' }),
      field: 'acknowledged',
    };
  }
  const typed = wish.typed.replaceAll(/[\s,.]/g, '');
  if (typeNumber !== null && typed !== String(typeNumber)) {
    return { ...describeFailure('confirmation-differs', { why: 'the number of people' }), field: 'typed' };
  }
  return null;
}

interface StoredPlan {
  people: PlannedRow[];
  teams: { team: string; email: string }[];
  titles: string[];
  separator: RunFacts['separator'];
  columns: number;
  splits: RunFacts['splits'];
}

/** Fetches the plan window by window and keeps the rows of each window before the next. */
async function storeRows(doors: CheckDoors, draftId: string, runId: string): Promise<Outcome<StoredPlan>> {
  const plan: StoredPlan = { people: [], teams: [], titles: [], separator: ',', columns: 0, splits: [] };
  for (let offset = 0; ; offset += windowSize) {
    const window = await doors.rooms.cache.read(planBulkWindow, { draftId, offset, limit: windowSize });
    if (!window.ok) return window;
    await doors.rooms.ledger.write((ledger) => keepRows(ledger, runId, window.value.kept));
    plan.people.push(...window.value.planned);
    for (const wish of window.value.teams) plan.teams.push(wish);
    plan.titles = window.value.titles;
    plan.separator = window.value.separator;
    plan.columns = window.value.columns;
    plan.splits = window.value.splits;
    if (window.value.isLast) return ok(plan);
  }
}
