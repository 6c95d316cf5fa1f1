import type { SandboxApi } from '../e2e/harness/sandbox-api.ts';

export interface TenantTeam {
  readonly name: string;
  /** Emails, sorted. */
  readonly members: readonly string[];
  readonly isEditable: boolean;
}

interface TeamOnWire {
  readonly teamName: string;
  readonly isEditable: boolean;
  readonly manifest: { readonly members: readonly string[] };
}

/** All teams that the tenant lists, without `everyone`: that one is the system's own. */
export async function tenantTeams(tenant: SandboxApi): Promise<TenantTeam[]> {
  const { status, body } = await tenant.api('/teams/user?limit=1000');
  if (status !== 200) throw new Error(`The tenant answered ${status} to the list of teams`);
  const { data } = body as { data: readonly TeamOnWire[] };
  return data
    .filter(({ teamName }) => teamName !== 'everyone')
    .map(({ teamName, isEditable, manifest }) => ({
      name: teamName,
      isEditable,
      members: manifest.members.toSorted(),
    }));
}
