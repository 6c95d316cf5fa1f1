import type { BulkReview } from '../../../src-contract/bulk-invites.ts';
import type { BulkSplit, FileRun, PlanLock } from '../../../src-contract/bulk-tenants.ts';
import type { Job } from '../../../src-contract/jobs.ts';
import { countOf, countText } from '../../kit/format-number.ts';
import { visibleText } from '../../kit/visible-text.ts';

type Plan = BulkSplit['plans'][number];

const longestName = 28;

/** A tenant's name where there is little room. */
export function shortName(name: string): string {
  const shown = visibleText(name);
  return shown.length > longestName ? `${shown.slice(0, longestName - 1)}…` : shown;
}

/** How people get into a tenant, in a word. */
export function modeWord(mode: BulkReview['mode']): string {
  const words = { scim: 'SCIM', jit: 'JIT', 'invite-only': 'Invite-only' } as const;
  return mode === null ? 'Mode not reported' : words[mode];
}

/** Why a tenant cannot be started, in a word for the strip and a sentence for the button. */
export const lockWords = {
  'signed-out': { word: 'Signed out', sentence: 'Signed out of this tenant. Go to it and sign in again.' },
  offline: { word: 'Offline', sentence: 'This tenant is out of reach. The plan is from the copy.' },
  'never-synced': { word: 'Not synced yet', sentence: 'The first sync of this tenant has not ended.' },
  removed: { word: 'Removed', sentence: 'This tenant was removed from this computer.' },
} as const satisfies Record<PlanLock, { word: string; sentence: string }>;

/** People whom a plan would invite, reactivate or update. */
export function peopleIn({ willInvite, willReactivate, willUpdate }: BulkReview): number {
  return willInvite + willReactivate + willUpdate;
}

/** Why a plan cannot be started now; null when it can. */
export function blockOf(plan: Plan, review: BulkReview | null): string | null {
  if (plan.jobId !== null) return 'Started already';
  if (plan.lock !== null) return lockWords[plan.lock].sentence;
  if (review === null) return 'Checking the rows';
  return peopleIn(review) === 0 ? 'No row is ready' : null;
}

/** What a start does in one tenant: `12 invited, 2 reactivated, 3 rows skipped`. */
export function planLine(review: BulkReview): string {
  const skipped = review.total - peopleIn(review);
  const parts = [
    review.willInvite > 0 && `${countText(review.willInvite)} invited`,
    review.willReactivate > 0 && `${countText(review.willReactivate)} reactivated`,
    review.willUpdate > 0 && `${countText(review.willUpdate)} updated`,
    review.willMail > 0 && countOf(review.willMail, 'email', 'emails'),
    skipped > 0 && `${countOf(skipped, 'row', 'rows')} skipped`,
  ];
  return parts.filter((part) => part !== false).join(', ');
}

/** Rows by their numbers: `Rows 3, 7, 12 and 9 more`. */
export function rowNumbers(rows: number, first: readonly number[]): string {
  const shown = first.map(countText).join(', ');
  if (rows === 1) return `Row ${shown}`;
  return rows > first.length ? `Rows ${shown} and ${countText(rows - first.length)} more` : `Rows ${shown}`;
}

export interface FileSum {
  readonly words: string;
  readonly count: number;
}

/** One figure of all tenants whose run has ended. */
export function sumOf(
  { parts }: FileRun,
  figure: 'done' | 'failed' | 'unknown' | 'toDo' | 'skipped',
): number {
  return parts.reduce((total, { figures }) => total + (figures?.[figure] ?? 0), 0);
}

/** Every row of the file by what became of it; the counts add up to the rows read. */
export function fileSums(fileRun: FileRun): readonly FileSum[] {
  const { parts, heldRows } = fileRun;
  const sum = (countOfPart: (part: FileRun['parts'][number]) => number): number =>
    parts.reduce((total, part) => total + countOfPart(part), 0);
  return [
    { words: 'done', count: sumOf(fileRun, 'done') },
    { words: 'failed', count: sumOf(fileRun, 'failed') },
    { words: 'not known', count: sumOf(fileRun, 'unknown') },
    { words: 'not sent', count: sumOf(fileRun, 'toDo') },
    { words: 'skipped', count: sumOf(fileRun, 'skipped') },
    { words: 'under way', count: sum(({ jobId, figures, rows }) => (jobId !== null && !figures ? rows : 0)) },
    {
      words: 'not started',
      count: sum(({ jobId, isConnected, rows }) => (jobId === null && isConnected ? rows : 0)) + heldRows,
    },
    {
      words: 'in tenants removed since',
      count: sum(({ jobId, isConnected, rows }) => (jobId === null && !isConnected ? rows : 0)),
    },
  ].filter(({ count }) => count > 0);
}

/** How far an open run is, for the line of its tenant. */
export function underWay(job: Job): string {
  const { done, failed, skipped, unknown } = job.counts;
  return `${countText(done + failed + skipped + unknown)} of ${countText(job.total)}`;
}
