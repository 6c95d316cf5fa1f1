import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { ScimPlace } from '../../../src-contract/scim-probe.ts';
import type { Tenant } from '../../../src-contract/tenants.ts';
import type { Clock } from '../../tenant-api/clock.ts';
import { leadsNowhereGood } from '../../tenant-api/look-up-control-plane.ts';
import { parseScimAddress, type ScimAddress } from '../../tenant-api/scim-address.ts';
import type { ScimWire } from '../../tenant-api/scim-wire.ts';
import type { Secret } from '../../vault/secret.ts';
import type { FeatureRooms, ShellDoors } from '../feature-rooms.ts';
import type { MadeTokens } from '../provisioning/made-tokens.ts';
import { basePath, type UrlOwner } from './judge-url.ts';
import type { ScimRuns } from './scim-runs.ts';

/** The rooms that this feature uses. */
export interface ScimProbeRooms extends FeatureRooms {
  shell: ShellDoors;
  clock: Clock;
  /** Tokens just made, which may be tested before they are forgotten. */
  madeTokens: MadeTokens;
  /** Tokens taken from the clipboard, kept as long and forgotten as surely. */
  takenTokens: MadeTokens;
  openScim(to: { address: ScimAddress; token: Secret; until: AbortSignal }): ScimWire;
  /** Syncs from the beginning and waits. */
  syncAnew(tenantId: string): Promise<Outcome<void>>;
  runs: ScimRuns;
}

/** A token and where it may go. */
export interface Aim {
  tenant: Tenant;
  /** The URL as it was given. */
  given: string;
  address: ScimAddress;
  ssoId: string | null;
  /** What the URL should name; null for another service than the tenant's. */
  owner: UrlOwner | null;
  token: Secret;
  tokenFrom: 'made' | 'pasted';
}

/** Finds the address of a place. Fails as the parser does, and as the read of the connections does. */
export async function findPlace(
  rooms: ScimProbeRooms,
  tenantId: string,
  place: ScimPlace,
): Promise<Outcome<{ scimUrl: string; ssoId: string | null; host: string }>> {
  if (place.is === 'typed') {
    const address = parseScimAddress(place.scimUrl);
    if (!address.ok) return address;
    if (await leadsNowhereGood(address.value.origin)) {
      const why = `${address.value.host} leads to an address where no such service may be`;
      return failed({ ...describeFailure('scim-url-invalid', { why }), field: 'scimUrl' });
    }
    return ok({ scimUrl: address.value.given, ssoId: null, host: address.value.host });
  }
  const tenant = rooms.tenant(tenantId);
  if (!tenant.ok) return tenant;
  const client = rooms.client(tenantId);
  if (!client.ok) return client;
  const sso = await client.value.listSso();
  if (!sso.ok) return failed(sso.failure);
  const connection = sso.value.find(({ id }) => id === place.ssoId);
  if (!connection?.scimUrl) return failed(describeFailure('not-found', { team: 'This SSO connection' }));
  const address = parseScimAddress(connection.scimUrl);
  if (!address.ok) return address;
  if (address.value.origin !== tenant.value.controlPlane) {
    const why = 'the tenant names one that is not at its own address, so the token is not sent there';
    return failed(describeFailure('scim-url-invalid', { why }));
  }
  return ok({ scimUrl: connection.scimUrl, ssoId: place.ssoId, host: address.value.host });
}

/** The token of this id with its place. Fails with `scim-token-gone`, or as its address does. */
export function readAim(rooms: ScimProbeRooms, tokenId: string): Outcome<Aim> {
  const made = rooms.madeTokens.read(tokenId);
  const held = made.ok ? made : rooms.takenTokens.read(tokenId);
  if (!held.ok) return failed(describeFailure('scim-token-gone'));
  const { tenantId, ssoId, scimUrl, token } = held.value;
  const tenant = rooms.tenant(tenantId);
  if (!tenant.ok) return tenant;
  const parsed = parseScimAddress(scimUrl);
  if (!parsed.ok) return parsed;
  const isOwn = parsed.value.origin === tenant.value.controlPlane;
  if (made.ok && !isOwn) {
    const why = 'the tenant names one that is not at its own address, so the token is not sent there';
    return failed(describeFailure('scim-url-invalid', { why }));
  }
  const connection = ssoId === '' ? null : ssoId;
  return ok({
    tenant: tenant.value,
    given: scimUrl,
    address: { ...parsed.value, path: basePath(parsed.value.path) },
    ssoId: connection,
    owner: isOwn ? { tenantName: tenant.value.tenantName, ssoId: connection } : null,
    token,
    tokenFrom: made.ok ? 'made' : 'pasted',
  });
}
