import type { InputOf } from '../../../src-contract/channels.ts';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import { checkConfirmation } from '../../action/check-confirmation.ts';
import { type OffboardingSteps, rowsOf, stepsOf } from './offboarding-rows.ts';
import type { AgreedOffboarding, OffboardingDoors } from './plan-offboarding.ts';

/**
 * Runs a plan that the admin has seen, once, without the lines that were unticked. Fails with `plan-expired`,
 * `confirmation-differs`, `new-manager-missing`, `nothing-to-do`, or the engine's own codes.
 */
export async function runOffboarding(
  doors: OffboardingDoors,
  { planId, reason, onFailure, ...confirmed }: InputOf<'offboarding/run'>,
): Promise<Outcome<{ jobId: string }>> {
  const plan = doors.plans.read(planId);
  if (!plan.ok) return plan;
  const typed = checkConfirmation(plan.value.asks, confirmed);
  if (!typed.ok) return typed;
  if (plan.value.people.length === 0) return failed(describeFailure('nothing-to-do'));
  const steps = stepsOf(plan.value, confirmed);
  if (!steps.ok) return steps;
  const taken = doors.plans.take(planId);
  if (!taken.ok) return taken;
  const started = await doors.jobs.start({
    tenantId: taken.value.tenantId,
    kind: 'offboard',
    title: titleOf(taken.value, steps.value),
    reason: reason.trim(),
    facts: { userIds: taken.value.people.map(({ userId }) => userId) },
    rows: rowsOf(taken.value, steps.value),
    onFailure,
  });
  return started.ok ? ok({ jobId: started.value.id }) : started;
}

function titleOf({ people }: AgreedOffboarding, { teams, roles, accounts }: OffboardingSteps): string {
  const who = people.length === 1 ? (people[0]?.name ?? '1 person') : `${people.length} people`;
  if (accounts === 'deleted') return `Delete ${who}`;
  const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;
  return `Take ${who} out of ${count(teams.length, 'team')} and ${count(roles.length, 'role')} on resources`;
}
