import type { Handlers } from '../../../src-contract/channels.ts';
import { ok } from '../../../src-contract/outcome.ts';
import { type OverviewDoors, readOverview } from './read-overview.ts';
import { snooze, unsnooze } from './snoozes.ts';

const snoozedForMs = 7 * 86_400_000;

/** Answers the overview channels. */
export function overviewHandlers(
  doors: OverviewDoors,
): Pick<Handlers, 'overview/read' | 'overview/snooze' | 'overview/unsnooze'> {
  return {
    'overview/read': async ({ tenantId }) => readOverview(doors, tenantId),
    'overview/snooze': async ({ tenantId, id: item }) => {
      const tenant = doors.tenant(tenantId);
      if (!tenant.ok) return tenant;
      const now = doors.now();
      const until = new Date(now.getTime() + snoozedForMs).toISOString();
      await doors.ledger.write((ledger) => snooze(ledger, { tenantId, item, until, now: now.toISOString() }));
      doors.announce({ what: 'overview', tenantId });
      return ok({});
    },
    'overview/unsnooze': async ({ tenantId }) => {
      const tenant = doors.tenant(tenantId);
      if (!tenant.ok) return tenant;
      await doors.ledger.write((ledger) => unsnooze(ledger, tenantId));
      doors.announce({ what: 'overview', tenantId });
      return ok({});
    },
  };
}
