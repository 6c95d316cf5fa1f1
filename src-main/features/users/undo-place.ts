import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { Tenant } from '../../../src-contract/tenants.ts';
import type { UndoPlace } from '../../action/undo-plans.ts';
import type { Cache } from '../../cache/cache-handles.ts';
import { countPeople } from './users-rows.ts';

/** Where an undo happens, and among how many people: it asks for more confirmation by both. Fails with `tenant-gone`. */
export function undoPlace(doors: {
  cache: Cache;
  tenant(tenantId: string): Outcome<Tenant>;
}): (tenantId: string) => Promise<Outcome<UndoPlace>> {
  return async (tenantId) => {
    const tenant = doors.tenant(tenantId);
    if (!tenant.ok) return tenant;
    const { displayName, environment } = tenant.value;
    const { people } = await doors.cache.read(countPeople, { tenantId });
    return ok({ displayName, environment, people });
  };
}
