import { IconCheck } from '@tabler/icons-react';
import classes from './Stepper.module.css';

export const steps = ['File', 'Map columns', 'Review', 'Run', 'Report'] as const;
export type Step = (typeof steps)[number];

/** The five steps, with those behind ticked. It only shows where one is; buttons lead on and back. */
export function Stepper({ current }: { readonly current: Step }) {
  const at = steps.indexOf(current);
  return (
    <ol className={classes.steps} aria-label="Steps">
      {steps.map((step, index) => {
        const state = index < at ? 'done' : index === at ? 'current' : 'ahead';
        return (
          <li
            key={step}
            className={classes.step}
            data-state={state}
            {...(state === 'current' ? { 'aria-current': 'step' as const } : {})}
          >
            <span className={classes.disc}>
              {state === 'done' ? <IconCheck size={14} role="img" aria-label="Done" /> : index + 1}
            </span>
            <span className={classes.word}>{step}</span>
          </li>
        );
      })}
    </ol>
  );
}
