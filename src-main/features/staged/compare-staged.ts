import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { ComparedChange } from '../../../src-contract/staged.ts';
import type { TenantClient } from '../../tenant-api/tenant-client.ts';
import { listsOf, lockOf } from '../teams/live-team.ts';
import { standingIn } from '../teams/merge-team.ts';
import { differenceOf, personSeenSchema, seenOf } from '../users/person-seen.ts';
import { type LivePerson, readPerson } from '../users/read-person.ts';
import { stateWords } from './stage-changes.ts';
import type { StagedDoors } from './staged-doors.ts';
import { listStaged, type StoredStaged } from './staged-rows.ts';

const readsAtOnce = 6;
const order: readonly ComparedChange['is'][] = ['conflict', 'gone', 'locked', 'as-seen', 'already-so'];

/**
 * Compares everything staged with the tenant as it is now, conflicts first. Each person and each team is read fresh once.
 * Nothing is changed; fails when a read fails, since a comparison with holes would pass for a whole one.
 */
export async function compareStaged(
  doors: StagedDoors,
  tenantId: string,
): Promise<Outcome<{ changes: ComparedChange[]; checkedAt: string }>> {
  const client = doors.client(tenantId);
  if (!client.ok) return client;
  const rows = doors.ledger.read((ledger) => listStaged(ledger, tenantId));
  const context = { api: client.value, cache: doors.cache, tenantId };
  const people = new Map<string, LivePerson | null>();
  const wanted = [...new Map(rows.map(({ userId, email }) => [userId, { userId, email }])).values()];
  for (let first = 0; first < wanted.length; first += readsAtOnce) {
    const some = wanted.slice(first, first + readsAtOnce);
    const answers = await Promise.all(some.map((who) => readPerson(context, who)));
    for (const [at, answer] of answers.entries()) {
      if (!answer.ok) return failed(answer.failure);
      people.set(some[at]?.userId ?? '', answer.value);
    }
  }
  const teams = await readTeams(client.value, rows);
  if (!teams.ok) return teams;
  const changes = rows.map((row) => compareOne(row, people.get(row.userId) ?? null, teams.value));
  changes.sort((one, other) => order.indexOf(one.is) - order.indexOf(other.is));
  doors.announce({ what: 'users', tenantId });
  return ok({ changes, checkedAt: doors.now().toISOString() });
}

type LiveTeams = ReadonlyMap<string, { lock: string | null; standing(email: string): string } | null>;

async function readTeams(api: TenantClient, rows: readonly StoredStaged[]): Promise<Outcome<LiveTeams>> {
  const teams = new Map<string, { lock: string | null; standing(email: string): string } | null>();
  for (const teamId of new Set(rows.flatMap(({ teamId }) => teamId ?? []))) {
    const read = await api.readTeam(teamId);
    if (!read.ok) return failed(read.failure);
    const team = read.value;
    teams.set(
      teamId,
      team === null
        ? null
        : { lock: lockOf(team)?.sentence ?? null, standing: (email) => standingIn(listsOf(team), email) },
    );
  }
  return ok(teams);
}

function compareOne(row: StoredStaged, person: LivePerson | null, teams: LiveTeams): ComparedChange {
  const { role: _role, teamId, base, replacesKey: _key, ...change } = row;
  if (person === null) {
    return { change, is: 'gone', now: 'Not in the tenant', why: 'The person is no longer there.' };
  }
  if (teamId !== null) {
    const team = teams.get(teamId) ?? null;
    if (team === null)
      return { change, is: 'gone', now: 'No such team', why: 'The team is no longer there.' };
    const standing = team.standing(row.email);
    if (standing !== 'none')
      return { change, is: 'already-so', now: `Is ${standing}`, why: 'Somebody did it meanwhile.' };
    if (team.lock !== null) return { change, is: 'locked', now: row.saw, why: team.lock };
    return { change, is: 'as-seen', now: row.saw, why: '' };
  }
  const now = stateWords(person);
  const { user } = person;
  const isSo =
    row.verb === 'deactivate'
      ? user.status === 'deactivated'
      : row.verb === 'activate'
        ? user.status !== 'deactivated'
        : user.role === row.role;
  if (isSo) return { change, is: 'already-so', now, why: 'Somebody did it meanwhile.' };
  if (user.managedBy !== null) {
    return {
      change,
      is: 'locked',
      now,
      why: `${user.managedBy} manages this person now; the next push would undo it.`,
    };
  }
  if (row.verb === 'change-role' && person.roleManagedBy === 'group') {
    return { change, is: 'locked', now, why: 'A group of the identity provider sets this role now.' };
  }
  const saw = personSeenSchema.parse(JSON.parse(base));
  const difference = differenceOf(saw, seenOf(person, null));
  if (difference === null) return { change, is: 'as-seen', now, why: '' };
  return { change, is: 'conflict', now, why: `Changed since you staged it: ${difference}.` };
}
