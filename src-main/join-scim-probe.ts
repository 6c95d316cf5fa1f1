import type { Handlers } from '../src-contract/channels.ts';
import type { FeatureRooms } from './features/feature-rooms.ts';
import { createMadeTokens, type MadeTokens } from './features/provisioning/made-tokens.ts';
import { scimProbeHandlers } from './features/scim-probe/handlers.ts';
import { type LastTest, lastTestOf } from './features/scim-probe/last-test.ts';
import { createScimRuns } from './features/scim-probe/scim-runs.ts';
import { logRequest } from './log/log-request.ts';
import { redactAlways } from './log/redact.ts';
import type { Surroundings } from './surroundings.ts';
import type { SyncSchedule } from './sync/schedule.ts';
import type { Clock } from './tenant-api/clock.ts';
import { openScimWire } from './tenant-api/scim-wire.ts';

export interface JoinedScimProbe {
  handlers: Pick<Handlers, Extract<keyof Handlers, `scim-probe/${string}`>>;
  /** Ends a tenant's runs and forgets its tokens; null for every tenant. */
  end(tenantId: string | null): Promise<void>;
  lastTest(connection: { tenantId: string; ssoId: string }): Promise<LastTest | null>;
  /** The screen was locked. */
  forgetTokens(): void;
}

/** Joins the connection test and the dialect probe with the rooms that they use. */
export function joinScimProbe(
  around: Pick<Surroundings, 'shell' | 'network' | 'log'>,
  rooms: FeatureRooms,
  using: { clock: Clock; madeTokens: MadeTokens; schedule: Pick<SyncSchedule, 'anew'> },
): JoinedScimProbe {
  const { shell, log, network } = around;
  const { clock, madeTokens, schedule } = using;
  const takenTokens = createMadeTokens(clock);
  const runs = createScimRuns({ ledger: rooms.ledger, clock, announce: rooms.announce });
  const handlers = scimProbeHandlers({
    ...rooms,
    clock,
    madeTokens,
    takenTokens,
    runs,
    syncAnew: schedule.anew,
    shell: {
      ...shell,
      takeSecret: async () => {
        const taken = await shell.takeSecret();
        if (taken.ok) redactAlways(taken.value.reveal());
        return taken;
      },
    },
    openScim: (to) => openScimWire({ ...network, clock, log: logRequest(log, to.address.host) }, to),
  });
  return {
    handlers,
    end: async (tenantId) => {
      if (tenantId === null) takenTokens.forgetAll();
      else takenTokens.forgetTenant(tenantId);
      await runs.end(tenantId);
    },
    lastTest: async ({ tenantId, ssoId }) => lastTestOf(runs.list(tenantId), ssoId),
    forgetTokens: takenTokens.forgetAll,
  };
}
