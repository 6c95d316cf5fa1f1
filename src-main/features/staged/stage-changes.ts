import { randomUUID } from 'node:crypto';
import { mostStaged } from '../../../src-contract/most-staged.ts';
import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { StagedVerb } from '../../../src-contract/staged.ts';
import { readTeamList } from '../teams/listed-teams-rows.ts';
import { seenOf } from '../users/person-seen.ts';
import { roleLabel } from '../users/role-label.ts';
import { countPeople, findPlanPeople, type PlanPerson } from '../users/users-rows.ts';
import { whyLeftOut } from '../users/why-left-out.ts';
import { type StagedDoors, stagerOf } from './staged-doors.ts';
import { listStaged, putStaged, type StoredStaged } from './staged-rows.ts';

export interface StageWish {
  tenantId: string;
  verb: StagedVerb;
  userIds: readonly string[];
  role: string | null;
  teamIds: readonly string[];
}

export interface Staging {
  rows: StoredStaged[];
  leftOut: { name: string; why: string }[];
  replaces: number;
  asOf: string | null;
}

const statusWords = { active: 'Active', pending: 'Pending invite', deactivated: 'Deactivated' };

/** The wish to add somebody to a team, in words. */
export function addWish(team: string): string {
  return `Add to ${team}`;
}

/** A person's state in words: "Active, Member". */
export function stateWords({ user }: PlanPerson): string {
  return `${statusWords[user.status]}, ${roleLabel(user.role)}`;
}

/** What of a wish can be staged, from the copy alone: each with what the copy shows, the others with the reason. */
export async function judgeStaging(
  doors: StagedDoors,
  wish: StageWish,
  reason: string,
): Promise<Outcome<Staging>> {
  const { tenantId, verb, role } = wish;
  const tenant = doors.tenant(tenantId);
  if (!tenant.ok) return tenant;
  const userIds = [...new Set(wish.userIds)].slice(0, mostStaged);
  const [people, counts, listed] = await Promise.all([
    doors.cache.read(findPlanPeople, { tenantId, userIds }),
    doors.cache.read(countPeople, { tenantId }),
    doors.cache.read(readTeamList, { tenantId }),
  ]);
  const shared = {
    verb,
    sawAt: listed.asOf,
    stagedAt: doors.now().toISOString(),
    stagedBy: stagerOf(tenant.value),
    reason: reason.trim(),
  };
  const rows: StoredStaged[] = [];
  const leftOut: Staging['leftOut'] = [];
  let adminsLeft = counts.activeAdmins;
  for (const person of people) {
    const { user } = person;
    const who = { ...shared, userId: user.id, email: user.email, name: user.name };
    if (verb === 'add-to-team') {
      for (const team of listed.teams.filter(({ id }) => wish.teamIds.includes(id))) {
        const why = user.teams.includes(team.name) ? `Is in ${team.name} already` : team.lockedBecause;
        if (why !== null) leftOut.push({ name: user.name, why });
        else {
          rows.push({
            ...who,
            id: randomUUID(),
            role: null,
            teamId: team.id,
            wish: addWish(team.name),
            base: JSON.stringify('none'),
            saw: `Not in ${team.name}`,
            replacesKey: `team ${team.id} ${user.id}`,
          });
        }
      }
      continue;
    }
    const why = whyLeftOut(person, { verb, role, tenant: tenant.value, adminsLeft });
    if (why !== null) {
      leftOut.push({ name: user.name, why });
      continue;
    }
    const removesAdmin = verb === 'deactivate' || (verb === 'change-role' && role !== 'tenant-admin');
    if (removesAdmin && user.role === 'tenant-admin' && user.status === 'active') adminsLeft -= 1;
    rows.push({
      ...who,
      id: randomUUID(),
      role: verb === 'change-role' ? role : null,
      teamId: null,
      wish:
        verb === 'deactivate'
          ? 'Deactivate'
          : verb === 'activate'
            ? 'Reactivate'
            : `Role ${roleLabel(role ?? '')}`,
      base: JSON.stringify(seenOf(person, null)),
      saw: stateWords(person),
      // Deactivating and reactivating contradict each other: the later wish counts.
      replacesKey: `${verb === 'change-role' ? 'role' : 'status'} ${user.id}`,
    });
  }
  const keys = new Set(rows.map(({ replacesKey }) => replacesKey));
  const before = doors.ledger.read((ledger) => listStaged(ledger, tenantId));
  const replaces = before.filter(({ replacesKey }) => keys.has(replacesKey)).length;
  return ok({ rows, leftOut, replaces, asOf: listed.asOf });
}

/** Stages a wish in one commit. Nothing is sent. */
export async function stageChanges(
  doors: StagedDoors,
  wish: StageWish,
  reason: string,
): Promise<Outcome<{ staged: number }>> {
  const judged = await judgeStaging(doors, wish, reason);
  if (!judged.ok) return judged;
  const { rows } = judged.value;
  await doors.ledger.write((ledger) => {
    for (const row of rows) putStaged(ledger, wish.tenantId, row);
  });
  doors.announce({ what: 'staged', tenantId: wish.tenantId });
  return ok({ staged: rows.length });
}
