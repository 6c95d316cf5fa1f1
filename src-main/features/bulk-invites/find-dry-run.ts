import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { TenantClient } from '../../tenant-api/tenant-client.ts';
import type { FeatureRooms } from '../feature-rooms.ts';
import { findUsers } from '../users/users-rows.ts';

/**
 * What is known of a tenant's dry run: it is kept to; nothing shows that it is offered; or it was answered by a real register,
 * so that nobody may be asked about in this way.
 */
export type DryRunKnown = 'kept' | 'not-offered' | 'broken';

const lateMs = 2000;
const nobody = { text: '', status: [], role: [], source: [], lastAccess: [], team: [] };

/**
 * Finds out whether a control plane's dry run really is one, without risk to anybody (condition 59). First by somebody who is
 * there already, of whom nothing can come but a refusal: is the field read at all, and is the person still refused with it? Then by
 * an address that can never be anybody's (RFC 2606): is it absent afterwards? Only then real rows may be asked about. Should the
 * address turn up after all, a job takes it out again. Fails as the calls do.
 */
export async function findDryRun(
  rooms: FeatureRooms,
  client: TenantClient,
  tenantId: string,
): Promise<Outcome<DryRunKnown>> {
  const existing = await findExisting(rooms, client, tenantId);
  if (!existing.ok) return existing;
  if (existing.value === null) return ok('not-offered');
  const isRead = await client.readsDryRun(existing.value);
  if (!isRead.ok) return failed(isRead.failure);
  if (isRead.value === 'no') return ok('not-offered');
  const again = await client.dryRunRegister(existing.value);
  if (!again.ok) return failed(again.failure);
  if (again.value.is !== 'exists') return ok('not-offered');

  const canary = `dry-run-${randomBytes(8).toString('hex')}@tenantry.invalid`;
  const asked = await client.dryRunRegister(canary);
  if (!asked.ok) return failed(asked.failure);
  const found = await findLate(client, canary);
  if (!found.ok) return failed(found.failure);
  if (found.value === null) return ok(asked.value.is === 'would-register' ? 'kept' : 'not-offered');
  await rooms.jobs.start({
    tenantId,
    kind: 'withdraw-invite',
    title: 'Remove the address of a dry run',
    reason: 'The control plane registered it although it was only asked about.',
    facts: {},
    rows: [
      {
        action: 'users/withdraw-invite',
        input: { userId: found.value.id, email: canary, seen: null },
        subject: canary,
        name: '',
        phase: 0,
        fileRow: null,
      },
    ],
  });
  return ok('broken');
}

/** Looks for somebody at once and once more: some tenants show a new person a moment later. */
async function findLate(client: TenantClient, email: string): ReturnType<TenantClient['findUser']> {
  const found = await client.findUser(email);
  if (!found.ok || found.value !== null) return found;
  await delay(lateMs);
  return client.findUser(email);
}

/** Somebody whom the tenant has at this moment; null when the copy knows nobody who is still there. */
async function findExisting(
  rooms: FeatureRooms,
  client: TenantClient,
  tenantId: string,
): Promise<Outcome<string | null>> {
  const tenant = rooms.tenant(tenantId);
  if (!tenant.ok) return tenant;
  const sort = { column: 'name', direction: 'ascending' } as const;
  const some = await rooms.cache.read(findUsers, { tenantId, filter: nobody, sort, offset: 0, limit: 3 });
  const mine = tenant.value.signedInAs?.email;
  for (const email of [...(mine === undefined ? [] : [mine]), ...some.rows.map((row) => row.email)]) {
    const found = await client.findUser(email);
    if (!found.ok) return failed(found.failure);
    if (found.value !== null) return ok(found.value.email);
  }
  return ok(null);
}
