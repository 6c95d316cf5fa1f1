/** The tenant's own clock. Set forward, it lets invites, codes and tokens expire without anybody waiting. */
export interface TenantClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Sets it forward by so many milliseconds, on top of what was set before. False, and nothing is set, when that is too far. */
  advance(ms: number): boolean;
}

/** Moments are told with four digits of the year, and expiries lie up to a century ahead of the clock. */
const latest = Date.UTC(9900, 0);

/** A clock that runs with the machine's. */
export function startTenantClock(): TenantClock {
  let aheadMs = 0;
  const now = () => Date.now() + aheadMs;
  return {
    now,
    advance(ms) {
      if (!(now() + ms < latest)) return false;
      aheadMs += ms;
      return true;
    },
  };
}
