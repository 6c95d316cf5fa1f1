import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { ApiProfile, Tenant } from '../../../src-contract/tenants.ts';
import type { TenantClient } from '../../tenant-api/tenant-client.ts';
import { roleLabel } from '../users/role-label.ts';

export interface CheckedToken {
  signedInAs: Tenant['signedInAs'];
  profile: ApiProfile;
}

/**
 * Checks a token with the tenant before anything is stored: whether it is accepted, whose it is, whether that person is
 * an admin, and what the control plane offers. A token that does not tell its owner is accepted when it can read the
 * user list; the guard "never oneself" then has nobody to protect, and the screen says so.
 */
export async function checkToken(client: TenantClient): Promise<Outcome<CheckedToken>> {
  const owner = await client.readTokenOwner();
  if (!owner.ok) return failed(owner.failure);
  if (owner.value === null) {
    const page = await client.readUsersPage(0, 1);
    if (!page.ok) return failed(page.failure);
  } else if (owner.value.role !== 'tenant-admin') {
    return failed(
      describeFailure('not-admin', { person: owner.value.name, role: roleLabel(owner.value.role) }),
    );
  }
  const profile = await client.probeProfile();
  if (!profile.ok) return failed(profile.failure);
  return ok({ signedInAs: owner.value, profile: profile.value });
}
