import type { Environment } from '../../src-contract/tenants.ts';
import classes from './EnvironmentWord.module.css';
import { environmentWords } from './environments.ts';

/** A tenant's environment as a word in its colour; its stripe is drawn by whoever frames it. */
export function EnvironmentWord({ environment }: { readonly environment: Environment }) {
  return (
    <span className={classes.word} data-environment={environment}>
      {environmentWords[environment]}
    </span>
  );
}
