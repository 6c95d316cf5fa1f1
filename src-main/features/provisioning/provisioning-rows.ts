import { cacheRead } from '../../cache/cache-handles.ts';

/** Who came how, as the copy has it. */
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

export const countProvisioning = cacheRead<{ tenantId: string }, ProvisioningCounts>(
  'provisioning/count',
  () => {
    throw new Error('not yet');
  },
);
