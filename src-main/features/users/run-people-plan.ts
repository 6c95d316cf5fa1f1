import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { PersonVerb, PlanDoors } from './plan-people.ts';

const titles: Record<PersonVerb, string> = { deactivate: 'Deactivate', activate: 'Reactivate' };

/**
 * Runs a plan that the admin has seen, once. Fails with `plan-expired`, `confirmation-differs`, `nothing-to-do`, or the
 * engine's own codes.
 */
export async function runPeoplePlan(
  doors: PlanDoors,
  verb: PersonVerb,
  confirmed: { planId: string; reason: string; typed: string },
): Promise<Outcome<{ jobId: string }>> {
  const plan = doors.plans.read(confirmed.planId);
  if (!plan.ok) return plan;
  const { asks, people, tenantId } = plan.value;
  if (plan.value.verb !== verb) return failed(describeFailure('plan-expired'));
  const expected = asks.typeTenantName ?? (asks.typeNumber === null ? null : String(asks.typeNumber));
  if (expected !== null && confirmed.typed.trim().replaceAll(',', '') !== expected.replaceAll(',', '')) {
    return failed(describeFailure('confirmation-differs', { why: expected }));
  }
  const taken = doors.plans.take(confirmed.planId);
  if (!taken.ok) return taken;
  const who = people.length === 1 ? (people[0]?.name ?? '1 person') : `${people.length} people`;
  const started = await doors.jobs.start({
    tenantId,
    kind: verb,
    title: `${titles[verb]} ${who}`,
    reason: confirmed.reason.trim(),
    facts: {},
    rows: people.map(({ userId, email, name }) => ({
      action: `users/${verb}`,
      input: { userId, email },
      subject: email,
      name,
      phase: 0,
      fileRow: null,
    })),
  });
  return started.ok ? ok({ jobId: started.value.id }) : started;
}
