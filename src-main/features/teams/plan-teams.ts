import type { Asks } from '../../../src-contract/asks.ts';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import { teamNameProblem } from '../../../src-contract/team-name.ts';
import type { TeamPlan } from '../../../src-contract/teams.ts';
import type { Tenant } from '../../../src-contract/tenants.ts';
import type { JobPlan } from '../../action/jobs-door.ts';
import type { Plans } from '../../action/plans.ts';
import type { PlannedRow } from '../../action/tenant-action.ts';
import type { TenantClient } from '../../tenant-api/tenant-client.ts';
import type { TeamWire } from '../../tenant-api/wire/teams.ts';
import type { FeatureRooms } from '../feature-rooms.ts';
import { type EditTeamWish, plannedTeamEdit } from './edit-team.ts';
import { listsOf, lockOf } from './live-team.ts';
import { type MergedTeam, mergeTeam, type Standing, standingIn } from './merge-team.ts';
import { saveTeams } from './teams-rows.ts';

/** What an admin agrees to; main keeps it and runs exactly this. */
export interface AgreedTeams {
  tenantId: string;
  kind: JobPlan['kind'];
  title: string;
  rows: PlannedRow[];
  asks: Asks;
}

export interface TeamDoors extends FeatureRooms {
  plans: Plans<AgreedTeams>;
  now(): Date;
}

export interface Wish {
  email: string;
  to: Standing;
}

type PlannedTeam = TeamPlan['teams'][number];

const namedAtMost = 50;
/** In Production more people than this need the number typed (design, section 9). */
const numberedFrom = 25;
const noAsks: Asks = { typeNumber: null, typeTenantName: null, typeText: null, acknowledge: null };

/** Plans changes of people in teams that exist, one write a team. Reads each team fresh; nothing is changed. */
export async function planTeamEdits(
  doors: TeamDoors,
  wanted: {
    tenantId: string;
    verb: 'edit' | 'add';
    edits: readonly { teamId: string; wishes: readonly Wish[] }[];
  },
): Promise<Outcome<TeamPlan>> {
  const { tenantId, verb } = wanted;
  const tenant = doors.tenant(tenantId);
  if (!tenant.ok) return tenant;
  const client = doors.client(tenantId);
  if (!client.ok) return client;
  const teams: PlannedTeam[] = [];
  const rows: PlannedRow[] = [];
  const leftOut: TeamPlan['leftOut'] = [];
  const emptied: string[] = [];
  const fresh: TeamWire[] = [];
  for (const { teamId, wishes } of wanted.edits) {
    const read = await client.value.readTeam(teamId);
    if (!read.ok) return failed(read.failure);
    const team = read.value;
    if (team === null) {
      leftOut.push({ name: teamId, why: 'It is gone.' });
      continue;
    }
    fresh.push(team);
    const name = team.manifest?.name ?? team.teamName ?? teamId;
    const lock = lockOf(team);
    if (lock !== null) {
      leftOut.push({ name, why: lock.sentence });
      continue;
    }
    const now = listsOf(team);
    const wished = lastWishes(wishes).map(({ email, to }) => ({ email, from: standingIn(now, email), to }));
    // Adding takes nothing away: whoever is in the team already stays what they are.
    const people = verb === 'add' ? wished.filter(({ from }) => from === 'none') : wished;
    const merged = mergeTeam(now, people);
    if (merged.changed.length === 0) {
      leftOut.push({ name, why: 'Everybody is as wished already.' });
      continue;
    }
    const changed = new Set(merged.changed);
    const changing = people.filter(({ email }) => changed.has(email));
    if (merged.lists.members.length === 0) emptied.push(name);
    const roles = await readRoles(client.value, teamId);
    teams.push(
      asPlanned({ name, now, merged, people: changing, alreadySo: wished.length - changing.length, roles }),
    );
    const mayEmpty = merged.lists.members.length === 0 ? 'yes' : 'no';
    rows.push(
      plannedTeamEdit({ team: name, teamId, people: changing, create: 'no', mayEmpty, description: null }, 0),
    );
  }
  const differing = await doors.cache.write(saveTeams, { tenantId, teams: fresh });
  if (differing > 0) doors.announce({ what: 'users', tenantId });
  const touched = new Set(
    rows.flatMap(({ input }) => (input as EditTeamWish).people.map(({ email }) => email)),
  );
  return open(doors, {
    tenant: tenant.value,
    verb,
    people: touched.size,
    kind: verb === 'add' ? 'add-to-teams' : 'save-team',
    title: titleOf(verb, teams, touched.size),
    teams,
    leftOut,
    rows,
    lost: '',
    asks: {
      ...noAsks,
      typeNumber:
        tenant.value.environment === 'production' && touched.size > numberedFrom ? touched.size : null,
      typeText: emptied[0] ?? null,
      acknowledge: emptied.length === 0 ? null : `${emptied.join(', ')} will have nobody in it`,
    },
  });
}

/** Plans a new team. Fails with `input-invalid` for a name that not every control plane takes, with `team-exists`. */
export async function planNewTeam(
  doors: TeamDoors,
  wanted: { tenantId: string; name: string; description: string; members: string[]; managers: string[] },
): Promise<Outcome<TeamPlan>> {
  const { tenantId, name } = wanted;
  const tenant = doors.tenant(tenantId);
  if (!tenant.ok) return tenant;
  const problem = teamNameProblem(name, new Set());
  if (problem !== null) return failed(describeFailure('input-invalid', { why: problem }));
  const client = doors.client(tenantId);
  if (!client.ok) return client;
  const found = await client.value.findTeam(name);
  if (!found.ok) return failed(found.failure);
  if (found.value !== null) return failed(describeFailure('team-exists', { team: name }));
  const people = lastWishes([
    ...wanted.members.map((email) => ({ email, to: 'member' as const })),
    ...wanted.managers.map((email) => ({ email, to: 'manager' as const })),
  ]).map(({ email, to }) => ({ email, from: 'none' as const, to }));
  const now = { members: [], managers: [] };
  const merged = mergeTeam(now, people);
  const description = wanted.description.trim();
  const row = plannedTeamEdit(
    {
      team: name,
      teamId: null,
      people,
      create: 'yes',
      mayEmpty: people.length === 0 ? 'yes' : 'no',
      description: description === '' ? null : description,
    },
    0,
  );
  return open(doors, {
    tenant: tenant.value,
    verb: 'create',
    people: people.length,
    kind: 'save-team',
    title: `New team ${name}`,
    teams: [asPlanned({ name, now, merged, people, alreadySo: 0, roles: [] })],
    leftOut: [],
    rows: [row],
    lost: '',
    asks: {
      ...noAsks,
      acknowledge:
        people.length === 0 ? `${name} will have nobody in it; some control planes refuse that` : null,
    },
  });
}

/** Plans the deletion of a team (level 2): shows what its people lose. */
export async function planTeamDeletion(
  doors: TeamDoors,
  { tenantId, teamId }: { tenantId: string; teamId: string },
): Promise<Outcome<TeamPlan>> {
  const tenant = doors.tenant(tenantId);
  if (!tenant.ok) return tenant;
  const client = doors.client(tenantId);
  if (!client.ok) return client;
  const read = await client.value.readTeam(teamId);
  if (!read.ok) return failed(read.failure);
  if (read.value === null) return failed(describeFailure('not-found', { team: teamId }));
  const team = read.value;
  const name = team.manifest?.name ?? team.teamName ?? teamId;
  const lock = lockOf(team);
  if (lock !== null) return failed(lock);
  const now = listsOf(team);
  const people = [...new Set([...now.members, ...now.managers])].map((email) => ({
    email,
    from: standingIn(now, email),
    to: 'none' as const,
  }));
  const roles = await readRoles(client.value, teamId);
  const row: PlannedRow = {
    action: 'teams/delete-team',
    input: {
      team: name,
      teamId,
      members: [...now.members],
      managers: [...now.managers],
      description: team.manifest?.description ?? '',
    },
    subject: name,
    name,
    phase: 0,
    fileRow: null,
  };
  const merged = mergeTeam(now, people);
  return open(doors, {
    tenant: tenant.value,
    verb: 'delete',
    people: people.length,
    kind: 'delete-team',
    title: `Delete team ${name}`,
    teams: [asPlanned({ name, now, merged, people, alreadySo: 0, roles })],
    leftOut: [],
    rows: [row],
    lost: 'Undo makes the team again with its people. The roles that it gave do not come back.',
    asks: {
      ...noAsks,
      typeTenantName: tenant.value.environment === 'production' ? tenant.value.displayName : null,
      acknowledge: `Its ${people.length === 1 ? 'one person loses' : `${people.length} people lose`} what the team gives`,
    },
  });
}

function open(
  doors: TeamDoors,
  plan: Omit<AgreedTeams, 'tenantId'> &
    Pick<TeamPlan, 'verb' | 'people' | 'teams' | 'leftOut' | 'lost'> & { tenant: Tenant },
): Outcome<TeamPlan> {
  const { tenant, verb, people, kind, title, teams, leftOut, rows, lost, asks } = plan;
  const opened = doors.plans.open({ tenantId: tenant.id, kind, title, rows, asks });
  const checkedAt = doors.now().toISOString();
  return ok({ ...opened, verb, people, teams, leftOut, writes: rows.length, checkedAt, lost, asks });
}

/** The last wish about somebody counts, whatever the letter case of the address. */
function lastWishes(wishes: readonly Wish[]): Wish[] {
  return [...new Map(wishes.map((wish) => [wish.email.toLowerCase(), wish])).values()];
}

function titleOf(verb: 'edit' | 'add', teams: readonly PlannedTeam[], people: number): string {
  const [only] = teams;
  const where = teams.length === 1 && only !== undefined ? only.name : `${teams.length} teams`;
  const who = people === 1 ? '1 person' : `${people} people`;
  return verb === 'add' ? `Add ${who} to ${where}` : `Change ${who} in ${where}`;
}

type Roles = PlannedTeam['roles'];

/** Roles that the team gives; null when the tenant does not tell, which keeps nothing from being planned. */
async function readRoles(client: TenantClient, teamId: string): Promise<Roles> {
  const read = await client.readTeamPermissions(teamId);
  return read.ok ? read.value : null;
}

function asPlanned(facts: {
  name: string;
  now: { members: readonly string[]; managers: readonly string[] };
  merged: MergedTeam;
  people: readonly { email: string; from: Standing; to: Standing }[];
  alreadySo: number;
  roles: Roles;
}): PlannedTeam {
  const { name, now, merged, people, alreadySo, roles } = facts;
  const emails = (fits: (wish: { from: Standing; to: Standing }) => boolean): string[] =>
    people.filter(fits).map(({ email }) => email);
  const added = emails(({ from }) => from === 'none');
  const removed = emails(({ to }) => to === 'none');
  const promoted = emails(({ from, to }) => from === 'member' && to === 'manager');
  const demoted = emails(({ from, to }) => from === 'manager' && to === 'member');
  return {
    name,
    added: added.slice(0, namedAtMost),
    addedCount: added.length,
    removed: removed.slice(0, namedAtMost),
    removedCount: removed.length,
    promoted: promoted.slice(0, namedAtMost),
    promotedCount: promoted.length,
    demoted: demoted.slice(0, namedAtMost),
    demotedCount: demoted.length,
    alreadySo,
    peopleAfter: merged.lists.members.length,
    managersAfter: merged.lists.managers.length,
    losesLastManager: now.managers.length > 0 && merged.lists.managers.length === 0,
    roles: roles?.slice(0, namedAtMost) ?? null,
    rolesCount: roles?.length ?? 0,
  };
}
