import type { Confirmed } from '../../../src-contract/asks.ts';
import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import { checkConfirmation } from '../../action/check-confirmation.ts';
import type { JobPlan } from '../../action/jobs-door.ts';
import type { TeamDoors } from './plan-teams.ts';

/**
 * Runs a plan of teams that the admin has seen, once; `also` is stored in the commit that makes the job durable. Fails with
 * `plan-expired`, `confirmation-differs`, `nothing-to-do`, or the engine's own codes.
 */
export async function runTeamPlan(
  doors: TeamDoors,
  { planId, reason, ...confirmed }: Confirmed,
  also?: JobPlan['also'],
): Promise<Outcome<{ jobId: string }>> {
  const plan = doors.plans.read(planId);
  if (!plan.ok) return plan;
  const checked = checkConfirmation(plan.value.asks, confirmed);
  if (!checked.ok) return checked;
  const taken = doors.plans.take(planId);
  if (!taken.ok) return taken;
  const { tenantId, kind, title, rows } = taken.value;
  const started = await doors.jobs.start({
    tenantId,
    kind,
    title,
    reason: reason.trim(),
    rows,
    facts: {},
    ...(also === undefined ? {} : { also }),
  });
  return started.ok ? ok({ jobId: started.value.id }) : started;
}
