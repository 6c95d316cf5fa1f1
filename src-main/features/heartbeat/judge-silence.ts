import type { Heartbeat } from '../../../src-contract/heartbeat.ts';
import { type HourKind, hourOfDay, kindOfHour, localHour } from './local-hours.ts';

/** One day of the ledger as the judgement needs it; hours are bits, bit 0 from midnight. */
export interface WatchedDay {
  day: string;
  watchedHours: number;
  pushedHours: number;
}

export interface SilenceToJudge {
  days: readonly WatchedDay[];
  nowMs: number;
  /** The last sign of life, in milliseconds; null when there never was one. */
  lastPushMs: number | null;
}

export type Judgement = Pick<Heartbeat, 'state' | 'silence' | 'usualGap' | 'observed'>;

/** With less than this nothing is said of what is usual: hours with pushes, on how many days. */
export const enough = { hours: 12, days: 5 };

const hourMs = 3_600_000;
/** A silence is unusual when this many hours with pushes were to be expected in it, and more than one and a half times as many as in nearly all silences before. */
const missedAtLeast = 3;
const overUsual = 1.5;
/** Without enough seen, a day of working days in silence is worth a look. */
const plainSilentHours = 24;
/** Of an hour of the day that was watched on fewer days nothing is expected. */
const watchedAtLeast = 3;

/**
 * Whether an identity provider is silent, and whether that is unusual for this tenant. Each hour of the day has
 * its own share of pushes, on working days and on weekends, and a silence is measured by the hours with pushes that were to
 * be expected in it. So a quiet weekend counts for nothing where weekends are quiet. Depends on its input alone.
 */
export function judgeSilence({ days, nowMs, lastPushMs }: SilenceToJudge): Judgement {
  const now = localHour(nowMs);
  const seen = readHours(days, now);
  const pushedDays = new Set(seen.pushed.map((hour) => Math.floor(hour / 24))).size;
  const observed = {
    hours: seen.pushed.length,
    ofHours: enough.hours,
    days: pushedDays,
    ofDays: enough.days,
  };
  const isEnough = observed.hours >= enough.hours && observed.days >= enough.days;
  if (lastPushMs === null) {
    return { state: 'never-pushed', silence: 'not-enough-seen', usualGap: null, observed };
  }
  const last = Math.min(localHour(lastPushMs), now);
  if (!isEnough) {
    const quiet = countHours(last, now, (hour) => (kindOfHour(hour) === 'weekend' ? 0 : 1));
    const isSilent = quiet >= plainSilentHours;
    return {
      state: isSilent ? 'silent' : 'pushing',
      silence: 'not-enough-seen',
      usualGap: null,
      observed,
    };
  }
  const share = sharesOf(seen);
  // Whole hours only: the one that runs may still bring a push.
  const missedIn = (from: number, to: number): number => countHours(from, to - 1, share);
  const gaps = gapsOf(seen);
  const usual = percentile(
    gaps.map(({ from, to }) => missedIn(from, to)),
    0.95,
  );
  const isUnusual = missedIn(last, now) >= Math.max(missedAtLeast, usual * overUsual);
  return {
    state: isUnusual ? 'silent' : 'pushing',
    silence: isUnusual ? 'unusual' : 'usual',
    usualGap: describeGaps(gaps, kindOfHour(last)),
    observed,
  };
}

interface SeenHours {
  /** Hours with pushes, and all hours that syncs cover, ascending; none after now. */
  pushed: number[];
  watched: Set<number>;
}

function readHours(days: readonly WatchedDay[], now: number): SeenHours {
  const pushed: number[] = [];
  const watched = new Set<number>();
  for (const { day, watchedHours, pushedHours } of days) {
    const midnight = hourOfDay(day);
    for (let at = 0; at < 24; at += 1) {
      const hour = midnight + at;
      if (hour > now) continue;
      const isPushed = ((pushedHours >>> at) & 1) === 1;
      if (isPushed) pushed.push(hour);
      if (isPushed || ((watchedHours >>> at) & 1) === 1) watched.add(hour);
    }
  }
  return { pushed: [...new Set(pushed)].sort((one, other) => one - other), watched };
}

/**
 * How often an hour of the day had pushes, on working days and on weekends. Of an hour that was hardly ever watched nothing is
 * expected: an app that is closed at night must not take the evening for silence.
 */
function sharesOf({ pushed, watched }: SeenHours): (hour: number) => number {
  const counts = Array.from({ length: 48 }, () => ({ pushed: 0, watched: 0 }));
  const countOf = (hour: number): { pushed: number; watched: number } =>
    counts[(hour % 24) + (kindOfHour(hour) === 'weekend' ? 24 : 0)] ?? { pushed: 0, watched: 0 };
  for (const hour of watched) countOf(hour).watched += 1;
  for (const hour of pushed) countOf(hour).pushed += 1;
  return (hour) => {
    const count = countOf(hour);
    return count.watched < watchedAtLeast ? 0 : count.pushed / count.watched;
  };
}

/** Silences from one hour with pushes to the next, where syncs covered all of it. */
function gapsOf({ pushed, watched }: SeenHours): { from: number; to: number }[] {
  const gaps: { from: number; to: number }[] = [];
  for (const [at, to] of pushed.entries()) {
    const from = pushed[at - 1];
    if (from === undefined) continue;
    let isCovered = true;
    for (let hour = from + 1; hour < to && isCovered; hour += 1) isCovered = watched.has(hour);
    if (isCovered) gaps.push({ from, to });
  }
  return gaps;
}

function describeGaps(gaps: readonly { from: number; to: number }[], hours: HourKind): Judgement['usualGap'] {
  const alike = gaps.filter(({ from }) => kindOfHour(from) === hours).map(({ from, to }) => to - from);
  if (alike.length < 5) return null;
  return {
    medianMs: Math.round(percentile(alike, 0.5) * hourMs),
    mostlyUnderMs: Math.round(percentile(alike, 0.95) * hourMs),
    gaps: alike.length,
    hours,
  };
}

/** Adds up what hours weigh, from after one to and with the other. A silence longer than a year weighs as a year. */
function countHours(from: number, to: number, weigh: (hour: number) => number): number {
  let sum = 0;
  for (let hour = Math.max(from + 1, to - 366 * 24); hour <= to; hour += 1) sum += weigh(hour);
  return sum;
}

/** The smallest value that so large a share of all values does not exceed; 0 of none. */
function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
