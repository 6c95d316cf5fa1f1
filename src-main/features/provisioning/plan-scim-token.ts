import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { ScimTokenPlan } from '../../../src-contract/provisioning.ts';
import type { Plans } from '../../action/plans.ts';
import { asFailure, openTenant, type ProvisioningDoors } from './provisioning-doors.ts';
import { toTokenState } from './read-provisioning.ts';

/** What an admin agrees to when he makes, rotates or revokes a token. */
export interface AgreedToken {
  tenantId: string;
  ssoId: string;
  ssoName: string;
  scimUrl: string;
  kind: ScimTokenPlan['kind'];
  /** The token that the admin saw; null where the tenant tells nothing of it. */
  seen: { lastFour: string | null; createdAt: string | null };
  typeTenantName: string | null;
}

const acknowledgements = {
  make: (idp: string) => `I can paste the token into ${idp} now`,
  rotate: (idp: string) => `I can change the token in ${idp} now`,
  revoke: (idp: string) => `${idp} stops pushing until it gets a new token`,
} as const satisfies Record<ScimTokenPlan['kind'], (idp: string) => string>;

/**
 * Shows which token a rotation or a revocation would end, freshly read, and opens a one-time plan. Nothing is changed.
 * Fails with `needs-extension-profile`, `not-found` for a connection that is gone, `nothing-to-do` when there is no
 * token to revoke, or the network's codes.
 */
export async function planScimToken(
  doors: ProvisioningDoors,
  plans: Plans<AgreedToken>,
  { tenantId, ssoId, wish }: { tenantId: string; ssoId: string; wish: 'new-token' | 'no-token' },
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
  if (wish === 'no-token' && token.value.state === 'none') {
    return failed(describeFailure('nothing-to-do', { why: 'this connection has no SCIM token' }));
  }
  const kind = wish === 'no-token' ? 'revoke' : old.state === 'none' ? 'make' : 'rotate';
  // Making a first token stops nothing; the others end a service that may be in use (level 2).
  const typeTenantName = kind !== 'make' && tenant.environment === 'production' ? tenant.displayName : null;
  const { name: ssoName, scimUrl } = connection;
  const { lastFour, createdAt } = old;
  const agreed: AgreedToken = {
    tenantId,
    ssoId,
    ssoName,
    scimUrl: scimUrl ?? '',
    kind,
    seen: { lastFour, createdAt },
    typeTenantName,
  };
  return ok({
    ...plans.open(agreed),
    kind,
    usedBy: ssoName,
    old: kind === 'make' ? null : old,
    asks: { acknowledge: acknowledgements[kind](ssoName), typeTenantName },
  });
}
