import type { FailureCode } from '../../../src-contract/failure-catalogue.ts';
import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { ModeSwitchPlan, Provisioning, ProvisioningMode } from '../../../src-contract/provisioning.ts';
import type { Tenant } from '../../../src-contract/tenants.ts';
import type { Plans } from '../../action/plans.ts';
import { roleLabel } from '../users/role-label.ts';
import { modeWords } from './mode-words.ts';
import type { ProvisioningDoors } from './provisioning-doors.ts';
import { countProvisioning, type ProvisioningCounts } from './provisioning-rows.ts';
import { readProvisioning } from './read-provisioning.ts';
import { type ImpactFacts, switchAcknowledgement, switchImpact } from './switch-impact.ts';

/** What an admin agrees to when he switches. */
export interface AgreedSwitch {
  tenantId: string;
  from: ProvisioningMode;
  to: ProvisioningMode;
  typeTenantName: string | null;
  /** Set when the switch cannot be made from here; the plan is a preview only. */
  blocked: FailureCode | null;
}

/** SCIM that pushed nothing for a day is worth a warning (design: usual gap under an hour). */
const silentFromMs = 24 * 3_600_000;

function silence(provisioning: Provisioning, nowMs: number): number | null {
  const used = (provisioning.tokens ?? []).flatMap(({ lastUsedAt }) =>
    lastUsedAt ? [Date.parse(lastUsedAt)] : [],
  );
  if (used.length === 0) return null;
  const ms = nowMs - Math.max(...used);
  return ms >= silentFromMs ? ms : null;
}

function factsOf(provisioning: Provisioning, counts: ProvisioningCounts, nowMs: number): ImpactFacts {
  const names = provisioning.sso.map(({ name }) => name);
  return {
    idp: names.join(' and ') || counts.idpName || 'the identity provider',
    defaultRole: roleLabel(provisioning.defaultRole ?? 'member'),
    scimPeople: counts.scim,
    scimAdmins: counts.scimAdmins,
    scimTeams: counts.scimTeams,
    jitPeople: counts.jit,
    openInvites: counts.openInvites,
    silentForMs: silence(provisioning, nowMs),
  };
}

function blockOf(
  provisioning: Provisioning,
  to: ProvisioningMode,
  tenant: Tenant,
): { code: FailureCode; because: string } | null {
  if (provisioning.mode === to) {
    return {
      code: 'nothing-to-do',
      because: `${modeWords[to]} is on already`.replace(/^./, (a) => a.toUpperCase()),
    };
  }
  if (tenant.profile === 'published-only') {
    const because =
      'This control plane does not let other programs switch. Do it in its console, then record it here.';
    return { code: 'needs-extension-profile', because };
  }
  if (to !== 'invite-only' && provisioning.sso.length === 0)
    return { code: 'needs-sso', because: 'Needs SSO first' };
  return null;
}

/**
 * Shows what a switch of the mode would do, with counts from the copy (refreshed when older than five minutes), and
 * opens a one-time plan. Nothing is changed. A switch that cannot be made is shown all the same, with the reason.
 */
export async function planSwitch(
  doors: ProvisioningDoors,
  plans: Plans<AgreedSwitch>,
  { tenantId, to }: { tenantId: string; to: ProvisioningMode },
): Promise<Outcome<ModeSwitchPlan>> {
  const tenant = doors.tenant(tenantId);
  if (!tenant.ok) return tenant;
  const refreshed = await doors.refresh(tenantId);
  if (!refreshed.ok) return refreshed;
  const read = await readProvisioning(doors, tenantId);
  if (!read.ok) return read;
  const provisioning = read.value;
  const { mode: from } = provisioning;
  const counts = await doors.cache.read(countProvisioning, { tenantId });
  const facts = factsOf(provisioning, counts, doors.clock.wallMs());
  const block = blockOf(provisioning, to, tenant.value);
  const typeTenantName = tenant.value.environment === 'production' ? tenant.value.displayName : null;
  const opened = plans.open({ tenantId, from, to, typeTenantName, blocked: block?.code ?? null });
  return ok({
    ...opened,
    from,
    to,
    ...switchImpact(from, to, facts),
    blockedBecause: block?.because ?? null,
    asOf: refreshed.value.lastSyncAt,
    asks: { acknowledge: switchAcknowledgement(from, to, facts), typeTenantName },
  });
}
