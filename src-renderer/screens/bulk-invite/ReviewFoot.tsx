import type { BulkRow } from '../../../src-contract/bulk-invites.ts';
import { countText } from '../../kit/format-number.ts';
import { KeyCap } from '../../kit/KeyCap.tsx';
import { LinkButton } from '../../kit/LinkButton.tsx';
import classes from './ReviewStep.module.css';
import { offerWords } from './verdict-words.ts';

interface ReviewFootProps {
  /** What the latest fix came to. */
  readonly told: string;
  /** How many other rows it would mend in the same way. */
  readonly alike: number;
  /** What the focused row offers; null where there is no row. */
  readonly offer: BulkRow['offer'] | null;
  /** Whether the file is for several tenants. */
  readonly hasTenants: boolean;
  readonly onFixAlike: () => void;
}

/** The keys of the review, what the latest fix came to, and the same for all the rows like it. */
export function ReviewFoot({ told, alike, offer, hasTenants, onFixAlike }: ReviewFootProps) {
  return (
    <>
      <span>
        <KeyCap keys="F" /> next problem
      </span>
      <span>
        <KeyCap keys="Enter" /> edit
      </span>
      <span>
        then <KeyCap keys="Tab" /> suggestion
      </span>
      {hasTenants && (
        <span>
          <KeyCap keys="T" /> next tenant
        </span>
      )}
      {offer === 'none' && (
        <span>
          <KeyCap keys="Del" /> leave out
        </span>
      )}
      {offer !== null && offer !== 'none' && (
        <span>
          <KeyCap keys="X" /> {offerWords[offer].toLowerCase()}
        </span>
      )}
      <span role="status" className={classes.told}>
        {told}
      </span>
      {alike > 0 && (
        <span className={classes.alike}>
          <LinkButton onClick={onFixAlike}>
            Apply to {alike === 1 ? '1 more' : `all ${countText(alike)}`} like this
          </LinkButton>{' '}
          <KeyCap keys="A" />
        </span>
      )}
    </>
  );
}
