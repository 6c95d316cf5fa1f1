import type { Environment } from '../../../src-contract/tenants.ts';
import { environmentWords } from '../../kit/environments.ts';
import classes from './EnvironmentChoice.module.css';

export type RealEnvironment = Exclude<Environment, 'sandbox'>;

const choices = ['production', 'staging', 'development'] as const satisfies readonly RealEnvironment[];

interface EnvironmentChoiceProps {
  readonly chosen: RealEnvironment;
  readonly onChoose: (environment: RealEnvironment) => void;
}

/** Which environment a tenant is: its colour marks every window of it. */
export function EnvironmentChoice({ chosen, onChoose }: EnvironmentChoiceProps) {
  return (
    <fieldset className={classes.choice}>
      <legend className={classes.legend}>Environment</legend>
      <div className={classes.cards}>
        {choices.map((environment) => (
          <label key={environment} className={classes.card}>
            <input
              type="radio"
              name="environment"
              className={classes.radio}
              checked={chosen === environment}
              onChange={() => onChoose(environment)}
            />
            <span className={classes.dot} data-environment={environment} />
            {environmentWords[environment]}
          </label>
        ))}
      </div>
      <p className={classes.below}>
        The colour marks every window of this tenant. Production asks for one more confirmation.
      </p>
    </fieldset>
  );
}
