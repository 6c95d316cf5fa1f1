import type { Idp } from '../../../../src-contract/setup-assistant.ts';
import { guides } from './guides/guides.ts';
import classes from './SetUpAssistant.module.css';

interface IdpPillsProps {
  readonly chosen: Idp;
  readonly onChoose: (idp: Idp) => void;
}

/** Which provider's guide is shown. */
export function IdpPills({ chosen, onChoose }: IdpPillsProps) {
  return (
    <fieldset className={classes.pills} aria-label="Identity provider">
      {Object.values(guides).map(({ idp, name }) => (
        <button
          key={idp}
          type="button"
          className={classes.pill}
          aria-pressed={idp === chosen}
          onClick={() => onChoose(idp)}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}
