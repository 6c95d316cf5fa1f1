import type { SetUp, SetUpFact } from '../../../../src-contract/setup-assistant.ts';
import { factsOfStep, type Guide, type GuideStep } from './guide.ts';

export interface StepState {
  readonly step: GuideStep;
  /** `current` is the first that is neither done nor untold; those after it wait. */
  readonly state: 'done' | 'current' | 'waiting' | 'look' | 'not-told';
  /** What the tenant told of it, the worst first. */
  readonly told: readonly SetUpFact[];
}

const worst = { look: 0, waiting: 1, 'not-told': 2, done: 3 } as const;
function factsFor(step: GuideStep, setUp: SetUp): SetUpFact[] {
  const { needs, minds } = factsOfStep[step.kind];
  return [
    ...needs.map((name) => setUp.facts[name]),
    // What is only minded is told once there is something to tell.
    ...minds.map((name) => setUp.facts[name]).filter(({ state }) => state === 'look' || state === 'done'),
  ];
}

function plainState(facts: readonly SetUpFact[]): Exclude<StepState['state'], 'current'> {
  if (facts.some(({ state }) => state === 'look')) return 'look';
  if (facts.some(({ state }) => state === 'waiting')) return 'waiting';
  return facts.some(({ state }) => state === 'not-told') ? 'not-told' : 'done';
}

/** Where each step of a guide stands by what the tenant tells. Never from clicks. */
export function stepStates(guide: Guide, setUp: SetUp): StepState[] {
  let hasCurrent = false;
  return guide.steps.map((step) => {
    const told = factsFor(step, setUp).toSorted((one, two) => worst[one.state] - worst[two.state]);
    const plain = plainState(told);
    const isCurrent = plain === 'waiting' && !hasCurrent;
    if (isCurrent) hasCurrent = true;
    return { step, state: isCurrent ? 'current' : plain, told };
  });
}

/** `4 of 6 done`, and how many cannot be told. */
export function doneWords(states: readonly StepState[]): string {
  const count = (state: StepState['state']): number => states.filter((one) => one.state === state).length;
  const untold = count('not-told');
  return `${count('done')} of ${states.length} done${untold === 0 ? '' : `, ${untold} not told here`}`;
}
