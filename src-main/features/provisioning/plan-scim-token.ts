import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { ScimTokenPlan } from '../../../src-contract/provisioning.ts';
import type { Plans } from '../../action/plans.ts';
import { asFailure, openTenant, type ProvisioningDoors } from './provisioning-doors.ts';
import { toTokenState } from './read-provisioning.ts';

/** What an admin agrees to when he makes or rotates a token. */
export interface AgreedToken {
  tenantId: string;
  ssoId: string;
  ssoName: string;
  scimUrl: string;
  kind: 'make' | 'rotate';
  typeTenantName: string | null;
}

/**
 * Shows which token a rotation would end, freshly read, and opens a one-time plan. Nothing is changed. Fails with
 * `needs-extension-profile`, `not-found` for a connection that is gone, or the network's codes.
 */
export async function planScimToken(
  doors: ProvisioningDoors,
  plans: Plans<AgreedToken>,
  { tenantId, ssoId }: { tenantId: string; ssoId: string },
): Promise<Outcome<ScimTokenPlan>> {
  const opened = openTenant(doors, tenantId);
  if (!opened.ok) return opened;
  const { tenant, client } = opened.value;
  if (tenant.profile === 'published-only') {
    const { host } = new URL(tenant.controlPlane);
    return failed(describeFailure('needs-extension-profile', { host }));
  }
  const sso = await client.listSso();
  if (!sso.ok) return asFailure(sso.failure, tenant);
  const connection = sso.value.find(({ id }) => id === ssoId);
  if (!connection) return failed(describeFailure('not-found', { team: 'This SSO connection' }));
  const token = await client.readScimToken(ssoId);
  if (!token.ok) return asFailure(token.failure, tenant);

  const old = toTokenState(doors, { tenantId, ssoId }, token.value);
  const kind = old.state === 'none' ? 'make' : 'rotate';
  // Making a first token stops nothing; rotating ends a service that may be in use (level 2).
  const typeTenantName = kind === 'rotate' && tenant.environment === 'production' ? tenant.displayName : null;
  const { name: ssoName, scimUrl } = connection;
  const agreed = { tenantId, ssoId, ssoName, scimUrl: scimUrl ?? '', kind, typeTenantName } as const;
  return ok({
    ...plans.open(agreed),
    kind,
    usedBy: ssoName,
    old: kind === 'rotate' ? old : null,
    asks: {
      acknowledge:
        kind === 'rotate'
          ? `I can change the token in ${ssoName} now`
          : `I can paste the token into ${ssoName} now`,
      typeTenantName,
    },
  });
}
