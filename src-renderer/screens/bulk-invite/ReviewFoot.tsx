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
  /** The focused row; null where there is none. */
  readonly row: BulkRow | null;
  /** Whether the file is for several tenants. */
  readonly hasTenants: boolean;
  readonly onFixAlike: () => void;
  /** Takes the latest fix back; null when there is none. */
  readonly onUndo: (() => void) | null;
}

/** What `X` does to a row: what it offers, else it takes the suggestion; null when it does nothing. */
function doesAtX({ offer, suggestion }: BulkRow): string | null {
  if (offer !== 'none') return offerWords[offer].toLowerCase();
  return suggestion === null ? null : 'use';
}

/** The keys of the review, what the latest fix came to, and the same for all the rows like it. */
export function ReviewFoot({ told, alike, row, hasTenants, onFixAlike, onUndo }: ReviewFootProps) {
  const does = row === null ? null : doesAtX(row);
  return (
    <>
      <span>
        <KeyCap keys="F" /> next problem
      </span>
      <span>
        <KeyCap keys="Enter" /> edit
      </span>
      {hasTenants && (
        <span>
          <KeyCap keys="T" /> next tenant
        </span>
      )}
      {does !== null && (
        <span>
          <KeyCap keys="X" /> {does}
        </span>
      )}
      {row !== null && row.verdict !== 'left-out' && (
        <span>
          <KeyCap keys="Del" /> leave out
        </span>
      )}
      <span role="status" className={classes.told}>
        {told}
      </span>
      {onUndo !== null && (
        <span className={classes.alike}>
          <LinkButton onClick={onUndo}>Undo</LinkButton> <KeyCap keys="Ctrl Z" />
        </span>
      )}
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
