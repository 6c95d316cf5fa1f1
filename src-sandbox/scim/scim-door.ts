import type { Request } from 'express';
import type { AuditActor } from '../audit/record-audit.ts';
import { pathValue } from '../read-request.ts';
import type { Room } from '../rest/room.ts';
import { bearerToken } from '../sign-in/sign-in.ts';
import { tokenHash } from '../sign-in/token-text.ts';
import type { TenantStore } from '../store/open-store.ts';
import { statusProblem } from './scim-problem.ts';
import type { ScimBase } from './user-resource.ts';

/** 404 for another tenant or connection; 401 without this connection's token, or while the mode is not SCIM. */
export function letIn({ live, signIn, processScimToken }: Room, request: Request): void {
  const facts = live.facts();
  if (pathValue(request, 'tenantName') !== facts.tenantName || pathValue(request, 'ssoId') !== facts.ssoId) {
    throw statusProblem(404, 'No SSO connection of this tenant has this id.');
  }
  const token = bearerToken(request);
  const hash = token === undefined ? undefined : tokenHash(token);
  const isRight =
    hash !== undefined && (hash === facts.scimTokenHash || processScimToken?.isRight(hash) === true);
  if (token === undefined) throw statusProblem(401, 'The SCIM token is missing. Send it as a bearer token.');
  if (!isRight) {
    throw statusProblem(
      401,
      signIn.isOwn(token)
        ? 'This is the API token of a person. SCIM takes the SCIM token of the connection, and nothing else.'
        : 'This SCIM token is not valid, or no longer: it may have been rotated or revoked.',
    );
  }
  if (hash === facts.scimTokenHash && (facts.scimTokenExpiresAt ?? Number.POSITIVE_INFINITY) <= live.now()) {
    throw statusProblem(401, 'This SCIM token has expired. Make a new one in the provisioning settings.');
  }
  if (facts.mode !== 'scim') throw statusProblem(401, 'SCIM is switched off for this tenant.');
  noteUse(live, facts.scimTokenLastUsedAt);
}

/** To the second is enough, and keeps thousands of pushes from writing the settings each. */
function noteUse(store: TenantStore, last: number | null): void {
  const now = store.now();
  if (last === null || Math.abs(now - last) >= 1000) store.settings.write({ scimTokenLastUsedAt: now });
}

/** Where this connection's resources live. */
export function scimBase({ store, tenantUrl }: Room): ScimBase {
  const { ssoId, tenantName } = store.facts();
  return `${tenantUrl}/api/svc/v1/scim/v2/${encodeURIComponent(tenantName)}/${ssoId}`;
}

/** Who changes things over SCIM: the service account of the token, not a person (tenant-api, section 5). */
export function scimActor(store: TenantStore): AuditActor {
  const { ssoId } = store.facts();
  return { subjectId: `scim-${ssoId}`, subjectType: 'serviceaccount', subjectSlug: `scim-${ssoId}` };
}
