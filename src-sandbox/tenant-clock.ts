/** The tenant's own clock. Set forward, it lets invites, codes and tokens expire without anybody waiting. */
export interface TenantClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Sets it forward by so many milliseconds, on top of what was set before. */
  advance(ms: number): void;
}

/** A clock that runs with the machine's. */
export function startTenantClock(): TenantClock {
  let aheadMs = 0;
  return {
    now: () => Date.now() + aheadMs,
    advance(ms) {
      aheadMs += ms;
    },
  };
}
