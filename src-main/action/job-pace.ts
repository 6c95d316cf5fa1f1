import type { HoldWhy, JobPace } from '../../src-contract/jobs.ts';

const firstStepMs = 2000;
const mostSteps = 120;
const mostHolds = 60;

/** How fast one job goes, kept small however long it runs. Moments are in ms of the wall clock. */
export interface PaceKeeper {
  /** A row ended. */
  ended(atMs: number): void;
  /** Nothing goes on from here; ends a hold that lasted until now. */
  holds(atMs: number, why: HoldWhy): void;
  goesOn(atMs: number): void;
  /** Since when nothing goes on; null while it does. */
  heldSince(): number | null;
  read(): Omit<JobPace, 'atOnce'>;
}

interface Hold {
  from: number;
  to: number | null;
  why: HoldWhy;
}

/** Begins to keep the pace of a job. Steps get twice as long when there are too many of them, so that all of the run is there. */
export function keepPace(sinceMs: number): PaceKeeper {
  let stepMs = firstStepMs;
  let ended: number[] = [];
  const holds: Hold[] = [];

  const goesOn = (atMs: number): void => {
    const last = holds.at(-1);
    // A clock that was set back must not make a hold end before it began.
    if (last !== undefined && last.to === null) last.to = Math.max(last.from, atMs);
  };
  return {
    ended: (atMs) => {
      let step = Math.max(0, Math.floor((atMs - sinceMs) / stepMs));
      while (step >= mostSteps) {
        ended = inPairs(ended);
        stepMs *= 2;
        step = Math.floor((atMs - sinceMs) / stepMs);
      }
      while (ended.length <= step) ended.push(0);
      ended[step] = (ended[step] ?? 0) + 1;
    },
    holds: (atMs, why) => {
      goesOn(atMs);
      holds.push({ from: Math.max(sinceMs, atMs), to: null, why });
      if (holds.length > mostHolds) joinNearest(holds);
    },
    goesOn,
    heldSince: () => {
      const last = holds.at(-1);
      return last === undefined || last.to !== null ? null : last.from;
    },
    read: () => ({
      since: momentOf(sinceMs),
      stepMs,
      ended: [...ended],
      holds: holds.map(({ from, to, why }) => ({
        from: momentOf(from),
        to: to === null ? null : momentOf(to),
        why,
      })),
    }),
  };
}

function momentOf(ms: number): string {
  return new Date(ms).toISOString();
}

function inPairs(counts: readonly number[]): number[] {
  const pairs: number[] = [];
  for (let at = 0; at < counts.length; at += 2) pairs.push((counts[at] ?? 0) + (counts[at + 1] ?? 0));
  return pairs;
}

/** Makes one of the two holds that lie nearest to each other, of those of one reason where there are any. */
function joinNearest(holds: Hold[]): void {
  const gapBefore = (at: number): number => {
    const before = holds[at - 1];
    const hold = holds[at];
    if (before === undefined || hold === undefined || before.to === null) return Number.POSITIVE_INFINITY;
    return hold.from - before.to;
  };
  const places = holds.slice(1).map((_, at) => at + 1);
  const alike = places.filter((at) => holds[at]?.why === holds[at - 1]?.why);
  const [nearest] = (alike.length > 0 ? alike : places).sort(
    (one, other) => gapBefore(one) - gapBefore(other),
  );
  if (nearest === undefined) return;
  const [gone] = holds.splice(nearest, 1);
  const before = holds[nearest - 1];
  if (before !== undefined && gone !== undefined) before.to = gone.to;
}
