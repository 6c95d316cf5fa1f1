import type { BulkReport } from '../../../src-contract/bulk-report.ts';
import type { Job, JobPace } from '../../../src-contract/jobs.ts';
import { planLifeMs } from '../../../src-contract/plan-life.ts';
import { settledRows } from '../../jobs/job-words.ts';
import { countOf, countText } from '../../kit/format-number.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** The name of the file that a run was made from: main titles the job with it. */
export function fileOfJob({ title }: Job): string {
  return title.replace(/^Bulk invite, /, '');
}

/** Whom and what the rows of a run are about, where they are not people alone: `23 people, 4 teams`; null where they are. */
export function stepsText({ total, inFirstPhase }: Pick<Job, 'total' | 'inFirstPhase'>): string | null {
  const teams = total - inFirstPhase;
  return teams === 0 ? null : `${peopleText(inFirstPhase)}, ${countOf(teams, 'team', 'teams')}`;
}

/** What became of a run, in one line for a list: `25 of 27 done, 2 failed: 23 people, 4 teams`. */
export function runLine(job: Pick<Job, 'counts' | 'total' | 'inFirstPhase' | 'undo'>): string {
  const { counts, total, undo } = job;
  const steps = stepsText(job);
  const parts = [
    `${countText(counts.done)} of ${countText(total)} done`,
    counts.failed > 0 && `${countText(counts.failed)} failed`,
    counts.unknown > 0 && `${countText(counts.unknown)} not known`,
    counts.skipped > 0 && `${countText(counts.skipped)} skipped`,
    undo === 'done' && 'then undone',
  ];
  const words = parts.filter((part) => part !== false).join(', ');
  return steps === null ? words : `${words}: ${steps} in all`;
}

/** Rows a second, as measured over the last minute; null until known. */
export function rateText({ rate }: Job): string | null {
  if (rate === null) return null;
  return `${rate < 10 ? rate.toFixed(1) : countText(Math.round(rate))} per second`;
}

/** What is said of a run whose plan is older than a day: what was not sent is looked up again (condition 63). */
export function oldPlanText(job: Job, nowMs: number): string | null {
  const isOld = nowMs - Date.parse(job.createdAt) > planLifeMs;
  if (!isOld || job.endedAt !== null || job.counts.planned === 0) return null;
  return `Planned more than a day ago: each of the ${countText(job.counts.planned)} rows that were not sent is looked up in the tenant again before it is. Whoever is there by now is skipped.`;
}

/** A span a person can use: `8 s`, `1 min 30 s`, `24 min`, `2 h 10 min`. */
export function roughSpan(spanMs: number): string {
  if (spanMs < minuteMs) return `${Math.max(1, Math.round(spanMs / secondMs))} s`;
  if (spanMs < 10 * minuteMs) {
    const tens = Math.round(spanMs / (10 * secondMs)) * 10;
    const rest = tens % 60;
    return `${Math.floor(tens / 60)} min${rest === 0 ? '' : ` ${rest} s`}`;
  }
  if (spanMs < hourMs) return `${Math.round(spanMs / minuteMs)} min`;
  const minutes = Math.round(spanMs / (10 * minuteMs)) * 10;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${rest} min`}`;
}

/** About how long the rest takes at the rate of the last minute, waits included; null where it cannot be told. */
export function restText(job: Job): string | null {
  if (job.rate === null || job.rate <= 0 || job.state === 'paused') return null;
  // Rows that the tenant accepted were counted in the rate when it did.
  const rest = job.counts.planned + job.counts.sent - job.proving;
  if (rest <= 0) return null;
  return `about ${roughSpan((rest / job.rate) * secondMs)} left`;
}

const ordinals = ['First', 'Second', 'Third', 'Fourth', 'Fifth'];

/** The wait that the server asked for: how long it still lasts, and which one it is. Null when none runs. */
export function waitWords(job: Job, nowMs: number): { left: string; nth: string; share: number } | null {
  if (job.state !== 'waiting' || job.waitsUntil === null) return null;
  const leftMs = Math.max(0, Date.parse(job.waitsUntil) - nowMs);
  const { times, totalMs } = job.waits;
  const wholeMs = times === 1 ? totalMs : Math.max(leftMs, totalMs / Math.max(1, times));
  return {
    left: `${Math.ceil(leftMs / secondMs)} s`,
    nth: `${ordinals[times - 1] ?? `${countText(times)}th`} time in this job`,
    share: wholeMs === 0 ? 1 : 1 - Math.min(1, leftMs / wholeMs),
  };
}

/** The waits of a run in words, asked for or since the tenant was out of reach: `Waited 3 times, 31 s in all.` Null when it never did. */
export function waitsText({ waits }: Job): string | null {
  if (waits.times === 0) return null;
  if (waits.times === 1) return `Waited once, ${roughSpan(waits.totalMs)}.`;
  return `Waited ${countText(waits.times)} times, ${roughSpan(waits.totalMs)} in all.`;
}

/** How many requests the tenant is asked at the same time: a limit that rises and falls with how it answers. */
export function atOnceText({ state }: Job, pace: JobPace | null): string {
  if (state === 'paused') return 'No request';
  if (state === 'waiting') return 'No request, it waits';
  if (pace === null || pace.atOnce === null) return 'Not known yet';
  return `up to ${countOf(pace.atOnce, 'request', 'requests')}`;
}

/**
 * The rows that have begun and have not ended, by what they wait for. Of those that are sent some stand next in line: the
 * tenant is asked about as many at a time as it bears.
 */
export function underWayFacts(job: Job): readonly { readonly term: string; readonly words: string }[] {
  const { proving, state, counts } = job;
  const sent = counts.sent - proving;
  if (state === 'paused' || state === 'queued') {
    return counts.sent === 0
      ? []
      : [{ term: 'No answer stored', words: `${countOf(counts.sent, 'row', 'rows')}, looked up on Resume` }];
  }
  return [
    { term: 'Next in line or sent, no answer yet', words: countOf(sent, 'row', 'rows') },
    { term: 'Accepted, waiting to be seen', words: countOf(proving, 'row', 'rows') },
  ];
}

export interface Counter {
  readonly label: string;
  readonly count: number;
  readonly below: string;
  readonly look: 'plain' | 'danger' | 'warn';
}

const counter = (label: string, count: number, below: string, look: Counter['look'] = 'plain'): Counter => ({
  label,
  count,
  below,
  look: count === 0 ? 'plain' : look,
});

/** The counters of a run. In: the job, and its report where the run is small enough to read it while it runs. */
export function runCounters(job: Job, report: BulkReport | null): readonly Counter[] {
  const { counts, total } = job;
  const done = report
    ? [
        counter('Invited', report.invited, 'pending until first sign-in'),
        ...(report.invitedMailFailed > 0
          ? [counter('Email not confirmed', report.invitedMailFailed, 'invited all the same', 'warn')]
          : []),
        counter('Reactivated', report.reactivated, 'active now'),
        ...(report.updated > 0 ? [counter('Updated', report.updated, 'as the file says')] : []),
      ]
    : [counter('Done', counts.done, 'as the tenant confirmed')];
  return [
    ...done,
    counter('Failed', counts.failed, 'see Problems', 'danger'),
    counter('Skipped', counts.skipped, 'there already'),
    counter('Not known', counts.unknown, 'asked before a retry', 'warn'),
    counter('To do', counts.planned + counts.sent, `of ${countText(total)}`),
  ];
}

/** The status that the tenant answered a failed row with, from the details of the failure; null when none came. */
export function statusOf(detail: string | undefined): string | null {
  return /^status (\d+)$/m.exec(detail ?? '')?.[1] ?? null;
}

/** The share of the bar that is done and that failed, 0 to 100 each. */
export function barShares(job: Job): { done: number; failed: number } {
  if (job.total === 0) return { done: 0, failed: 0 };
  const { failed } = job.counts;
  return {
    done: ((settledRows(job) - failed) / job.total) * 100,
    failed: (failed / job.total) * 100,
  };
}

/** People in words. */
export function peopleText(count: number): string {
  return countOf(count, 'person', 'people');
}

/** What a start does, as a question's beginning: `Invite 12 people`, `Reactivate 1 person`, `Invite, reactivate or update 9 people`. */
export function startWords(will: { invite: number; reactivate: number; update: number }): string {
  const verbs = (['invite', 'reactivate', 'update'] as const).filter((verb) => will[verb] > 0);
  const last = verbs.at(-1) ?? 'invite';
  const words = verbs.length > 1 ? `${verbs.slice(0, -1).join(', ')} or ${last}` : last;
  const people = will.invite + will.reactivate + will.update;
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} ${peopleText(people)}`;
}
