import { randomBytes } from 'node:crypto';
import { tokenHash } from '../sign-in/token-text.ts';

const minute = 60_000;
const passLifetime = 10 * minute;
const visitLifetime = 60 * minute;
const most = 1000;

/**
 * Lets a browser into the outbox without an admin's sign-in: whoever steers the control port gets a path that works
 * once, and the browser that opens it a cookie for an hour.
 */
export interface OutboxPasses {
  /** A path on the tenant's port, for one use within ten minutes. */
  issuePath(): string;
  /** The cookie for a pass that is good, which is then spent. */
  spend(pass: string): string | undefined;
  isVisitor(cookie: string | undefined): boolean;
}

/** Opens with none issued; only hashes are held. */
export function openOutboxPasses(now: () => number): OutboxPasses {
  const passes = new Map<string, number>();
  const visits = new Map<string, number>();

  function hold(held: Map<string, number>, lifetime: number): string {
    const secret = randomBytes(24).toString('base64url');
    for (const [hash, until] of held) if (until <= now() || held.size >= most) held.delete(hash);
    held.set(tokenHash(secret), now() + lifetime);
    return secret;
  }
  const isGood = (held: Map<string, number>, secret: string) => (held.get(tokenHash(secret)) ?? 0) > now();

  return {
    issuePath: () => `/outbox/pass?passCode=${hold(passes, passLifetime)}`,
    spend(pass) {
      if (!isGood(passes, pass)) return undefined;
      passes.delete(tokenHash(pass));
      return hold(visits, visitLifetime);
    },
    isVisitor: (cookie) => cookie !== undefined && isGood(visits, cookie),
  };
}
