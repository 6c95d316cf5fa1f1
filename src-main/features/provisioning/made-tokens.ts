import { randomBytes } from 'node:crypto';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import { type Clock, systemClock } from '../../tenant-api/clock.ts';
import type { Secret } from '../../vault/secret.ts';

const keptMs = 5 * 60_000;

/** A SCIM token that was just made. Lives here and nowhere else. */
export interface MadeToken {
  tenantId: string;
  ssoId: string;
  scimUrl: string;
  token: Secret;
}

/** Tokens just made, in main's memory for at most five minutes, so that the admin can copy and test them. */
export interface MadeTokens {
  keep(made: MadeToken): { tokenId: string; forgottenAt: string };
  /** Fails with `token-gone` once it was forgotten. */
  read(tokenId: string): Outcome<MadeToken>;
  /** Whether a token of this connection is still here to be copied. */
  holds(of: { tenantId: string; ssoId: string }): boolean;
  forget(tokenId: string): void;
  forgetTenant(tenantId: string): void;
  /** For quit and lock. */
  forgetAll(): void;
}

/** Makes the store. One for the app; `start.ts` calls `forgetAll` on quit and lock. */
export function createMadeTokens(clock: Clock = systemClock): MadeTokens {
  const kept = new Map<string, { made: MadeToken; wallEnd: number; end: AbortController }>();

  const forget = (tokenId: string): void => {
    kept.get(tokenId)?.end.abort();
    kept.delete(tokenId);
  };

  return {
    keep: (made) => {
      const tokenId = randomBytes(16).toString('base64url');
      const end = new AbortController();
      const wallEnd = clock.wallMs() + keptMs;
      kept.set(tokenId, { made, wallEnd, end });
      // Rejects only when it was forgotten earlier.
      clock.wait(keptMs, end.signal).then(
        () => forget(tokenId),
        () => undefined,
      );
      return { tokenId, forgottenAt: new Date(wallEnd).toISOString() };
    },
    read: (tokenId) => {
      const entry = kept.get(tokenId);
      // Timers stand still while the computer sleeps; the wall clock does not.
      if (entry !== undefined && clock.wallMs() < entry.wallEnd) return ok(entry.made);
      forget(tokenId);
      return failed(describeFailure('token-gone'));
    },
    holds: ({ tenantId, ssoId }) =>
      [...kept.values()].some(
        ({ made, wallEnd }) => made.tenantId === tenantId && made.ssoId === ssoId && clock.wallMs() < wallEnd,
      ),
    forget,
    forgetTenant: (tenantId) => {
      for (const [tokenId, { made }] of kept) if (made.tenantId === tenantId) forget(tokenId);
    },
    forgetAll: () => {
      for (const tokenId of [...kept.keys()]) forget(tokenId);
    },
  };
}
