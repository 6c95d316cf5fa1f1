import { randomUUID } from 'node:crypto';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { Tenant } from '../../../src-contract/tenants.ts';
import type { RunningSandbox } from '../../shell/run-sandbox.ts';
import { checkToken } from './check-token.ts';
import type { TenantRegister } from './tenant-register.ts';

/** Connects the sandbox that runs now. It has a new address and token at each start, kept in memory only. */
export async function connectSandbox(
  register: TenantRegister,
  running: RunningSandbox,
  now: () => Date,
): Promise<Outcome<Tenant>> {
  const client = register.makeClient(running.controlPlane, running.token);
  const checked = await checkToken(client);
  client.close();
  if (!checked.ok) return failed(checked.failure);
  const known = register.list().find((tenant) => tenant.environment === 'sandbox');
  const tenant = await register.put(
    {
      id: known?.id ?? randomUUID(),
      tenantName: running.tenantName,
      displayName: 'Sandbox tenant',
      environment: 'sandbox',
      controlPlane: running.controlPlane,
      profile: checked.value.profile,
      signedInAs: checked.value.signedInAs,
      addedAt: known?.addedAt ?? now().toISOString(),
    },
    running.token,
    'session',
  );
  return ok(tenant);
}
