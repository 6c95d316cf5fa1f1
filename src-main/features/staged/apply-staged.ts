import type { Asks, Confirmed } from '../../../src-contract/asks.ts';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { type Failure, failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { StagedPlan } from '../../../src-contract/staged.ts';
import type { PersonVerb } from '../../../src-contract/users.ts';
import { checkConfirmation, textToType } from '../../action/check-confirmation.ts';
import { planTeamEdits } from '../teams/plan-teams.ts';
import { runTeamPlan } from '../teams/run-team-plan.ts';
import { planPeople } from '../users/plan-people.ts';
import { runPeoplePlan } from '../users/run-people-plan.ts';
import { compareStaged } from './compare-staged.ts';
import { addWish } from './stage-changes.ts';
import { type StagedDoors, type StagedPart, stagerOf } from './staged-doors.ts';
import { listStaged, removeStaged, type StoredStaged } from './staged-rows.ts';

type ShownPart = StagedPlan['parts'][number];
const numberedFrom = 25;

/**
 * Plans the chosen staged changes by the verbs' own plan functions, so that every guard and threshold of theirs holds, bound to
 * the tenant as it is now: one job a verb and role, one for all teams. Nothing is sent.
 */
export async function planStaged(
  doors: StagedDoors,
  { tenantId, choices }: { tenantId: string; choices: readonly { id: string; now: string }[] },
): Promise<Outcome<StagedPlan>> {
  const tenant = doors.tenant(tenantId);
  if (!tenant.ok) return tenant;
  const compared = await compareStaged(doors, tenantId);
  if (!compared.ok) return compared;
  const chosen = new Map(choices.map(({ id, now }) => [id, now]));
  for (const { change, now } of compared.value.changes) {
    const shownNow = chosen.get(change.id);
    if (shownNow === undefined || shownNow === now) continue;
    const why = `the tenant shows “${now}” now, the comparison showed “${shownNow}”`;
    return failed(describeFailure('changed-since-plan', { person: change.email, why }));
  }
  const wanted = new Set(chosen.keys());
  const rows = doors.ledger.read((ledger) => listStaged(ledger, tenantId)).filter(({ id }) => wanted.has(id));
  const parts: StagedPart[] = [];
  const shown: ShownPart[] = [];
  const groups = groupsOf(
    rows.filter(({ verb }) => verb !== 'add-to-team'),
    ({ verb, role }) => `${verb} ${role ?? ''}`,
  );
  for (const group of groups.values()) {
    const planned = await planGroup(doors, tenantId, group);
    if (!planned.ok) return planned;
    shown.push(planned.value.shown);
    if (planned.value.part !== null) parts.push(planned.value.part);
  }
  const inTeams = rows.filter(({ verb }) => verb === 'add-to-team');
  if (inTeams.length > 0) {
    const planned = await planTeams(doors, tenantId, inTeams);
    if (!planned.ok) return planned;
    shown.push(planned.value.shown);
    if (planned.value.part !== null) parts.push(planned.value.part);
  }
  const count = shown.reduce((sum, part) => sum + part.count, 0);
  const needsNumber =
    parts.some(({ asks }) => asks.typeNumber !== null) ||
    (tenant.value.environment === 'production' && count > numberedFrom);
  const asks: Asks = {
    typeText: null,
    typeTenantName: parts.some(({ asks: { typeTenantName } }) => typeTenantName !== null)
      ? tenant.value.displayName
      : null,
    typeNumber: needsNumber ? count : null,
    acknowledge: null,
  };
  const opened = doors.plans.open({ tenantId, parts, asks });
  return ok({ ...opened, checkedAt: doors.now().toISOString(), parts: shown, count, asks });
}

/** Map.groupBy, which the oldest Electron lacks. */
function groupsOf<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

type Planned = Outcome<{ shown: ShownPart; part: StagedPart | null }>;

async function planGroup(
  doors: StagedDoors,
  tenantId: string,
  group: readonly StoredStaged[],
): Promise<Planned> {
  const [first] = group;
  if (first === undefined) return failed(describeFailure('nothing-to-do'));
  const verb = first.verb as PersonVerb;
  const plan = await planPeople(doors.people, {
    tenantId,
    userIds: group.map(({ userId }) => userId),
    verb,
    ...(first.role === null ? {} : { role: first.role }),
  });
  if (!plan.ok) return plan;
  const { planId, asks, included, includedCount, leftOut } = plan.value;
  const inPlan = new Set(included.map(({ id }) => id));
  const shown = {
    title: first.wish,
    count: includedCount,
    names: included.map(({ name }) => name),
    leftOut: leftOut.map(({ user, why }) => ({ name: user.name, why })),
  };
  const ids = group.filter(({ userId }) => inPlan.has(userId)).map(({ id }) => id);
  return ok({ shown, part: includedCount === 0 ? null : { verb, planId, asks, ids } });
}

async function planTeams(
  doors: StagedDoors,
  tenantId: string,
  rows: readonly StoredStaged[],
): Promise<Planned> {
  const byTeam = groupsOf(rows, ({ teamId }) => teamId ?? '');
  const edits = [...byTeam].map(([teamId, some]) => ({
    teamId,
    wishes: some.map(({ email }) => ({ email, to: 'member' as const })),
  }));
  const plan = await planTeamEdits(doors.teams, { tenantId, verb: 'add', edits });
  if (!plan.ok) return plan;
  const { planId, asks, teams, leftOut } = plan.value;
  const count = teams.reduce((sum, { addedCount }) => sum + addedCount, 0);
  const names = teams.flatMap(({ name, added }) => added.map((email) => `${email} to ${name}`));
  const shown = { title: 'Add to teams', count, names, leftOut };
  // A team that was left out keeps its staged changes.
  const written = new Set(teams.map(({ name }) => addWish(name)));
  const ids = rows.filter(({ wish }) => written.has(wish)).map(({ id }) => id);
  return ok({ shown, part: count === 0 ? null : { verb: 'add-to-team', planId, asks, ids } });
}

/**
 * Applies what was planned and agreed to: one job a part. A staged change leaves the list in the very commit that makes its
 * job durable, so that a crash between two parts neither loses one nor applies one twice.
 */
export async function applyStaged(
  doors: StagedDoors,
  confirmed: Confirmed,
): Promise<Outcome<{ jobIds: string[]; failure: Failure | null }>> {
  const plan = doors.plans.read(confirmed.planId);
  if (!plan.ok) return plan;
  const tenant = doors.tenant(plan.value.tenantId);
  if (!tenant.ok) return tenant;
  const checked = checkConfirmation(plan.value.asks, confirmed);
  if (!checked.ok) return checked;
  const taken = doors.plans.take(confirmed.planId);
  if (!taken.ok) return taken;
  const { tenantId, parts } = taken.value;
  const jobIds: string[] = [];
  for (const { verb, planId, asks, ids } of parts) {
    // The whole was agreed to just now; each part is asked for what it would have asked by itself.
    const own: Confirmed = {
      planId,
      reason: confirmed.reason,
      typed: textToType(asks) ?? '',
      acknowledged: true,
    };
    const leave = (ledger: Parameters<typeof removeStaged>[0], jobId: string): void => {
      removeStaged(ledger, {
        tenantId,
        ids,
        at: doors.now().toISOString(),
        by: stagerOf(tenant.value),
        jobId,
      });
    };
    const started =
      verb === 'add-to-team'
        ? await runTeamPlan(doors.teams, own, leave)
        : await runPeoplePlan(doors.people, verb, own, leave);
    // What was begun is told; what could not be begun stays staged.
    if (!started.ok) return jobIds.length === 0 ? started : ok({ jobIds, failure: started.failure });
    jobIds.push(started.value.jobId);
    doors.announce({ what: 'staged', tenantId });
  }
  return jobIds.length === 0 ? failed(describeFailure('nothing-to-do')) : ok({ jobIds, failure: null });
}
