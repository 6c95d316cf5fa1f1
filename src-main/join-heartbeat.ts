import type { Handlers } from '../src-contract/channels.ts';
import type { Job } from '../src-contract/jobs.ts';
import type { Provisioning } from '../src-contract/provisioning.ts';
import type { FeatureRooms } from './features/feature-rooms.ts';
import { heartbeatHandlers } from './features/heartbeat/handlers.ts';
import { keepNews, keepProvisioning } from './features/heartbeat/keep-news.ts';
import { readHeartbeat } from './features/heartbeat/read-heartbeat.ts';
import { silenceOf } from './features/heartbeat/silence-words.ts';
import { overviewHandlers } from './features/overview/handlers.ts';
import type { PushSilence } from './features/setup-assistant/setup-doors.ts';
import { everyMs } from './sync/retry-rule.ts';

export interface JoinedHeartbeat {
  handlers: Pick<Handlers, Extract<keyof Handlers, `heartbeat/${string}` | `overview/${string}`>>;
  /** To be told when a sync of a tenant has ended. */
  synced(tenantId: string): void;
  /** To be told what Provisioning read. */
  wasRead(provisioning: Provisioning): void;
  /** Whether pushes come as often as they do here; null when it cannot be told. */
  pushSilence(tenantId: string): Promise<PushSilence | null>;
}

/** Joins what syncs see of identity providers with Overview, which shows it too. */
export function joinHeartbeat(
  rooms: FeatureRooms,
  around: {
    now(): Date;
    log(event: string, fields: Record<string, string | number>): void;
    /** All jobs of a tenant, newest first. */
    jobs(tenantId: string): Job[];
  },
): JoinedHeartbeat {
  const { now, log, jobs } = around;
  const doors = { ...rooms, now, syncEveryMs: everyMs.inView };
  // What waits in the copy is kept with the next sync when the ledger cannot take it now.
  const keepOrLog = (keeping: Promise<void>): void => {
    keeping.catch((thrown: unknown) =>
      log('heartbeat not kept', { error: thrown instanceof Error ? thrown.message : 'unknown' }),
    );
  };
  return {
    handlers: {
      ...heartbeatHandlers(doors),
      ...overviewHandlers({
        ...rooms,
        now,
        heartbeat: (tenantId) => readHeartbeat(doors, tenantId),
        jobs,
      }),
    },
    synced: (tenantId) => keepOrLog(keepNews(rooms, tenantId)),
    wasRead: (provisioning) => keepOrLog(keepProvisioning(rooms, provisioning)),
    pushSilence: async (tenantId) => {
      const beat = await readHeartbeat(doors, tenantId);
      return beat.ok ? silenceOf(beat.value, now().getTime()) : null;
    },
  };
}
