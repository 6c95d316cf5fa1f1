import { Checkbox, Switch } from '@mantine/core';
import { IconAlertTriangle, IconHistory, IconInfoCircle } from '@tabler/icons-react';
import type { BulkOptions, BulkReview } from '../../../src-contract/bulk-invites.ts';
import { call } from '../../bridge/call.ts';
import { countOf, countText } from '../../kit/format-number.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { Moment } from '../../kit/Moment.tsx';
import { Note } from '../../kit/Note.tsx';
import { Ring } from '../../kit/Ring.tsx';
import { tell, tellFailure } from '../../kit/toast.tsx';
import { visibleText } from '../../kit/visible-text.ts';
import classes from './ReviewOptions.module.css';
import { missingTeamsText, passwordEmailWords, startLines } from './verdict-words.ts';

interface ReviewOptionsProps {
  readonly review: BulkReview;
  readonly isChecking: boolean;
  readonly onChange: (options: BulkOptions) => void;
  readonly onShowRun: (jobId: string) => void;
  /** What all rows together are. */
  readonly totalWords: 'Rows in the file' | 'Rows for this tenant';
}

function Choices({ review, onChange }: Pick<ReviewOptionsProps, 'review' | 'onChange'>) {
  const { options, mayReactivate, mayUpdate, willCreateTeams } = review;
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
      {(mayReactivate > 0 || mayUpdate > 0 || willCreateTeams.length > 0) && <hr className={classes.line} />}
      {mayReactivate > 0 && (
        <Checkbox
          label={`Reactivate the ${countOf(mayReactivate, 'deactivated person', 'deactivated people')}`}
          description="Their own role and teams stay. We check their teams and roles after."
          checked={options.reactivate === 'yes'}
          onChange={(event) =>
            onChange({ ...options, reactivate: event.currentTarget.checked ? 'yes' : 'no' })
          }
        />
      )}
      {mayUpdate > 0 && (
        <Checkbox
          label={`Update the ${countOf(mayUpdate, 'person', 'people')} who differ`}
          description="They get the role of the file and come into its teams. Nobody is taken out of a team."
          checked={options.update === 'yes'}
          onChange={(event) => onChange({ ...options, update: event.currentTarget.checked ? 'yes' : 'no' })}
        />
      )}
      {willCreateTeams.length > 0 && (
        <Checkbox
          label={`Create ${countOf(willCreateTeams.length, 'missing team', 'missing teams')}`}
          description={<bdi>{visibleText(missingTeamsText(willCreateTeams))}. Admins manage it.</bdi>}
          checked={options.createTeams === 'yes'}
          onChange={(event) =>
            onChange({ ...options, createTeams: event.currentTarget.checked ? 'yes' : 'no' })
          }
        />
      )}
    </>
  );
}

/** Saves those who are ready as a file for the admin of the identity provider. */
async function saveHandover({ draftId }: BulkReview): Promise<void> {
  const outcome = await call('bulk-invites/save-handover', { draftId });
  if (!outcome.ok) tellFailure(outcome.failure);
  else if (outcome.value.savedAs !== null) {
    const { savedAs, rows } = outcome.value;
    tell({
      look: 'ok',
      text: `${countOf(rows, 'person', 'people')} saved as ${visibleText(savedAs)}. Nothing was sent.`,
    });
  }
}

/** The right column of the review: what is done besides inviting, and what a start comes to. */
export function ReviewOptions(props: ReviewOptionsProps) {
  const { review, isChecking, onChange, onShowRun, totalWords } = props;
  const { modeWarning, ranBefore, total, asks } = review;
  return (
    <aside className={classes.column} aria-label="Options" aria-busy={isChecking || undefined}>
      {modeWarning !== null && (
        <Note icon={IconAlertTriangle} look="warn">
          <bdi>{visibleText(modeWarning)}</bdi>{' '}
          {review.willInvite > 0 && (
            <LinkButton onClick={() => void saveHandover(review)}>
              Save them as a list for {visibleText(review.idpName ?? 'the identity provider')}
            </LinkButton>
          )}
        </Note>
      )}
      {asks.acknowledge.map((sentence) => (
        <Note key={sentence} icon={IconAlertTriangle} look="warn">
          <bdi>{visibleText(sentence)}</bdi>
        </Note>
      ))}
      {ranBefore && (
        <Note icon={IconHistory} look="info">
          <strong>This very file ran before</strong>, <Moment at={ranBefore.at} as="clock" />. Whoever was
          invited then is skipped now.{' '}
          <LinkButton onClick={() => onShowRun(ranBefore.jobId)}>Open that run</LinkButton>
        </Note>
      )}
      <Choices review={review} onChange={onChange} />
      <hr className={classes.line} />
      <h2 className={classes.title}>If you start now {isChecking && <Ring share="unknown" />}</h2>
      <dl className={classes.sum} aria-label="If you start now">
        {startLines(review).map(({ words, count, is }) => (
          <div key={words} data-is={is}>
            <dt>{visibleText(words)}</dt>
            <dd>{countText(count)}</dd>
          </div>
        ))}
        <div data-is="total">
          <dt>{totalWords}</dt>
          <dd>{countText(total)}</dd>
        </div>
      </dl>
      <Note icon={IconInfoCircle}>
        After the run, skipped rows can be saved as a file with a reason column, ready to fix and drop again.
      </Note>
    </aside>
  );
}
