import type { Clock } from './clock.ts';

const startPerSecond = 20;
const mostPerSecond = 1000;
const leastPerSecond = 0.5;
const burst = 8;
/** Requests at once: as many at first, and at most (condition 60). */
const startAtOnce = 4;
const mostAtOnce = 16;
/** How much slower after a 429, and how long to hold when the server does not say. */
const slowerBy = 0.8;
/** One complaint slows to no less than this share, however little came through before it. */
const slowerLeast = 0.25;
/** Longer without an answer is a time in which nothing was asked. */
const longestGapMs = 1000;
const holdMs = 1000;
/** Growth a second: fiftyfold until the server first complains, slow ever after. */
const quickGrowth = 50;
/** One answer lets the rate rise quickly as for so much time: a rest is no rise. */
const mostCreditMs = 250;
const slowGrowth = 0.5;
/** A tenant that takes twice as long as at its quickest, and this much more, is not asked more at once. */
const slowFactor = 2;
const slowMs = 150;
const smoothing = 0.2;

/** A place in the line: `leave` gives it back. `held`: the tenant asked everybody to wait for longer than allowed. */
export type Entered = { is: 'in'; leave: () => void } | { is: 'held'; forMs: number };

/** What a tenant is asked at present: requests at the same time, and requests a second. */
export interface Pace {
  atOnce: number;
  perSecond: number;
}

/**
 * One tenant's throttle: 4 requests at once and up to 16 while the tenant answers quickly and in peace, so many a second, and
 * none while it asks to wait.
 */
export interface RateLimit {
  /** Waits for a place. Rejects with the signal's reason when aborted. */
  enter(bounds: { atMostMs: number; signal: AbortSignal }): Promise<Entered>;
  /** The tenant answered 429 or 503: hold everything for `retryAfterMs`, then go on slower. */
  slowDown(retryAfterMs: number | null): void;
  /** The tenant answered in peace after so long: the rate may rise a little. Reads tell nothing of how quick it is: their size differs. */
  answered(tookMs: number, what: 'read' | 'change'): void;
  pace(): Pace;
}

/** Makes a tenant's throttle (C5). */
export function createRateLimit(clock: Clock): RateLimit {
  let perSecond = startPerSecond;
  let wasSlowed = false;
  let heldUntil = 0;
  let lastRise = clock.monotonicMs();
  // What the tenant has let through since it last complained: a quick rise may have come to far more than it allows.
  let passed = 0;
  let passedMs = 0;
  let countedFrom = 0;
  let passedAt = clock.monotonicMs();
  // Generic cell rate: the moment at which the bucket would be full again.
  let fullAt = 0;
  let inside = 0;
  let atOnce = startAtOnce;
  let usualMs: number | null = null;
  let quickestMs = Number.POSITIVE_INFINITY;
  const line: (() => void)[] = [];

  const heldFor = (): number => Math.max(0, heldUntil - clock.monotonicMs());

  const place = async (signal: AbortSignal): Promise<void> => {
    if (inside < Math.floor(atOnce)) {
      inside++;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const giveUp = (): void => {
        line.splice(line.indexOf(take), 1);
        reject(signal.reason);
      };
      const take = (): void => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      line.push(take);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  };

  const leave = (): void => {
    inside--;
    while (inside < Math.floor(atOnce)) {
      const next = line.shift();
      if (next === undefined) return;
      inside++;
      next();
    }
  };

  /** One more at once for each round of answers in peace; one less while the tenant gets slow, to no less than at first. */
  const adapt = (tookMs: number): void => {
    usualMs = usualMs === null ? tookMs : usualMs + smoothing * (tookMs - usualMs);
    quickestMs = Math.min(quickestMs, usualMs);
    const isSlow = usualMs > quickestMs * slowFactor + slowMs;
    if (!isSlow) atOnce = Math.min(mostAtOnce, atOnce + 1 / atOnce);
    else if (atOnce > startAtOnce) atOnce = Math.max(startAtOnce, atOnce - 1 / atOnce);
  };

  const countTime = (): void => {
    const now = clock.monotonicMs();
    passedMs += Math.min(longestGapMs, Math.max(0, now - passedAt));
    passedAt = Math.max(passedAt, now);
  };

  const takeTurn = (): number => {
    const now = clock.monotonicMs();
    const every = 1000 / perSecond;
    const base = Math.max(now, fullAt);
    fullAt = base + every;
    return Math.max(0, base - now - (burst - 1) * every);
  };

  return {
    enter: async ({ atMostMs, signal }) => {
      for (;;) {
        signal.throwIfAborted();
        const held = heldFor();
        if (held > atMostMs) return { is: 'held', forMs: held };
        if (held > 0) {
          await clock.wait(held, signal);
          continue;
        }
        await place(signal);
        try {
          const turn = heldFor() > 0 ? 0 : takeTurn();
          if (turn > 0) await clock.wait(turn, signal);
          signal.throwIfAborted();
        } catch (thrown) {
          leave();
          throw thrown;
        }
        if (heldFor() === 0) return { is: 'in', leave };
        leave();
      }
    },
    slowDown: (retryAfterMs) => {
      // Requests in flight are often refused together: that is one complaint, not eight.
      if (heldFor() === 0) {
        countTime();
        const cameThrough = Math.max(perSecond * slowerLeast, (passed * 1000) / Math.max(1, passedMs));
        // When nothing came through it was away rather than full, and will be back as it was.
        const most = perSecond > startPerSecond && passed > 0 ? cameThrough : perSecond;
        perSecond = Math.max(leastPerSecond, Math.min(perSecond * slowerBy, most));
        passed = 0;
        passedMs = 0;
        atOnce = Math.max(1, Math.floor(atOnce / 2));
      }
      const until = Math.max(heldUntil, clock.monotonicMs() + (retryAfterMs ?? holdMs));
      passedMs += until - Math.max(heldUntil, clock.monotonicMs());
      passedAt = until;
      heldUntil = until;
      countedFrom = until;
      wasSlowed = true;
      lastRise = heldUntil;
    },
    answered: (tookMs, what) => {
      if (what === 'change') adapt(tookMs);
      countTime();
      const now = clock.monotonicMs();
      // What was under way while the tenant complained tells nothing of what it allows.
      if (now - tookMs >= countedFrom) passed += 1;
      const most = wasSlowed ? longestGapMs : mostCreditMs;
      const seconds = Math.min(Math.max(now - lastRise, 0), most) / 1000;
      if (now > lastRise) lastRise = now;
      const risen = wasSlowed ? perSecond + slowGrowth * seconds : perSecond * quickGrowth ** seconds;
      perSecond = Math.min(mostPerSecond, risen);
    },
    pace: () => ({ atOnce: Math.floor(atOnce), perSecond }),
  };
}
