import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { Tenant } from '../../../src-contract/tenants.ts';
import { Secret } from '../../vault/secret.ts';
import { checkToken } from './check-token.ts';
import type { TenantRegister } from './tenant-register.ts';

/** Signs in again with another token. The old one is replaced only after the new one was accepted. */
export async function signIn(
  register: TenantRegister,
  tenantId: string,
  typedToken: string,
): Promise<Outcome<Tenant>> {
  const known = register.read(tenantId);
  if (!known.ok) return known;
  const token = new Secret(typedToken.trim());
  const client = register.makeClient(known.value.controlPlane, token);
  const checked = await checkToken(client);
  client.close();
  if (!checked.ok) return failed(checked.failure);
  const { credential: _credential, lastSyncAt: _lastSyncAt, ...stored } = known.value;
  return ok(await register.put({ ...stored, ...checked.value }, token, 'best'));
}
