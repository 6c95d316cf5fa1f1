import type { SandboxApi } from '../harness/sandbox-api.ts';

export interface TenantTeam {
  id: string;
  name: string;
  members: string[];
  managers: string[];
  isEditable: boolean;
}

interface TeamOnWire {
  id: string;
  isEditable?: boolean;
  manifest?: { name?: string; members?: string[]; managers?: string[] };
}

/** Every team as the tenant has it now, past the app. */
export async function tenantTeams(tenant: SandboxApi): Promise<TenantTeam[]> {
  const { body } = await tenant.api('/teams/user?limit=1000');
  return (body as { data: TeamOnWire[] }).data.map(({ id, isEditable, manifest }) => ({
    id,
    name: manifest?.name ?? '',
    members: manifest?.members ?? [],
    managers: manifest?.managers ?? [],
    isEditable: isEditable !== false,
  }));
}

/** One team by its name, or null. */
export async function tenantTeam(tenant: SandboxApi, name: string): Promise<TenantTeam | null> {
  return (await tenantTeams(tenant)).find((team) => team.name === name) ?? null;
}

/** Writes a team as a colleague would in the console. */
export async function putTenantTeam(
  tenant: SandboxApi,
  team: { name: string; members: string[]; managers: string[] },
): Promise<void> {
  const body = JSON.stringify({ manifest: { type: 'team', ...team } });
  const { status } = await tenant.api('/teams', { method: 'PUT', body });
  if (status !== 200) throw new Error(`The sandbox answered ${status} to PUT /teams`);
}
