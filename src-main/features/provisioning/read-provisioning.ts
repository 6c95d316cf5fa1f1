import type { Failure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type {
  Provisioning,
  ProvisioningMode,
  ScimTokenState,
  SsoConnection,
} from '../../../src-contract/provisioning.ts';
import { awayCodes } from '../../tenant-api/away-codes.ts';
import type { ScimTokenWire, SsoWire } from '../../tenant-api/wire/provisioning.ts';
import { learnTokenEnd } from './learn-token-end.ts';
import { asFailure, momentOf, openTenant, type ProvisioningDoors } from './provisioning-doors.ts';
import { countProvisioning, type ProvisioningCounts } from './provisioning-rows.ts';
import { readRecordedMode } from './recorded-modes.ts';
import { readLastRotation, type ScimRotation } from './scim-rotations.ts';
import { readTokenEnd } from './scim-token-ends.ts';
import { keepSeenProvisioning, readSeenProvisioning, type SeenProvisioning } from './seen-provisioning.ts';

type Subject = { subjectSlug?: string | null | undefined; subjectDisplayName?: string | null | undefined };

function nameOf(subject: Subject | null | undefined): string | null {
  return subject?.subjectDisplayName || subject?.subjectSlug || null;
}

function toSso(wire: SsoWire): SsoConnection {
  const kind = wire.kind === 'oidc' || wire.kind === 'saml2' ? wire.kind : 'other';
  return { id: wire.id, name: wire.name, kind, scimUrl: wire.scimUrl ?? '' };
}

/**
 * A rotation that was cut off makes the state unknown, and a token that nobody copied before it was forgotten is lost (its
 * value was only ever here),
 * whatever the tenant says: it may know a token whose value nobody has. Only the next rotation ends that (D7).
 */
export function toTokenState(
  doors: ProvisioningDoors,
  of: { tenantId: string; ssoId: string },
  wire: ScimTokenWire,
): ScimTokenState {
  const last = doors.ledger.read((ledger) => readLastRotation(ledger, of));
  const isCutOff = last?.state === 'unknown' || last?.state === 'intent';
  const isLost =
    last?.state === 'done' &&
    last.copiedAt === null &&
    wire.state === 'active' &&
    isSameToken(last, wire) &&
    !doors.madeTokens.holds(of);
  return {
    ssoId: of.ssoId,
    state: isCutOff ? 'unknown' : isLost ? 'lost' : wire.state,
    createdAt: wire.createdAt ?? null,
    createdBy: nameOf(wire.createdBySubject),
    lastUsedAt: wire.lastUsedAt ?? null,
    expiresAt: endOf(doors, of, wire),
    lastFour: wire.lastFour ?? null,
  };
}

/** How far the tenant's clock may be from ours, and its word on a token's age from the moment that we made it. */
const clocksApartMs = 10 * 60_000;

/** Whether the tenant's token is the one that was made here: by its last four, else by when it was made. */
function isSameToken(last: ScimRotation, wire: ScimTokenWire): boolean {
  if (wire.lastFour) return wire.lastFour === last.lastFour;
  if (!wire.createdAt || last.endedAt === null) return true;
  return Date.parse(wire.createdAt) <= Date.parse(last.endedAt) + clocksApartMs;
}

/** The tenant's word goes before what the token said when it was made here; another token's end says nothing. */
function endOf(
  doors: ProvisioningDoors,
  of: { tenantId: string; ssoId: string },
  wire: ScimTokenWire,
): string | null {
  if (wire.state === 'none') return null;
  if (wire.expiresAt) return wire.expiresAt;
  const known = doors.ledger.read((ledger) => readTokenEnd(ledger, of));
  return known !== null && known.lastFour === (wire.lastFour ?? known.lastFour) ? known.expiresAt : null;
}

/** What people look like tells the mode, more or less: SCIM makes managed people, JIT makes uninvited ones. */
export function inferMode(counts: ProvisioningCounts): ProvisioningMode {
  if (counts.managed > 0) return 'scim';
  return counts.jit > 0 ? 'jit' : 'invite-only';
}

function shownCounts(counts: ProvisioningCounts): Provisioning['counts'] {
  const { scim, jit, invited, openInvites, scimTeams } = counts;
  return { scim, jit, invited, openInvites, scimTeams };
}

async function readReported(doors: ProvisioningDoors, tenantId: string): Promise<Outcome<Provisioning>> {
  const opened = openTenant(doors, tenantId);
  if (!opened.ok) return opened;
  const { tenant, client } = opened.value;
  const [mode, sso, counts] = await Promise.all([
    client.readProvisioning(),
    client.listSso(),
    doors.cache.read(countProvisioning, { tenantId }),
  ]);
  if (!mode.ok) return asFailure(mode.failure, tenant);
  if (!sso.ok) return asFailure(sso.failure, tenant);
  const tokens = await Promise.all(sso.value.map(({ id }) => client.readScimToken(id)));
  const states: ScimTokenState[] = [];
  for (const [index, { id: ssoId, name: ssoName }] of sso.value.entries()) {
    const token = tokens[index];
    if (token?.ok) {
      await learnTokenEnd(doors.ledger, { tenantId, ssoId, ssoName }, token.value);
      states.push(toTokenState(doors, { tenantId, ssoId }, token.value));
    }
    // Gone between the list and the question: nothing to show for it.
    else if (token && token.status !== 404) return asFailure(token.failure, tenant);
  }
  const seen: SeenProvisioning = {
    tenantId,
    modeIs: 'reported',
    mode: mode.value.mode,
    changedAt: mode.value.changedAt ?? null,
    changedBy: nameOf(mode.value.changedBySubject),
    defaultRole: mode.value.defaultRole ?? null,
    sso: sso.value.map(toSso),
    tokens: states,
    readAt: momentOf(doors),
  };
  const before = doors.ledger.read((ledger) => readSeenProvisioning(ledger, tenantId));
  if (isNews(before, seen)) {
    // Kept for when the tenant is out of reach. A full disk must not take away the answer that is there.
    await doors.ledger.write((ledger) => keepSeenProvisioning(ledger, seen)).catch(() => undefined);
  }
  return ok({ ...seen, counts: shownCounts(counts) });
}

/** Whether a report is worth a write: it differs, or tells that things still are so some minutes later. */
function isNews(before: SeenProvisioning | null, now: SeenProvisioning): boolean {
  if (before === null || Date.parse(now.readAt) - Date.parse(before.readAt) > 300_000) return true;
  return JSON.stringify({ ...before, readAt: '' }) !== JSON.stringify({ ...now, readAt: '' });
}

async function readLastSeen(
  doors: ProvisioningDoors,
  tenantId: string,
  failure: Failure,
): Promise<Outcome<KnownProvisioning>> {
  const seen = doors.ledger.read((ledger) => readSeenProvisioning(ledger, tenantId));
  if (seen === null || !awayCodes.has(failure.code)) return failed(failure);
  const counts = await doors.cache.read(countProvisioning, { tenantId });
  return ok({ provisioning: { ...seen, counts: shownCounts(counts) }, away: failure });
}

/** What is known of a tenant's provisioning, and why it could not be asked just now; null when it was. */
export interface KnownProvisioning {
  provisioning: Provisioning;
  away: Failure | null;
}

/**
 * How people get into the tenant. With the extension profile the tenant is asked, and while it is out of reach its last
 * report is given, with the moment of it; with the published API the mode is
 * what the admin recorded, else inferred from the copy, and the answer says which. Fails with `tenant-gone`,
 * `signed-out` or the network's codes.
 */
export async function readProvisioning(
  doors: ProvisioningDoors,
  tenantId: string,
): Promise<Outcome<Provisioning>> {
  const known = await readKnownProvisioning(doors, tenantId);
  return known.ok ? ok(known.value.provisioning) : known;
}

/** As `readProvisioning`, and says whether the tenant answered just now. */
export async function readKnownProvisioning(
  doors: ProvisioningDoors,
  tenantId: string,
): Promise<Outcome<KnownProvisioning>> {
  const tenant = doors.tenant(tenantId);
  if (!tenant.ok) return failed(tenant.failure);
  if (tenant.value.profile === 'full') {
    const reported = await readReported(doors, tenantId);
    if (!reported.ok) return readLastSeen(doors, tenantId, reported.failure);
    return ok({ provisioning: reported.value, away: null });
  }
  const counts = await doors.cache.read(countProvisioning, { tenantId });
  const recorded = doors.ledger.read((ledger) => readRecordedMode(ledger, tenantId));
  const provisioning: Provisioning = {
    tenantId,
    modeIs: recorded ? 'recorded' : 'inferred',
    mode: recorded?.mode ?? inferMode(counts),
    changedAt: recorded?.recordedAt ?? null,
    changedBy: recorded?.recordedBy ?? null,
    defaultRole: null,
    sso: [],
    tokens: null,
    counts: shownCounts(counts),
    // Nothing is asked here: what is shown is as old as the copy.
    readAt: tenant.value.lastSyncAt ?? tenant.value.addedAt,
  };
  return ok({ provisioning, away: null });
}
