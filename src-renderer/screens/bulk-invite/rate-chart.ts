import type { HoldWhy, JobPace } from '../../../src-contract/jobs.ts';
import { countOf } from '../../kit/format-number.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
/** A step under way tells something once so much of it is over. */
const tellsAfter = 0.5;

export const holdWords: Readonly<Record<HoldWhy, string>> = {
  asked: 'Server asked to wait',
  'no-answer': 'Server out of reach',
  paused: 'Paused',
};

export interface RateSpan {
  /** 0 to 100 of the width. */
  readonly left: number;
  readonly width: number;
  readonly why: HoldWhy;
}

export interface RateLine {
  readonly atMs: number;
  readonly perSecond: number;
  /** What held the job during this step; empty when nothing did. */
  readonly held: readonly HoldWhy[];
}

export interface RateChart {
  /** The highest mark of the scale; half of it is the middle one. */
  readonly top: number;
  /** Points of the line, 0 to 100 both ways, the origin at the top left. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly spans: readonly RateSpan[];
  readonly marks: readonly { readonly left: number; readonly words: string }[];
  /** The same as a table, oldest first. */
  readonly lines: readonly RateLine[];
  /** Which reasons are shaded, for the key. */
  readonly reasons: readonly HoldWhy[];
}

/** A round top for a scale whose half is a number people use: 1, 2, 4, 6 or 10 of a power of ten. */
export function rateTop(most: number): number {
  if (most <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 4, 6].find((one) => one * power >= most) ?? 10;
  return step * power;
}

const clock = (ms: number, which: 'minutes' | 'seconds'): string =>
  new Date(ms).toLocaleTimeString('en-GB', which === 'minutes' ? { hour: '2-digit', minute: '2-digit' } : {});

const overlaps = (from: number, to: number, hold: Span): boolean => hold.from < to && hold.to > from;

interface Span {
  readonly from: number;
  readonly to: number;
  readonly why: HoldWhy;
}

/** When the chart ends: now, or since when the job is paused. */
function endOf({ holds, since }: JobPace, nowMs: number): { ms: number; words: string } {
  const last = holds.at(-1);
  const isPaused = last?.why === 'paused' && last.to === null;
  const ms = isPaused ? Date.parse(last.from) : nowMs;
  return { ms: Math.max(ms, Date.parse(since) + secondMs), words: isPaused ? 'Paused' : 'Now' };
}

/**
 * What is drawn of a pace. Rows of which nothing was heard did not end, so steps up to now are empty. In: the pace as main
 * keeps it, now in ms.
 */
export function drawRate(pace: JobPace, nowMs: number): RateChart {
  const sinceMs = Date.parse(pace.since);
  const end = endOf(pace, nowMs);
  const spanMs = end.ms - sinceMs;
  const at = (ms: number): number => Math.min(100, Math.max(0, ((ms - sinceMs) / spanMs) * 100));
  const holds: readonly Span[] = pace.holds.map(({ from, to, why }) => ({
    from: Date.parse(from),
    to: to === null ? end.ms : Date.parse(to),
    why,
  }));
  const lines: RateLine[] = [];
  for (let from = sinceMs; from < end.ms; from += pace.stepMs) {
    const to = Math.min(end.ms, from + pace.stepMs);
    if (to - from < pace.stepMs * tellsAfter && lines.length > 0) break;
    const ended = pace.ended[lines.length] ?? 0;
    const held = [...new Set(holds.filter((hold) => overlaps(from, to, hold)).map(({ why }) => why))];
    lines.push({ atMs: from, perSecond: (ended / Math.max(secondMs, to - from)) * secondMs, held });
  }
  const top = rateTop(Math.max(0, ...lines.map(({ perSecond }) => perSecond)));
  const points = lines.map(({ atMs, perSecond }) => ({
    x: at(atMs + Math.min(pace.stepMs, end.ms - atMs) / 2),
    y: 100 - (perSecond / top) * 100,
  }));
  const spans = holds
    .map(({ from, to, why }) => ({ left: at(from), width: at(to) - at(from), why }))
    .filter(({ width }) => width > 0);
  const which = spanMs < 3 * minuteMs ? 'seconds' : 'minutes';
  return {
    top,
    points,
    spans,
    marks: [
      { left: 0, words: clock(sinceMs, which) },
      ...(spanMs < 10 * secondMs ? [] : [{ left: 50, words: clock(sinceMs + spanMs / 2, which) }]),
      { left: 100, words: end.words },
    ],
    lines,
    reasons: [...new Set(spans.map(({ why }) => why))],
  };
}

/** The outline of the area under the line, for an SVG of 100 by 100. */
export function areaPath(points: RateChart['points']): string {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return '';
  return `M${first.x} 100 ${points.map(({ x, y }) => `L${x} ${y}`).join(' ')} L${last.x} 100 Z`;
}

/** The chart in one sentence, for those who do not see it. In: the chart, the mean of the last minute or null. */
export function rateSentence({ spans, lines }: RateChart, mean: number | null): string {
  const most = Math.max(0, ...lines.map(({ perSecond }) => perSecond));
  const waits = spans.filter(({ why }) => why !== 'paused').length;
  const now = mean === null ? '' : `, ${mean.toFixed(1)} over the last minute`;
  return `Rows per second: ${most.toFixed(1)} at most${now}. ${waits === 0 ? 'No waits' : countOf(waits, 'wait', 'waits')}.`;
}
