import { ApiProblem } from '../answer-error.ts';
import type { TenantStore } from '../store/open-store.ts';

/** Slows down whoever guesses: five wrong tries within a quarter of an hour close the name for the rest of it. */
export interface SignInAttempts {
  /** Fails with 429 while the name is closed, and says in `details` for how many seconds. */
  refuseGuessing(name: string): void;
  wrong(name: string): void;
  right(name: string): void;
}

const window = 15 * 60_000;
const mostWrong = 5;
const mostNames = 10_000;

/** Counts by name, whether such a person exists or not: an answer must not tell. */
export function openSignInAttempts(store: TenantStore): SignInAttempts {
  const tries = new Map<string, { wrong: number; until: number }>();

  function openTries(name: string) {
    const found = tries.get(name.toLowerCase());
    if (found !== undefined && found.until > store.now()) return found;
    tries.delete(name.toLowerCase());
    return undefined;
  }

  return {
    refuseGuessing(name) {
      const found = openTries(name);
      if (found === undefined || found.wrong < mostWrong) return;
      const seconds = Math.ceil((found.until - store.now()) / 1000);
      throw new ApiProblem({
        statusCode: 429,
        code: 'TOO_MANY_ATTEMPTS',
        message: `Too many wrong tries. Wait ${Math.ceil(seconds / 60)} minutes, then try again.`,
        details: [{ retryAfterSeconds: String(seconds) }],
      });
    },
    wrong(name) {
      const found = openTries(name);
      tries.set(name.toLowerCase(), {
        wrong: (found?.wrong ?? 0) + 1,
        until: found?.until ?? store.now() + window,
      });
      for (const oldest of tries.keys()) {
        if (tries.size <= mostNames) break;
        tries.delete(oldest);
      }
    },
    right: (name) => void tries.delete(name.toLowerCase()),
  };
}
