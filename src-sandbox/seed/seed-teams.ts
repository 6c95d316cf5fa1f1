import { type NewGrant, prepareGrantLoad, type ResourceRow } from '../store/grants-table.ts';
import { prepareMemberLoad } from '../store/team-members-table.ts';
import { type NewTeam, openTeamsTable } from '../store/teams-table.ts';
import type { TenantFile } from '../store/tenant-file.ts';
import { placeMembers } from './place-members.ts';
import { type PeoplePlan, standing } from './plan-people.ts';
import { planTeams } from './plan-teams.ts';
import { rolesOn } from './seed-resources.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

const day = 86_400_000;

export interface TeamSeeding {
  readonly plan: PeoplePlan;
  readonly seed: number;
  readonly now: number;
  readonly founderId: string;
  readonly resources: readonly ResourceRow[];
  readonly sso: 'sso' | 'no-sso';
}

/** Writes `everyone`, the teams, their members and managers, and what roles the teams give. */
export function seedTeams(file: TenantFile, seeding: TeamSeeding): void {
  const random = seededRandom(seeding.seed, 'teams');
  const sketches = planTeams(seeding.plan.counts.users, seeding.sso);
  file.transaction(() => {
    const teams = openTeamsTable(file);
    const insertMember = prepareMemberLoad(file);
    const insertGrant = prepareGrantLoad(file).grant;
    const createdAt = seeding.now - 1097 * day;
    const shared = { displayName: null, extras: '{}', createdById: seeding.founderId, scimExternalId: null };
    const everyone: NewTeam = {
      ...shared,
      id: random.id(),
      name: 'everyone',
      description: 'All people of the tenant',
      createdByScim: 0,
      isEveryone: 1,
      createdAt,
      updatedAt: createdAt,
    };
    teams.insert(everyone);
    placeMembers(seeding.plan, sketches, random, (sketch, members) => {
      const age = 20 + random.below(1060);
      const id = random.id();
      const externalId = random.id();
      const team = teams.insert({
        ...shared,
        id,
        name: sketch.name,
        description: random.chance(0.7) ? `People of ${sketch.name.replaceAll('-', ' ')}` : null,
        createdByScim: sketch.kind === 'scim' ? 1 : 0,
        scimExternalId: sketch.kind === 'scim' ? `00g${externalId.slice(3, 20)}` : null,
        isEveryone: 0,
        createdAt: seeding.now - age * day,
        updatedAt: Math.round(seeding.now - age * day * random.next()),
      });
      const managers = chooseManagers(seeding.plan, members, sketch.managers);
      for (const member of members) insertMember(team.position, member, managers.has(member) ? 1 : 0);
      for (const grant of teamGrants(seeding.resources, {
        name: team.name,
        position: team.position,
        random,
      })) {
        insertGrant(grant);
      }
    });
  })();
}

function chooseManagers(plan: PeoplePlan, members: readonly number[], wanted: number): Set<number> {
  const able = members.filter((position) => plan.standing[position - 1] === standing.active);
  return new Set((able.length > 0 ? able : members).slice(0, wanted));
}

function* teamGrants(
  resources: readonly ResourceRow[],
  team: { name: string; position: number; random: SeededRandom },
): Generator<NewGrant> {
  const given = new Set(Array.from({ length: 1 + team.random.below(20) }, () => team.random.pick(resources)));
  for (const resource of given) {
    const roleName = team.random.pick(rolesOn[resource.type] ?? []);
    const bindingName = `team-${team.name}`;
    yield {
      bindingName,
      subjectType: 'team',
      subjectPosition: team.position,
      resourceId: resource.id,
      roleName,
    };
  }
}
