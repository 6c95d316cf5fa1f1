import { modeCapabilities } from '../../../src-contract/mode-capabilities.ts';
import type { ProvisioningMode } from '../../../src-contract/provisioning.ts';
import { modeWords } from './mode-words.ts';
import classes from './Rehearsal.module.css';

/** The rows of the capability matrix that differ between two modes. */
export function CapabilityChanges({
  from,
  to,
}: {
  readonly from: ProvisioningMode;
  readonly to: ProvisioningMode;
}) {
  const changes = modeCapabilities.filter(({ of }) => of[from].words !== of[to].words);
  if (changes.length === 0) return null;
  return (
    <table className={classes.capabilities} aria-label="What the modes do differently">
      <thead>
        <tr>
          <th scope="col">What the modes do differently</th>
          <th scope="col">Now: {modeWords[from].word}</th>
          <th scope="col">After: {modeWords[to].word}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ name, of }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td data-is={of[from].is}>{of[from].words}</td>
            <td data-is={of[to].is}>{of[to].words}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
