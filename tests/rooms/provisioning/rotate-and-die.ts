import { once } from 'node:events';
import { openRooms } from './open-rooms.ts';

/**
 * A process of its own for the test that kills: opens the rooms of a folder on a tenant, says `planned`, and rotates the SCIM
 * token as soon as a line comes in; says `made` when it has the answer and waits to be ended.
 */
const [folder = '', tenantUrl = '', token = ''] = process.argv.slice(2);
const tenantId = 'tenant-1';
const rooms = await openRooms({ folder, tenantUrl, token });
const read = await rooms.handlers['provisioning/read']({ tenantId });
const ssoId = read.ok ? (read.value.sso[0]?.id ?? '') : '';
const plan = await rooms.handlers['provisioning/plan-scim-token']({ tenantId, ssoId });
if (!plan.ok) throw new Error(plan.failure.sentence);
process.stdout.write('planned\n');
await once(process.stdin, 'data');
const made = await rooms.handlers['provisioning/make-scim-token']({
  planId: plan.value.planId,
  acknowledged: true,
  typedTenantName: rooms.tenant.displayName,
});
process.stdout.write(made.ok ? 'made\n' : `${made.failure.sentence}\n`);
