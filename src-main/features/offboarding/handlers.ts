import type { Handlers } from '../../../src-contract/channels.ts';
import { type OffboardingDoors, planOffboarding } from './plan-offboarding.ts';
import { runOffboarding } from './run-offboarding.ts';
import { putBackFile, savePlan } from './saved-plan.ts';

type OffboardingHandlers = Pick<Handlers, Extract<keyof Handlers, `offboarding/${string}`>>;

/** Answers the offboarding channels. */
export function offboardingHandlers(doors: OffboardingDoors): OffboardingHandlers {
  return {
    'offboarding/plan': async (input) => planOffboarding(doors, input),
    'offboarding/run': async (input) => runOffboarding(doors, input),
    'offboarding/save-plan': async (input) => savePlan(doors, input),
    'offboarding/put-back-file': async (input) => putBackFile(doors, input),
  };
}
