import { describeFailure, type Failure } from '../../../src-contract/failure-catalogue.ts';
import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { ModeSwitchPlan, Provisioning, ProvisioningMode } from '../../../src-contract/provisioning.ts';
import type { Tenant } from '../../../src-contract/tenants.ts';
import type { Plans } from '../../action/plans.ts';
import { roleLabel } from '../users/role-label.ts';
import { counted, modeWords, people } from './mode-words.ts';
import type { ProvisioningDoors } from './provisioning-doors.ts';
import { countProvisioning } from './provisioning-rows.ts';
import { readKnownProvisioning } from './read-provisioning.ts';
import { breakGlassOf, rehearsalLists } from './rehearsal/list-words.ts';
import type { Compared } from './rehearsal/rehearsal-rows.ts';
import type { TenantFigures } from './rehearsal/rehearsals.ts';
import { rehearse } from './rehearsal/rehearse.ts';
import { backupList } from './rehearsal/save-backup.ts';
import type { ShownRehearsals } from './rehearsal/save-rehearsal.ts';
import { type ImpactFacts, switchAcknowledgement, switchImpact } from './switch-impact.ts';

/** What an admin agrees to when he switches. */
export interface AgreedSwitch {
  tenantId: string;
  from: ProvisioningMode;
  to: ProvisioningMode;
  idp: string;
  typeTenantName: string | null;
  /** Set when the switch cannot be made from here; the plan is a preview only. */
  blocked: Failure | null;
  /** Of all that was shown: a switch is refused when another comparison gives another one (F4). */
  digest: string;
  figures: TenantFigures;
  export: string | null;
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

function factsOf(
  provisioning: Provisioning,
  compared: Compared,
  { idp, nowMs }: { idp: string; nowMs: number },
): ImpactFacts {
  const count = (list: keyof Compared['counts']): number => compared.counts[list] ?? 0;
  return {
    idp,
    defaultRole: roleLabel(provisioning.defaultRole ?? 'member'),
    scimPeople: count('scim-people'),
    scimAdmins: count('scim-admins'),
    scimTeams: count('scim-teams'),
    jitPeople: count('jit-people'),
    openInvites: count('open-invites'),
    silentForMs: silence(provisioning, nowMs),
  };
}

interface Block {
  failure: Failure;
  because: string;
}

const awayCodes: ReadonlySet<string> = new Set(['unreachable', 'timed-out']);

/** Why a switch cannot be made from here now; null when it can. `away`: the copy could not be brought up to date. */
function blockOf(
  provisioning: Provisioning,
  to: ProvisioningMode,
  { tenant, away }: { tenant: Tenant; away: Failure | null },
): Block | null {
  if (provisioning.mode === to) {
    const because = `${modeWords[to]} is on already`.replace(/^./, (a) => a.toUpperCase());
    return { failure: describeFailure('nothing-to-do'), because };
  }
  if (tenant.profile === 'published-only') {
    const because =
      'This control plane does not let other programs switch. Do it in its console, then record it here.';
    const host = new URL(tenant.controlPlane).host;
    return { failure: describeFailure('needs-extension-profile', { host }), because };
  }
  if (to !== 'invite-only' && provisioning.sso.length === 0)
    return { failure: describeFailure('needs-sso'), because: 'Needs SSO first' };
  if (away === null) return null;
  return { failure: away, because: awayCodes.has(away.code) ? 'Needs the connection' : away.sentence };
}

function backupOf(from: ProvisioningMode, { figures }: Compared): ModeSwitchPlan['rehearsal']['backup'] {
  const count = backupList(from) === 'everybody' ? figures.people : figures.scimPeople;
  return { count, label: `Save the ${people(count)} and their groups as CSV before the switch` };
}

/** What the comparison with a file adds to look at. */
function fileWarnings({ counts, export: file }: Compared, idp: string): string[] {
  const left = counts['left-active'] ?? 0;
  if (file === null || left === 0) return [];
  return [`${counted(left)} left in ${idp} and still active here. Their names are in the list below.`];
}

/**
 * Rehearses a switch of the mode: counts and lists from the copy (refreshed when older than five minutes, as it is while
 * the tenant is out of reach) and from the export that was given, and opens a one-time plan. Nothing is changed. A switch
 * that cannot be made is shown all the same, with the reason. Fails where not even the mode is known.
 */
export async function planSwitch(
  doors: ProvisioningDoors,
  { plans, rehearsals }: { plans: Plans<AgreedSwitch>; rehearsals: ShownRehearsals },
  { tenantId, to }: { tenantId: string; to: ProvisioningMode },
): Promise<Outcome<ModeSwitchPlan>> {
  const known = doors.tenant(tenantId);
  if (!known.ok) return known;
  // Side by side: a tenant that is out of reach is waited for once.
  const [refreshed, read] = await Promise.all([
    doors.refresh(tenantId),
    readKnownProvisioning(doors, tenantId),
  ]);
  if (!read.ok) return read;
  const tenant = doors.tenant(tenantId);
  if (!tenant.ok) return tenant;
  const { provisioning, away } = read.value;
  const { mode: from } = provisioning;
  const rehearsed = await rehearse(doors.cache, tenantId);
  if (!rehearsed.ok) return rehearsed;
  const compared = rehearsed.value;
  const names = provisioning.sso.map(({ name }) => name);
  const { idpName } = await doors.cache.read(countProvisioning, { tenantId });
  const idp = names.join(' and ') || idpName || 'the identity provider';
  const facts = factsOf(provisioning, compared, { idp, nowMs: doors.clock.wallMs() });
  const block = blockOf(provisioning, to, {
    tenant: tenant.value,
    away: away ?? (refreshed.ok ? null : refreshed.failure),
  });
  const typeTenantName = tenant.value.environment === 'production' ? tenant.value.displayName : null;
  const { figures, digest, export: file } = compared;
  const opened = plans.open({
    ...{ tenantId, from, to, idp, typeTenantName, digest, figures },
    blocked: block?.failure ?? null,
    export: file?.fileName ?? null,
  });
  const impact = switchImpact(from, to, facts);
  const plan: ModeSwitchPlan = {
    ...opened,
    from,
    to,
    modeIs: provisioning.modeIs,
    switchIn: tenant.value.profile === 'full' ? 'here' : 'console',
    ...impact,
    warnings: [...impact.warnings, ...fileWarnings(compared, idp)],
    rehearsal: {
      rehearsalId: compared.rehearsalId,
      idp,
      lists: rehearsalLists(compared, { from, to, idp }),
      breakGlass: breakGlassOf(compared, { idp }),
      export: file,
      backup: backupOf(from, compared),
    },
    blockedBecause: block?.because ?? null,
    asOf: refreshed.ok ? refreshed.value.lastSyncAt : tenant.value.lastSyncAt,
    asks: { acknowledge: switchAcknowledgement(from, to, facts), typeTenantName },
  };
  rehearsals.keep({ tenantId, plan, idp, figures });
  return ok(plan);
}
