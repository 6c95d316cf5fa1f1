import { cacheRead } from '../../cache/cache-handles.ts';
import { findCopy } from '../../cache/copies.ts';

/** Who came how, as the copy has it. All zero before the first sync. */
export interface ProvisioningCounts {
  people: number;
  /** Made by SCIM; they keep that mark when another mode is on. */
  scim: number;
  scimAdmins: number;
  /** Managed by an identity provider now: edits are locked. */
  managed: number;
  jit: number;
  invited: number;
  openInvites: number;
  scimTeams: number;
  /** Name of the identity provider that manages most people; null when none does. */
  idpName: string | null;
}

const countPeople = `
  SELECT
    COUNT(*) AS people,
    COUNT(*) FILTER (WHERE source = 'scim') AS scim,
    COUNT(*) FILTER (WHERE source = 'scim' AND role = 'tenant-admin') AS scimAdmins,
    COUNT(*) FILTER (WHERE managed_by IS NOT NULL) AS managed,
    COUNT(*) FILTER (WHERE source = 'jit') AS jit,
    COUNT(*) FILTER (WHERE source = 'invited') AS invited,
    COUNT(*) FILTER (WHERE status = 'pending') AS openInvites
  FROM users WHERE copy_no = @copyNo`;

const countScimTeams =
  'SELECT COUNT(*) AS scimTeams FROM teams WHERE copy_no = @copyNo AND is_managed_by_idp = 1';

const nameIdp = `
  SELECT managed_by AS idpName FROM users WHERE copy_no = @copyNo AND managed_by IS NOT NULL
  GROUP BY managed_by ORDER BY COUNT(*) DESC LIMIT 1`;

/** Counts a tenant's people and teams by how they came. */
export const countProvisioning = cacheRead<{ tenantId: string }, ProvisioningCounts>(
  'provisioning/count',
  (cache, { tenantId }) => {
    // A tenant without a copy counts as copy 0, which has no rows.
    const copyNo = findCopy(cache, tenantId)?.no ?? 0;
    type People = Omit<ProvisioningCounts, 'scimTeams' | 'idpName'>;
    const people = cache.prepare<{ copyNo: number }, People>(countPeople).get({ copyNo });
    const teams = cache.prepare<{ copyNo: number }, { scimTeams: number }>(countScimTeams).get({ copyNo });
    const idp = cache.prepare<{ copyNo: number }, { idpName: string }>(nameIdp).get({ copyNo });
    if (people === undefined || teams === undefined) throw new Error('an aggregate always has one row');
    return { ...people, ...teams, idpName: idp?.idpName ?? null };
  },
);
