import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import type { SetUp, SetUpFact } from '../../../../src-contract/setup-assistant.ts';
import { Moment } from '../../../kit/Moment.tsx';
import { visibleText } from '../../../kit/visible-text.ts';
import type { Guide } from './guide.ts';
import classes from './SetUpStep.module.css';
import { StepDetails } from './StepDetails.tsx';
import type { StepState } from './step-states.ts';
import { ToRename } from './ToRename.tsx';

interface SetUpStepProps {
  readonly number: number;
  readonly guide: Guide;
  readonly setUp: SetUp;
  /** Reported, or typed by the admin; null when it is not known here. */
  readonly scimUrl: string | null;
  readonly state: StepState;
  readonly onFitNames: () => void;
}

const stateWords: Readonly<Record<StepState['state'], string>> = {
  done: 'Done',
  current: 'Now',
  waiting: 'Waits',
  look: 'Look',
  'not-told': 'Cannot be told here',
};

/** How much is told of a step that nobody opened; the worst comes first, and a tick needs no words. */
const mostTold: Readonly<Record<StepState['state'], number>> = {
  done: 0,
  current: 2,
  waiting: 1,
  look: 2,
  'not-told': 1,
};

function Told({ fact }: { readonly fact: SetUpFact }) {
  return (
    <p className={classes.told} data-state={fact.state}>
      <bdi>{visibleText(fact.sentence)}</bdi>
      {fact.at !== null && (
        <>
          {' '}
          <Moment at={fact.at} as="relative" />
        </>
      )}
    </p>
  );
}

function titleOf({ step, state }: StepState, setUp: SetUp): string {
  const count = setUp.toRename.length + setUp.moreToRename;
  return step.kind === 'groups' && state === 'look' && count > 0
    ? `Push groups: rename ${count} first`
    : step.title;
}

/** One step: where it stands, what was told of it, and, opened, what to do at the provider. */
export function SetUpStep({ number, guide, setUp, scimUrl, state, onFitNames }: SetUpStepProps) {
  const { step, told } = state;
  const [choice, setChoice] = useState<'open' | 'shut' | null>(null);
  const isOpen = (choice ?? (state.state === 'current' ? 'open' : 'shut')) === 'open';
  const shown = (
    isOpen ? told : told.filter((fact) => fact.state !== 'done').slice(0, mostTold[state.state])
  ).filter(
    // The names themselves are shown.
    (fact) => !(fact === setUp.facts['group-names'] && setUp.toRename.length > 0),
  );
  return (
    <li
      className={classes.step}
      data-state={state.state}
      {...(state.state === 'current' ? { 'aria-current': 'step' } : {})}
    >
      <span className={classes.mark} aria-hidden>
        {state.state === 'done' ? <IconCheck size={12} stroke={2.5} /> : number}
      </span>
      <div className={classes.words}>
        <button
          type="button"
          className={classes.title}
          aria-expanded={isOpen}
          onClick={() => setChoice(isOpen ? 'shut' : 'open')}
        >
          <span>{titleOf(state, setUp)}</span>
          <span className={classes.state} data-state={state.state}>
            {stateWords[state.state]}
          </span>
          <IconChevronDown size={14} aria-hidden />
        </button>
        {state.state !== 'done' || isOpen
          ? shown.map((fact) => <Told key={fact.sentence} fact={fact} />)
          : null}
        {step.kind === 'arrives' && (state.state === 'waiting' || state.state === 'current') && (
          <p className={classes.told}>Watched for you. Tells you here.</p>
        )}
        {step.kind === 'groups' && <ToRename setUp={setUp} onFitNames={onFitNames} />}
        {isOpen && <StepDetails guide={guide} step={step} scimUrl={scimUrl} />}
      </div>
    </li>
  );
}
