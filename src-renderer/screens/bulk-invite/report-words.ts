import type { BulkReport } from '../../../src-contract/bulk-report.ts';
import type { Job } from '../../../src-contract/jobs.ts';
import { jobStateWords } from '../../jobs/job-words.ts';
import { countOf, countText } from '../../kit/format-number.ts';
import { clockText } from '../../kit/moment-text.ts';
import { roughSpan, waitsText } from './run-words.ts';
import { needsFix } from './verdict-words.ts';

const sum = (counts: readonly { readonly count: number }[]): number =>
  counts.reduce((total, { count }) => total + count, 0);

/** How many people the run was about: every row of the file that was to be sent. */
export function peopleOf(report: BulkReport): number {
  const { invited, invitedMailFailed, reactivated, updated, failed, unknown, notRun, skippedInRun } = report;
  return invited + invitedMailFailed + reactivated + updated + failed + unknown + notRun + skippedInRun;
}

/** How many rows of the file were never sent. */
export function skippedOf(report: BulkReport): number {
  return sum(report.skippedBefore);
}

/** The outcome in one sentence: `Done with failures: 435 of 437, 2 failed`. */
export function outcomeSentence(job: Job, report: BulkReport): string {
  const { invited, invitedMailFailed, reactivated, updated, failed, unknown, notRun, skippedInRun } = report;
  const parts = [
    `${countText(invited + invitedMailFailed + reactivated + updated)} of ${countText(peopleOf(report))}`,
    invitedMailFailed > 0 && `${countText(invitedMailFailed)} without a confirmed email`,
    failed > 0 && `${countText(failed)} failed`,
    unknown > 0 && `${countText(unknown)} not known`,
    skippedInRun > 0 && `${countText(skippedInRun)} skipped`,
    notRun > 0 && `${countText(notRun)} not sent`,
  ].filter((part) => part !== false);
  return `${jobStateWords[job.state].word}: ${parts.join(', ')}`;
}

/** The line under it: file, from when to when, how long, waits. In: now in ms. */
export function outcomeFacts(job: Job, report: BulkReport, nowMs: number): string {
  const { startedAt, endedAt } = job;
  const span =
    startedAt === null || endedAt === null
      ? ''
      : `, ${clockText(startedAt, nowMs)} to ${clockText(endedAt, nowMs)}, ${roughSpan(Date.parse(endedAt) - Date.parse(startedAt))}`;
  const waits = waitsText(job);
  return `${report.fileName}${span}.${waits === null ? '' : ` ${waits}`}`;
}

export interface EquationPart {
  readonly count: number;
  readonly words: string;
}

/** The parts that add up to the rows read; parts of none are left out. */
export function equationParts(report: BulkReport): readonly EquationPart[] {
  return [
    { count: report.invited, words: 'invited' },
    { count: report.invitedMailFailed, words: 'invited, email not confirmed' },
    { count: report.reactivated, words: 'reactivated' },
    { count: report.updated, words: 'updated' },
    { count: report.failed, words: 'failed' },
    { count: report.unknown, words: 'not known' },
    { count: report.notRun, words: 'not sent' },
    { count: report.skippedInRun, words: 'skipped in the run' },
    { count: skippedOf(report), words: 'skipped before the run' },
  ].filter(({ count }) => count > 0);
}

/**
 * The words on the button that saves the rows to fix; null when there are none. Of duplicates only those that differ
 * need a fix, which the report does not tell: then no number is promised.
 */
export function toFixLabel(report: BulkReport): string | null {
  const known = sum(report.skippedBefore.filter(({ verdict }) => needsFix.includes(verdict)));
  const count = known + report.failed + report.unknown + report.notRun;
  const hasDuplicates = report.skippedBefore.some(
    ({ verdict, count: of }) => verdict === 'duplicate' && of > 0,
  );
  if (hasDuplicates) return count === 0 ? null : 'Save rows to fix as CSV';
  return count === 0 ? null : `Save ${countOf(count, 'row', 'rows')} to fix as CSV`;
}

/** Team rows of the job that did not work: they are no rows of the file, so the report's people do not count them. */
export function teamTroubles(job: Job, report: BulkReport): number {
  return Math.max(0, job.counts.failed + job.counts.unknown - report.failed - report.unknown);
}
