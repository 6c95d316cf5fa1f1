import type { Handlers } from '../../../src-contract/channels.ts';
import { ok } from '../../../src-contract/outcome.ts';
import { applyStaged, planStaged } from './apply-staged.ts';
import { compareStaged } from './compare-staged.ts';
import { judgeStaging, stageChanges } from './stage-changes.ts';
import { type StagedDoors, stagerOf } from './staged-doors.ts';
import { listStaged, removeStaged } from './staged-rows.ts';

type StagedHandlers = Pick<Handlers, Extract<keyof Handlers, `staged/${string}`>>;

/** Answers the staged channels. */
export function stagedHandlers(doors: StagedDoors): StagedHandlers {
  return {
    'staged/list': async ({ tenantId }) =>
      ok({
        changes: doors.ledger
          .read((ledger) => listStaged(ledger, tenantId))
          .map(({ role: _role, teamId: _teamId, base: _base, replacesKey: _key, ...change }) => change),
      }),
    'staged/preview': async (wish) => {
      const judged = await judgeStaging(doors, wish, '');
      if (!judged.ok) return judged;
      const { rows, leftOut, replaces, asOf } = judged.value;
      const included = rows.map(({ name, wish: words, saw }) => ({ name, wish: words, saw }));
      return ok({ included, leftOut, replaces, asOf });
    },
    'staged/add': async ({ reason, ...wish }) => stageChanges(doors, wish, reason),
    'staged/drop': async ({ tenantId, ids }) => {
      const tenant = doors.tenant(tenantId);
      if (!tenant.ok) return tenant;
      const facts = { tenantId, ids, at: doors.now().toISOString(), by: stagerOf(tenant.value), jobId: null };
      await doors.ledger.write((ledger) => removeStaged(ledger, facts));
      doors.announce({ what: 'staged', tenantId });
      return ok({});
    },
    'staged/compare': async ({ tenantId }) => compareStaged(doors, tenantId),
    'staged/plan': async (input) => planStaged(doors, input),
    'staged/apply': async (confirmed) => applyStaged(doors, confirmed),
  };
}
