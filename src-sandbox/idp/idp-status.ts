import type { CycleCounts } from './cycle-counts.ts';
import type { Quarantine } from './quarantine.ts';
import type { CycleOutcome } from './run-cycle.ts';
import type { VendorName } from './vendor.ts';
import { countWaiting, type DirectoryState } from './what-waits.ts';

const shownErrors = 20;

/** What an admin sees on the provider's own page. Moments are ISO 8601; no token is in it. */
export interface IdpStatus {
  readonly vendor: VendorName;
  readonly scimUrl: string;
  /** `off`: four weeks of quarantine are over. `paused`: the tenant asked for patience. */
  readonly state: 'idle' | 'running' | 'quarantined' | 'paused' | 'off';
  readonly people: number;
  readonly assigned: number;
  readonly groups: number;
  /** What the tenant has not heard of yet. */
  readonly waiting: { readonly people: number; readonly groups: number };
  readonly cycles: number;
  readonly everySeconds: number | null;
  readonly lastCycle: {
    readonly startedAt: string;
    readonly endedAt: string;
    readonly requests: number;
    /** `whole`, or `stopped`: bad credentials, no answer or throttled. */
    readonly end: 'whole' | 'stopped';
    readonly counts: CycleCounts;
    /** The first twenty, each a sentence. */
    readonly errors: readonly {
      readonly about: string;
      readonly status: number | null;
      readonly sentence: string;
    }[];
  } | null;
  readonly quarantine: {
    readonly since: string;
    readonly reason: string;
    readonly tries: number;
    readonly nextTryAt: string | null;
  } | null;
  readonly pausedUntil: string | null;
}

export interface IdpFacts extends DirectoryState {
  readonly scimUrl: string;
  readonly run: 'idle' | 'running';
  readonly cycles: number;
  readonly last:
    | {
        readonly startedAt: number;
        readonly endedAt: number;
        readonly requests: number;
        readonly outcome: CycleOutcome;
      }
    | undefined;
  readonly quarantine: Quarantine | undefined;
  readonly pausedUntil: number | undefined;
  readonly everyMs: number | undefined;
}

/** Puts the provider's state in words. */
export function idpStatus(facts: IdpFacts): IdpStatus {
  const { vendor, directory, last, quarantine, pausedUntil } = facts;
  const people = [...directory.people.values()];
  return {
    vendor: vendor.name,
    scimUrl: facts.scimUrl,
    state: stateOf(facts),
    people: people.length,
    assigned: people.filter(({ standing }) => standing === 'assigned').length,
    groups: directory.groups.size,
    waiting: countWaiting(facts),
    cycles: facts.cycles,
    everySeconds: facts.everyMs === undefined ? null : facts.everyMs / 1000,
    lastCycle:
      last === undefined
        ? null
        : {
            startedAt: moment(last.startedAt),
            endedAt: moment(last.endedAt),
            requests: last.requests,
            end: last.outcome.stoppedBy === undefined ? 'whole' : 'stopped',
            counts: last.outcome.counts,
            errors: last.outcome.troubles.slice(0, shownErrors).map(({ about, failure }) => ({
              about,
              status: 'status' in failure ? (failure.status ?? null) : null,
              sentence: failure.message,
            })),
          },
    quarantine:
      quarantine === undefined
        ? null
        : {
            since: moment(quarantine.since),
            reason: quarantine.reason,
            tries: quarantine.tries,
            nextTryAt: quarantine.nextTryAt === null ? null : moment(quarantine.nextTryAt),
          },
    pausedUntil: pausedUntil === undefined ? null : moment(pausedUntil),
  };
}

function stateOf({ run, quarantine, pausedUntil, now }: IdpFacts): IdpStatus['state'] {
  if (run === 'running') return 'running';
  if (quarantine !== undefined) return quarantine.nextTryAt === null ? 'off' : 'quarantined';
  return pausedUntil !== undefined && now < pausedUntil ? 'paused' : 'idle';
}

function moment(at: number): string {
  return new Date(at).toISOString();
}
