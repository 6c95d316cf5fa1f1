import { randomBytes } from 'node:crypto';
import { describeFailure } from '../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../src-contract/outcome.ts';
import type { Clock } from '../tenant-api/clock.ts';

const lifeMs = 120_000;

type PlanClock = Pick<Clock, 'wallMs' | 'monotonicMs'>;

/** Previews that an admin may confirm: kept in main, one use, two minutes (B5). */
export interface Plans<Input> {
  /** Keeps `input`, with its tenant, exactly as previewed; the page gets only the id. */
  open(input: Input): { planId: string; expiresAt: string };
  /** Looks at a plan without using it, to check what was typed. Fails with `plan-expired`. */
  read(planId: string): Outcome<Input>;
  /** Hands the plan out once and forgets it. Fails with `plan-expired` when used, too old or never made. */
  take(planId: string): Outcome<Input>;
}

/**
 * Makes a store of one-time plans. The input is copied when it is opened, so nothing that happens to the caller's
 * object later changes what was agreed to; the change then runs from the plan, never from what the page sends.
 */
export function createPlans<Input extends { tenantId: string }>(clock: PlanClock): Plans<Input> {
  const open = new Map<string, { input: Input; wallEnd: number; monotonicEnd: number }>();

  // Both clocks must agree: the wall clock may be set back, the monotonic one may stand still while asleep.
  const isOver = (plan: { wallEnd: number; monotonicEnd: number }): boolean =>
    clock.wallMs() >= plan.wallEnd || clock.monotonicMs() >= plan.monotonicEnd;

  const forgetOld = (): void => {
    for (const [planId, plan] of open) if (isOver(plan)) open.delete(planId);
  };

  const read = (planId: string): Outcome<Input> => {
    forgetOld();
    const plan = open.get(planId);
    return plan ? ok(plan.input) : failed(describeFailure('plan-expired'));
  };

  return {
    open: (input) => {
      forgetOld();
      const planId = randomBytes(16).toString('base64url');
      const wallEnd = clock.wallMs() + lifeMs;
      open.set(planId, {
        input: structuredClone(input),
        wallEnd,
        monotonicEnd: clock.monotonicMs() + lifeMs,
      });
      return { planId, expiresAt: new Date(wallEnd).toISOString() };
    },
    read,
    take: (planId) => {
      const plan = read(planId);
      open.delete(planId);
      return plan;
    },
  };
}
