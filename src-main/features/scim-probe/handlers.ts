import type { Handlers } from '../../../src-contract/channels.ts';
import { ok } from '../../../src-contract/outcome.ts';
import { createPlans } from '../../action/plans.ts';
import { cleanLeftovers } from './clean-leftovers.ts';
import { detailsText } from './details-text.ts';
import { type AgreedProbe, planProbe } from './plan-probe.ts';
import type { ScimProbeRooms } from './scim-probe-doors.ts';
import { startProbe } from './start-probe.ts';
import { startTest } from './start-test.ts';
import { listThings, shownThing } from './stored-things.ts';
import { takeToken } from './take-token.ts';

type ScimProbeHandlers = Pick<Handlers, Extract<keyof Handlers, `scim-probe/${string}`>>;

/** Answers the channels of the connection test and the dialect probe. */
export function scimProbeHandlers(rooms: ScimProbeRooms): ScimProbeHandlers {
  const plans = createPlans<AgreedProbe>(rooms.clock);
  return {
    'scim-probe/read': async ({ tenantId }) => {
      const tenant = rooms.tenant(tenantId);
      if (!tenant.ok) return tenant;
      // While a probe runs, what it has made is no leftover yet.
      const things = rooms.runs.isRunning(tenantId)
        ? []
        : rooms.ledger.read((ledger) => listThings(ledger, tenantId));
      return ok({ runs: rooms.runs.list(tenantId), leftovers: things.map(shownThing) });
    },
    'scim-probe/take-token': (input) => takeToken(rooms, input),
    'scim-probe/forget-token': async ({ tokenId }) => {
      rooms.takenTokens.forget(tokenId);
      return ok({});
    },
    'scim-probe/start-test': async ({ tokenId }) => startTest(rooms, tokenId),
    'scim-probe/plan-probe': async (input) => planProbe(rooms, plans, input),
    'scim-probe/start-probe': async (confirmed) => startProbe(rooms, plans, confirmed),
    'scim-probe/cancel': async ({ runId }) => {
      rooms.runs.cancel(runId);
      return ok({});
    },
    'scim-probe/clean-up': async ({ tokenId }) => cleanLeftovers(rooms, tokenId),
    'scim-probe/copy-details': async ({ runId }) => {
      const run = rooms.runs.find(runId);
      if (!run.ok) return run;
      await rooms.shell.copyText(detailsText(run.value));
      return ok({});
    },
    'scim-probe/save-details': async ({ runId }) => {
      const run = rooms.runs.find(runId);
      if (!run.ok) return run;
      const saved = await rooms.shell.saveFile({
        title: 'Save details',
        suggestedName: `scim-${run.value.kind}-${run.value.startedAt.slice(0, 10)}.txt`,
        text: detailsText(run.value),
      });
      return saved.ok ? ok({ fileName: saved.value?.fileName ?? null }) : saved;
    },
  };
}
