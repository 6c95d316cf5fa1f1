import { randomUUID } from 'node:crypto';
import type { InputOf } from '../../../src-contract/channels.ts';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { Tenant } from '../../../src-contract/tenants.ts';
import { parseControlPlaneAddress } from '../../tenant-api/control-plane-address.ts';
import { Secret } from '../../vault/secret.ts';
import { checkToken } from './check-token.ts';
import type { TenantRegister } from './tenant-register.ts';

/**
 * Connects a tenant: the token is checked with one look at the control plane first, and nothing is stored unless all is
 * well. Fails with the address's, the token's or the network's own code, or `tenant-exists`.
 */
export async function connectTenant(
  register: TenantRegister,
  input: InputOf<'tenants/connect'>,
  now: () => Date,
): Promise<Outcome<Tenant>> {
  const address = parseControlPlaneAddress(input.controlPlane);
  if (!address.ok) return address;
  const controlPlane = address.value.origin;
  const exists = (): Outcome<Tenant> | null => {
    const isTwin = (tenant: Tenant): boolean =>
      tenant.controlPlane === controlPlane && tenant.tenantName === input.tenantName;
    const twin = register.list().find(isTwin);
    if (twin === undefined) return null;
    const { host } = new URL(controlPlane);
    return failed(describeFailure('tenant-exists', { tenant: twin.displayName, host }));
  };
  const twin = exists();
  if (twin !== null) return twin;
  const token = new Secret(input.token.trim());
  const client = register.makeClient(controlPlane, token);
  const checked = await checkToken(client);
  client.close();
  if (!checked.ok) return checked;
  // Asked again: a second click may have connected it while the token was being checked.
  const second = exists();
  if (second !== null) return second;
  const tenant = await register.put(
    {
      id: randomUUID(),
      tenantName: input.tenantName,
      displayName: input.displayName,
      environment: input.environment,
      controlPlane,
      profile: checked.value.profile,
      signedInAs: checked.value.signedInAs,
      addedAt: now().toISOString(),
    },
    token,
    'best',
  );
  return ok(tenant);
}
