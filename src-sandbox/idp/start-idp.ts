import { randomBytes } from 'node:crypto';
import { seededRandom } from '../seed/seeded-random.ts';
import type { TenantStore } from '../store/open-store.ts';
import { companyWeek } from './company-week.ts';
import { entra } from './entra.ts';
import { type IdpStatus, idpStatus } from './idp-status.ts';
import { jumpcloud } from './jumpcloud.ts';
import { okta } from './okta.ts';
import { deeperQuarantine, type Quarantine } from './quarantine.ts';
import { readDirectory } from './read-directory.ts';
import { type CycleOutcome, type CycleParts, runCycle } from './run-cycle.ts';
import { openScimWire } from './scim-wire.ts';
import type { Vendor, VendorName } from './vendor.ts';

export interface IdpOptions {
  readonly vendor: VendorName;
  /** Where the directory is read from at the start, and whose clock is the company's. Nothing is written to it. */
  readonly store: TenantStore;
  readonly scimUrl: string;
  /** Kept in memory alone. */
  readonly token: string;
  readonly seed: number;
  /** A week of the company and a cycle every so often; undefined: only on demand. */
  readonly everyMs: number | undefined;
}

/** An identity provider at work. Its verbs change its own directory; the tenant hears of it with the next cycle. */
export interface RunningIdp {
  /** Pushes what changed. A call while a cycle runs waits for that one. Also tries again what is in quarantine. */
  cycle(): Promise<IdpStatus>;
  join(count: number): string[];
  leave(count: number): string[];
  rename(): string[];
  promote(): string[];
  moveGroup(): string[];
  makeGroup(name: string): string[];
  renameGroup(change: { from: string; to: string }): string[];
  removeGroup(name: string): string[];
  week(): string[];
  /** Another token, and another address if one is given; the next cycle tests the connection anew. */
  setToken(config: { token: string; scimUrl?: string | undefined }): void;
  /** As if somebody had mistyped the token. */
  breakToken(): void;
  status(): IdpStatus;
  /** Ends the schedule and whatever is under way. */
  close(): Promise<void>;
}

/** The longest pause that a throttled provider keeps: Okta's five minutes doubled ten times would be days. */
const longestPauseMs = 3_600_000;
const firstPauseMs = 300_000;

/** Starts the provider's side. Nothing is sent before the first cycle. */
export function startIdp(options: IdpOptions): RunningIdp {
  const { store } = options;
  const vendor = vendorOf(options.vendor);
  const starting = readDirectory(store, { seed: options.seed, scope: vendor.scope });
  const { directory, links } = starting;
  const random = seededRandom(options.seed, 'company week');
  const company = companyWeek({ directory, recruit: starting.recruit, random, now: () => store.now() });
  let { scimUrl, token } = options;
  let connection: CycleParts['connection'] = 'new';
  let quarantine: Quarantine | undefined;
  let pause: { until: number; ms: number } | undefined;
  let last: { startedAt: number; endedAt: number; requests: number; outcome: CycleOutcome } | undefined;
  let cycles = 0;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const wire = openScimWire(vendor.habits, () => ({ scimUrl, token }));

  async function push(): Promise<void> {
    const startedAt = store.now();
    const before = wire.requests();
    const asked = token;
    const outcome = await runCycle({ vendor, wire, directory, links, now: startedAt, connection });
    cycles += 1;
    last = { startedAt, endedAt: store.now(), requests: wire.requests() - before, outcome };
    const { stoppedBy } = outcome;
    if (stoppedBy === undefined) {
      if (asked === token) connection = 'proven';
      quarantine = undefined;
      pause = undefined;
      return;
    }
    if (stoppedBy.kind === 'throttled') {
      const asks = stoppedBy.waitSeconds === undefined ? undefined : stoppedBy.waitSeconds * 1000;
      const ms = asks ?? Math.min(longestPauseMs, pause === undefined ? firstPauseMs : pause.ms * 2);
      pause = { until: store.now() + ms, ms };
    } else if (vendor.quarantines === 'yes') {
      quarantine = deeperQuarantine(quarantine, { at: store.now(), reason: stoppedBy.message });
    }
  }

  function cycle(): Promise<void> {
    running ??= push().finally(() => {
      running = undefined;
    });
    return running;
  }

  function mayTry(): boolean {
    const at = store.now();
    if (pause !== undefined && at < pause.until) return false;
    return quarantine === undefined || (quarantine.nextTryAt !== null && at >= quarantine.nextTryAt);
  }

  function schedule(everyMs: number): void {
    timer = setTimeout(async () => {
      company.week();
      try {
        if (mayTry()) await cycle();
      } catch (error) {
        console.error('sandbox: a cycle of the identity provider failed for a reason of our own', error);
      }
      if (!isClosed) schedule(everyMs);
    }, everyMs);
    timer.unref();
  }

  const status = (): IdpStatus =>
    idpStatus({
      vendor,
      scimUrl,
      directory,
      links,
      now: store.now(),
      run: running === undefined ? 'idle' : 'running',
      cycles,
      last,
      quarantine,
      pausedUntil: pause?.until,
      everyMs: options.everyMs,
    });

  if (options.everyMs !== undefined) schedule(options.everyMs);
  return {
    ...company,
    async cycle() {
      await cycle();
      return status();
    },
    setToken(config) {
      token = config.token;
      scimUrl = config.scimUrl ?? scimUrl;
      connection = 'new';
    },
    breakToken() {
      token = `broken-${randomBytes(12).toString('hex')}`;
    },
    status,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      wire.close();
      await running;
    },
  };
}

function vendorOf(name: VendorName): Vendor {
  switch (name) {
    case 'okta':
    case 'okta-put':
      return okta(name);
    case 'entra':
    case 'entra-scim062020':
      return entra(name);
    case 'jumpcloud':
      return jumpcloud();
  }
}
