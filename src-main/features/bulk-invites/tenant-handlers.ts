import type { BulkSplit, PlanLock } from '../../../src-contract/bulk-tenants.ts';
import type { Handlers } from '../../../src-contract/channels.ts';
import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { SyncStatus } from '../../../src-contract/sync.ts';
import type { Tenant } from '../../../src-contract/tenants.ts';
import type { FeatureRooms, ShellDoors } from '../feature-rooms.ts';
import { chooseBulkTenant, splitBulkFile } from './bulk-tenants-rows.ts';
import { readFileRun } from './file-run.ts';
import type { FixLog } from './fix-log.ts';
import { saveHeld } from './save-held.ts';
import type { ThreadSplit } from './split-draft.ts';

/** What bulk invite asks of the tenants beside the one on screen. */
export interface ManyTenants {
  list(): readonly Tenant[];
  /** What the latest sync of a tenant came to. */
  phase(tenantId: string): SyncStatus['phase'];
}

type TenantHandlers = Pick<
  Handlers,
  'bulk-invites/split' | 'bulk-invites/choose-tenant' | 'bulk-invites/save-held' | 'bulk-invites/file-run'
>;

/** Answers the channels of files that name tenants. */
export function bulkTenantsHandlers(
  rooms: FeatureRooms,
  shell: ShellDoors,
  many: ManyTenants,
  fixLog: FixLog,
  now: () => Date,
): TenantHandlers {
  const lockOf = (tenantId: string): PlanLock | null => {
    const tenant = rooms.tenant(tenantId);
    if (!tenant.ok) return 'removed';
    const phase = many.phase(tenantId);
    if (phase === 'signed-out' || !rooms.client(tenantId).ok) return 'signed-out';
    if (phase === 'offline') return 'offline';
    return tenant.value.lastSyncAt === null ? 'never-synced' : null;
  };
  const whole = (split: Outcome<ThreadSplit | null>): Outcome<{ split: BulkSplit | null }> => {
    if (!split.ok) return split;
    if (split.value === null) return ok({ split: null });
    const plans = split.value.plans.map((plan) => ({ ...plan, lock: lockOf(plan.tenantId) }));
    return ok({ split: { ...split.value, plans } });
  };
  return {
    'bulk-invites/split': async (input) => {
      const split = await rooms.cache.read(splitBulkFile, input);
      if (!split.ok || split.value === null) return whole(split);
      await fixLog.restoreChoices(input.draftId);
      return whole(await rooms.cache.read(splitBulkFile, input));
    },
    'bulk-invites/choose-tenant': async (choice) => {
      const before = await rooms.cache.read(splitBulkFile, choice);
      const chosen = await rooms.cache.read(chooseBulkTenant, choice);
      if (!chosen.ok) return chosen;
      await fixLog.keepChoices(choice.draftId);
      const plansOf = (split: ThreadSplit | null): string[] =>
        (split?.plans ?? []).flatMap(({ draftId }) => draftId ?? []);
      const now = plansOf(chosen.value);
      for (const draftId of now) await fixLog.keep(draftId);
      // A plan that has no row any more.
      const gone = before.ok ? plansOf(before.value).filter((draftId) => !now.includes(draftId)) : [];
      for (const draftId of gone) await fixLog.forget(draftId);
      return whole(chosen);
    },
    'bulk-invites/save-held': ({ draftId }) => {
      const names = new Map(many.list().map(({ id, displayName }) => [id, displayName]));
      return saveHeld(rooms, shell, { draftId, names, at: now().toISOString() });
    },
    'bulk-invites/file-run': async ({ jobId }) => {
      const found = readFileRun(rooms, jobId);
      return found.ok ? ok({ fileRun: found.value }) : found;
    },
  };
}
