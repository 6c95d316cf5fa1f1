import { planLifeMs } from '../../src-contract/plan-life.ts';

/** Whether a plan was made so long ago that it is looked at again before anything of it is sent (condition 63). */
export function isOldPlan(madeAt: string, now: Date): boolean {
  return now.getTime() - Date.parse(madeAt) > planLifeMs;
}
