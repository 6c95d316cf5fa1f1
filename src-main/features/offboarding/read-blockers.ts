import type { LeavingRole, LeavingTeam, OffboardingRead } from '../../../src-contract/offboarding.ts';
import type { ApiOutcome } from '../../tenant-api/api-outcome.ts';
import type { TenantClient } from '../../tenant-api/tenant-client.ts';
import type { BindingManifestWire } from '../../tenant-api/wire/bindings.ts';
import type { TeamWire } from '../../tenant-api/wire/teams.ts';
import type { UserWire } from '../../tenant-api/wire/users.ts';
import { listsOf, lockOf } from '../teams/live-team.ts';
import { standingIn } from '../teams/merge-team.ts';
import { holds } from './live-binding.ts';
import { isOnResource, teamName } from './what-is-left.ts';

/** Who may manage a team after its last manager has left, before the choice of the admin. */
export type TeamToLeave = Omit<LeavingTeam, 'candidates'> & { teamId: string; stays: string[] };
export type RoleToLeave = LeavingRole & { permissions: BindingManifestWire['permissions'] };

export interface Blockers {
  teams: TeamToLeave[];
  roles: RoleToLeave[];
}

/** Reads live what blocks the deletion of these people; `told` hears of each read that is done. Nothing is changed. */
export async function readBlockers(
  api: TenantClient,
  people: readonly UserWire[],
  told: (read: OffboardingRead, found: number) => void,
): Promise<ApiOutcome<Blockers>> {
  const [teams, bindings] = await Promise.all([api.listTeams(), api.listBindings()]);
  if (!teams.ok) return teams;
  const toLeave = teams.value.flatMap((team) => teamToLeave(team, people));
  told('teams', toLeave.length);
  if (!bindings.ok) return bindings;
  const manifests = bindings.value.map(({ manifest }) => manifest);
  const roles = [...rolesInBindings(manifests, people), ...rolesWithoutBinding(manifests, people)];
  told('roles', roles.length);
  return { ...bindings, value: { teams: toLeave, roles } };
}

function teamToLeave(wire: TeamWire, people: readonly UserWire[]): TeamToLeave[] {
  const team = teamName(wire);
  if (team === '' || team === 'everyone') return [];
  const lists = listsOf(wire);
  const leavers = people.flatMap(({ email }) => {
    const as = standingIn(lists, email);
    return as === 'none' ? [] : [{ email, as }];
  });
  if (leavers.length === 0) return [];
  const gone = new Set(leavers.map(({ email }) => email.toLowerCase()));
  const isLeft = (email: string): boolean => !gone.has(email.toLowerCase());
  const stays = [...new Set([...lists.managers, ...lists.members])].filter(isLeft);
  const isLastManager = lists.managers.length > 0 && !lists.managers.some(isLeft);
  return [
    {
      key: `team ${team}`,
      team,
      teamId: wire.id,
      leavers,
      leaves: stays.length === 0 ? 'last-person' : isLastManager ? 'last-manager' : 'enough',
      stays,
      lockedBecause: lockOf(wire)?.sentence ?? null,
    },
  ];
}

function strengthOf(role: string): RoleToLeave['strength'] {
  if (/admin|owner/i.test(role)) return 'admin';
  return /manager|editor|write/i.test(role) ? 'manager' : 'user';
}

const rank = { admin: 0, manager: 1, user: 2 } as const;

function rolesInBindings(
  manifests: readonly BindingManifestWire[],
  people: readonly UserWire[],
): RoleToLeave[] {
  const found = manifests.flatMap((manifest) => {
    const leavers = people.map(({ email }) => email).filter((email) => holds(manifest, email));
    if (leavers.length === 0) return [];
    const strengths = manifest.permissions.map(({ role }) => strengthOf(role));
    const strength = strengths.toSorted((one, other) => rank[one] - rank[other])[0] ?? 'user';
    return manifest.permissions.map(
      ({ resourceType, resourceFqn, role }): RoleToLeave => ({
        key: `role ${manifest.name}`,
        binding: manifest.name,
        resourceType,
        resourceName: resourceFqn.split(':').at(-1) ?? resourceFqn,
        roleName: role,
        leavers,
        others: othersWith(manifests, { resourceFqn, role, leavers: people.map(({ email }) => email) }),
        strength,
        lockedBecause: null,
        permissions: manifest.permissions,
      }),
    );
  });
  return found.sort((one, other) => rank[one.strength] - rank[other.strength]);
}

/** Who else is given the same role on the same resource directly. */
function othersWith(
  manifests: readonly BindingManifestWire[],
  { resourceFqn, role, leavers }: { resourceFqn: string; role: string; leavers: readonly string[] },
): { people: number; teams: number } {
  const gone = new Set(leavers.map((email) => email.toLowerCase()));
  const subjects = manifests
    .filter(({ permissions }) =>
      permissions.some((given) => given.resourceFqn === resourceFqn && given.role === role),
    )
    .flatMap((manifest) => manifest.subjects);
  const named = (kind: string): Set<string> =>
    new Set(subjects.filter(({ type }) => type === kind).map(({ name }) => name.toLowerCase()));
  return {
    people: [...named('user')].filter((email) => !gone.has(email)).length,
    teams: named('team').size,
  };
}

/** Roles that the person's own answer names and no binding explains: the server refuses the deletion, and we cannot take them. */
function rolesWithoutBinding(
  manifests: readonly BindingManifestWire[],
  people: readonly UserWire[],
): RoleToLeave[] {
  return people.flatMap(({ email, rolesWithResource }) => {
    const given = new Map<string, number>();
    for (const manifest of manifests.filter((each) => holds(each, email))) {
      for (const { resourceType, role } of manifest.permissions) {
        const kind = `${resourceType} ${role}`;
        given.set(kind, (given.get(kind) ?? 0) + 1);
      }
    }
    return (rolesWithResource ?? []).filter(isOnResource).flatMap((held): RoleToLeave[] => {
      const { resourceType, resourceId, roleName } = held;
      const kind = `${resourceType} ${roleName}`;
      const left = given.get(kind) ?? 0;
      given.set(kind, left - 1);
      if (left > 0) return [];
      return [
        {
          key: `role without binding ${email} ${resourceType} ${resourceId} ${roleName}`.slice(0, 600),
          binding: null,
          resourceType: resourceType ?? '',
          resourceName: resourceId ?? '',
          roleName: roleName ?? held.roleId ?? '',
          leavers: [email],
          others: null,
          strength: strengthOf(roleName ?? ''),
          lockedBecause:
            'No role binding of the tenant gives this role, so it can only be taken in the console',
          permissions: [],
        },
      ];
    });
  });
}
