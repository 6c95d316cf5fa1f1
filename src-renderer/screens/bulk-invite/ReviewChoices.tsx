import { Checkbox, Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import type { BulkOptions, BulkReview } from '../../../src-contract/bulk-invites.ts';
import { countOf } from '../../kit/format-number.ts';
import { visibleText } from '../../kit/visible-text.ts';
import classes from './ReviewOptions.module.css';
import { missingTeamsText, passwordEmailWords } from './verdict-words.ts';

interface ReviewChoicesProps {
  readonly review: BulkReview;
  readonly onChange: (options: BulkOptions) => void;
}

interface ChoiceProps {
  readonly label: string;
  readonly children: ReactNode;
  readonly isOn: boolean;
  /** Only some rows are so, each by a decision of its own. */
  readonly isPartly?: boolean;
  readonly onChange: (isOn: boolean) => void;
}

function Choice({ label, children, isOn, isPartly = false, onChange }: ChoiceProps) {
  return (
    <Checkbox
      label={label}
      description={children}
      checked={isOn}
      indeterminate={isPartly}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

const yesOrNo = (isOn: boolean): 'yes' | 'no' => (isOn ? 'yes' : 'no');
const isSome = (count: number, all: number): boolean => count > 0 && count < all;

/** What is done besides inviting, and how addresses are taken; only what is of any consequence for this file. */
export function ReviewChoices({ review, onChange }: ReviewChoicesProps) {
  const { options, mayReactivate, mayUpdate, willCreateTeams, withCapitals, withLetters } = review;
  const hasPeople = mayReactivate > 0 || mayUpdate > 0 || willCreateTeams.length > 0;
  const hasAddresses = withCapitals > 0 || withLetters > 0;
  return (
    <>
      <Switch
        label="Send email to set password"
        description={<bdi>{visibleText(passwordEmailWords(review))}</bdi>}
        checked={options.passwordEmail === 'send'}
        onChange={(event) =>
          onChange({ ...options, passwordEmail: event.currentTarget.checked ? 'send' : 'do-not-send' })
        }
      />
      {hasPeople && <hr className={classes.line} />}
      {mayReactivate > 0 && (
        <Choice
          label={`Reactivate the ${countOf(mayReactivate, 'deactivated person', 'deactivated people')}`}
          isOn={options.reactivate === 'yes'}
          isPartly={isSome(review.willReactivate, mayReactivate)}
          onChange={(isOn) => onChange({ ...options, reactivate: yesOrNo(isOn) })}
        >
          Their own role and teams stay. We check their teams and roles after.
        </Choice>
      )}
      {mayUpdate > 0 && (
        <Choice
          label={`Update the ${countOf(mayUpdate, 'person who differs', 'people who differ')}`}
          isOn={options.update === 'yes'}
          isPartly={isSome(review.willUpdate, mayUpdate)}
          onChange={(isOn) => onChange({ ...options, update: yesOrNo(isOn) })}
        >
          They get the role of the file and come into its teams. Nobody is taken out of a team.
        </Choice>
      )}
      {willCreateTeams.length > 0 && (
        <Choice
          label={`Create ${countOf(willCreateTeams.length, 'missing team', 'missing teams')}`}
          isOn={options.createTeams === 'yes'}
          onChange={(isOn) => onChange({ ...options, createTeams: yesOrNo(isOn) })}
        >
          <bdi>
            {visibleText(missingTeamsText(willCreateTeams))}. Admins manage{' '}
            {willCreateTeams.length === 1 ? 'it' : 'them'}.
          </bdi>
        </Choice>
      )}
      {hasAddresses && <hr className={classes.line} />}
      {withCapitals > 0 && (
        <Choice
          label="Keep capital letters in addresses"
          isOn={options.letterCase === 'keep'}
          onChange={(isOn) => onChange({ ...options, letterCase: isOn ? 'keep' : 'lower' })}
        >
          {countOf(withCapitals, 'address has', 'addresses have')} some. They are sent in lower case
          otherwise, and compared without case either way.
        </Choice>
      )}
      {withLetters > 0 && (
        <Choice
          label="Allow letters beyond a to z before the @"
          isOn={options.letters === 'any'}
          onChange={(isOn) => onChange({ ...options, letters: isOn ? 'any' : 'ascii' })}
        >
          {countOf(withLetters, 'address has', 'addresses have')} some. Many mail servers do not take them.
        </Choice>
      )}
    </>
  );
}
