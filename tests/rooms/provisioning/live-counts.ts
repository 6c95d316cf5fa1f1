import type { OpenedRooms } from './open-rooms.ts';

/** A person as the tenant itself answers; what the tests count without any code of the app. */
export interface LiveUser {
  email: string;
  active: boolean;
  isEditable: boolean;
  lastAccessedAt?: string;
  roles: string[];
  metadata: {
    createdByScim?: boolean;
    registeredInIdp?: boolean;
    inviteAccepted?: boolean;
    displayName?: string;
  };
}

interface LiveTeam {
  teamName: string;
  isEditable: boolean;
  metadata: { createdByScim?: boolean } | null;
}

/** Everybody and every team of a tenant, asked with plain HTTP. */
export async function readLive(tenant: {
  tenantUrl: string;
  token: string;
}): Promise<{ users: LiveUser[]; teams: LiveTeam[]; mode: string }> {
  const get = async (path: string): Promise<{ data: unknown }> => {
    const answer = await fetch(`${tenant.tenantUrl}/api/svc/v1${path}`, {
      headers: { authorization: `Bearer ${tenant.token}` },
    });
    return (await answer.json()) as { data: unknown };
  };
  const users: LiveUser[] = [];
  for (;;) {
    const { data } = await get(`/users?limit=1000&offset=${users.length}&showInvalidUsers=true`);
    const page = data as LiveUser[];
    if (page.length === 0) break;
    users.push(...page);
  }
  const { data: teams } = await get('/teams/user?limit=1000&offset=0');
  const { data: mode } = await get('/settings/provisioning');
  return {
    users,
    teams: (teams as LiveTeam[]).filter(({ teamName }) => teamName !== 'everyone'),
    mode: (mode as { mode?: string } | undefined)?.mode ?? 'not reported',
  };
}

export const isScim = ({ metadata }: LiveUser): boolean => metadata.createdByScim === true;
export const isPending = ({ active, metadata, lastAccessedAt }: LiveUser): boolean =>
  active && metadata.inviteAccepted === false && metadata.registeredInIdp !== true && !lastAccessedAt;

/** All rows of one list of a rehearsal. */
export async function listNames(
  rooms: OpenedRooms,
  rehearsalId: string,
  list: Parameters<OpenedRooms['handlers']['provisioning/rehearsal-rows']>[0]['list'],
): Promise<string[]> {
  const details: string[] = [];
  for (;;) {
    const window = await rooms.handlers['provisioning/rehearsal-rows']({
      rehearsalId,
      list,
      text: '',
      offset: details.length,
      limit: 500,
    });
    if (!window.ok) throw new Error(window.failure.sentence);
    details.push(...window.value.rows.map(({ detail }) => detail));
    if (details.length >= window.value.matches) return details.sort();
  }
}
