import type { Cache } from '../../cache/cache-handles.ts';
import type { ApiOutcome } from '../../tenant-api/api-outcome.ts';
import type { TenantClient } from '../../tenant-api/tenant-client.ts';
import type { UserWire } from '../../tenant-api/wire/users.ts';
import { findPlanPeople, type PlanPerson, saveUsers } from './users-rows.ts';

/** A person as the tenant shows them now, and as the copy keeps them. */
export interface LivePerson extends PlanPerson {
  updatedAt: string | null;
}

/**
 * Reads one person with their role. Some servers leave roles out of the answer by id (tenant-api note, section 2), and no
 * role must never be concluded from that, so then the list is asked.
 */
export async function readWithRole(
  api: Pick<TenantClient, 'readUser' | 'findUser'>,
  { userId, email }: { userId: string; email: string },
): Promise<ApiOutcome<UserWire | null>> {
  const read = await api.readUser(userId);
  if (!read.ok || read.value === null || read.value.roles || read.value.rolesWithResource) return read;
  const listed = await api.findUser(email);
  return listed.ok && listed.value?.id !== userId ? read : listed;
}

/** Reads one person live and writes what came into the copy; null when they are gone from the tenant. */
export async function readPerson(
  { api, cache, tenantId }: { api: TenantClient; cache: Cache; tenantId: string },
  who: { userId: string; email: string },
): Promise<ApiOutcome<LivePerson | null>> {
  const read = await readWithRole(api, who);
  if (!read.ok || read.value === null) return read.ok ? { ...read, value: null } : read;
  await cache.write(saveUsers, { tenantId, users: [read.value] });
  const [person] = await cache.read(findPlanPeople, { tenantId, userIds: [read.value.id] });
  return {
    ...read,
    value: person === undefined ? null : { ...person, updatedAt: read.value.updatedAt ?? null },
  };
}
