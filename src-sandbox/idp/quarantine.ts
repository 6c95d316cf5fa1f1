const hour = 3_600_000;
/** Waits between the tries of a connection in quarantine, the last one repeated; after four weeks it is switched off. */
const waits = [6 * hour, 12 * hour, 24 * hour];
const offAfter = 28 * 24 * hour;

/** A connection that Entra has put aside (idp-quirks, Microsoft Entra). */
export interface Quarantine {
  readonly since: number;
  readonly reason: string;
  readonly tries: number;
  /** Null once the provider gave up. */
  readonly nextTryAt: number | null;
}

/** The quarantine after one more failed cycle. */
export function deeperQuarantine(
  before: Quarantine | undefined,
  { at, reason }: { at: number; reason: string },
): Quarantine {
  const since = before?.since ?? at;
  const tries = (before?.tries ?? 0) + 1;
  const wait = waits[Math.min(tries, waits.length) - 1] ?? 0;
  return { since, reason, tries, nextTryAt: at - since >= offAfter ? null : at + wait };
}
