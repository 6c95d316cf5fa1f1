import type { Handlers } from '../../src-contract/channels.ts';
import { ok } from '../../src-contract/outcome.ts';
import type { SyncSchedule } from './schedule.ts';

/** Answers the sync channels. */
export function syncHandlers(
  schedule: SyncSchedule,
): Pick<Handlers, 'sync/status' | 'sync/start' | 'sync/accept-drop'> {
  return {
    'sync/status': async ({ tenantId }) => ok(await schedule.status(tenantId)),
    'sync/start': async ({ tenantId }) => {
      schedule.start(tenantId);
      return ok({});
    },
    'sync/accept-drop': async ({ tenantId }) => {
      await schedule.acceptDrop(tenantId);
      return ok({});
    },
  };
}
