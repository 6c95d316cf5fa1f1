import type { Clock } from './clock.ts';

const startPerSecond = 20;
const mostPerSecond = 200;
const leastPerSecond = 0.5;
const burst = 8;
const mostAtOnce = 8;
/** How much slower after a 429, and how long to hold when the server does not say. */
const slowerBy = 0.8;
const holdMs = 1000;
/** Growth a second: quick until the server first complains, slow ever after. */
const quickGrowth = 0.1;
const slowGrowth = 0.5;

/** A place in the line: `leave` gives it back. `held`: the tenant asked everybody to wait for longer than allowed. */
export type Entered = { is: 'in'; leave: () => void } | { is: 'held'; forMs: number };

/** One tenant's throttle: at most 8 requests at once, so many a second, and none while the tenant asks to wait. */
export interface RateLimit {
  /** Waits for a place. Rejects with the signal's reason when aborted. */
  enter(bounds: { atMostMs: number; signal: AbortSignal }): Promise<Entered>;
  /** The tenant answered 429 or 503: hold everything for `retryAfterMs`, then go on slower. */
  slowDown(retryAfterMs: number | null): void;
  /** The tenant answered in peace: the rate may rise a little. */
  answered(): void;
  perSecond(): number;
}

/** Makes a tenant's throttle (C5). */
export function createRateLimit(clock: Clock): RateLimit {
  let perSecond = startPerSecond;
  let wasSlowed = false;
  let heldUntil = 0;
  let lastRise = clock.monotonicMs();
  // Generic cell rate: the moment at which the bucket would be full again.
  let fullAt = 0;
  let inside = 0;
  const line: (() => void)[] = [];

  const heldFor = (): number => Math.max(0, heldUntil - clock.monotonicMs());

  const place = async (signal: AbortSignal): Promise<void> => {
    if (inside < mostAtOnce) {
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
    const next = line.shift();
    if (next) next();
    else inside--;
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
      if (heldFor() === 0) perSecond = Math.max(leastPerSecond, perSecond * slowerBy);
      heldUntil = Math.max(heldUntil, clock.monotonicMs() + (retryAfterMs ?? holdMs));
      wasSlowed = true;
      lastRise = heldUntil;
    },
    answered: () => {
      const now = clock.monotonicMs();
      const seconds = Math.min(Math.max(now - lastRise, 0), 1000) / 1000;
      if (now > lastRise) lastRise = now;
      perSecond = Math.min(
        mostPerSecond,
        perSecond + seconds * (wasSlowed ? slowGrowth : perSecond * quickGrowth),
      );
    },
    perSecond: () => perSecond,
  };
}
