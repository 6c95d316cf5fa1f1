import type { Confirmed } from '../../../src-contract/asks.ts';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import type { JobKind } from '../../../src-contract/jobs.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { PersonVerb } from '../../../src-contract/users.ts';
import { checkConfirmation } from '../../action/check-confirmation.ts';
import type { JobPlan } from '../../action/jobs-door.ts';
import type { AgreedPeople, PlanDoors } from './plan-people.ts';
import { roleLabel } from './role-label.ts';

const verbs: Record<PersonVerb, { kind: JobKind; action: string }> = {
  deactivate: { kind: 'deactivate', action: 'users/deactivate' },
  activate: { kind: 'activate', action: 'users/activate' },
  'change-role': { kind: 'change-role', action: 'users/change-role' },
  'password-reset': { kind: 'password-reset', action: 'users/reset-password' },
  'withdraw-invite': { kind: 'withdraw-invite', action: 'users/withdraw-invite' },
  'invite-again': { kind: 'invite-again', action: 'users/invite-again' },
};

/**
 * Runs a plan that the admin has seen, once; `also` is stored in the commit that makes the job durable. Fails with `plan-expired`, `confirmation-differs`, `nothing-to-do`, or the
 * engine's own codes.
 */
export async function runPeoplePlan(
  doors: PlanDoors,
  verb: PersonVerb,
  confirmed: Confirmed,
  also?: JobPlan['also'],
): Promise<Outcome<{ jobId: string }>> {
  const plan = doors.plans.read(confirmed.planId);
  if (!plan.ok) return plan;
  if (plan.value.verb !== verb) return failed(describeFailure('plan-expired'));
  const typed = checkConfirmation(plan.value.asks, confirmed);
  if (!typed.ok) return typed;
  const taken = doors.plans.take(confirmed.planId);
  if (!taken.ok) return taken;
  const { people, tenantId, role } = taken.value;
  const { kind, action } = verbs[verb];
  const started = await doors.jobs.start({
    tenantId,
    kind,
    title: titleOf(taken.value),
    reason: confirmed.reason.trim(),
    facts: {},
    ...(also === undefined ? {} : { also }),
    rows: people.map(({ userId, email, name, seen }) => ({
      action,
      input: { userId, email, seen, ...(role === null ? {} : { from: seen.role, to: role }) },
      subject: email,
      name,
      phase: 0,
      fileRow: null,
    })),
  });
  return started.ok ? ok({ jobId: started.value.id }) : started;
}

function titleOf({ verb, people, role }: AgreedPeople): string {
  const who = people.length === 1 ? (people[0]?.name ?? '1 person') : `${people.length} people`;
  switch (verb) {
    case 'deactivate':
      return `Deactivate ${who}`;
    case 'activate':
      return `Reactivate ${who}`;
    case 'change-role':
      return `Give ${who} the role ${roleLabel(role ?? '')}`;
    case 'password-reset':
      return `Send a password email to ${who}`;
    case 'withdraw-invite':
      return `Withdraw the invite of ${who}`;
    case 'invite-again':
      return `Send the invite of ${who} again`;
  }
}
