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
import { CopyAge } from './CopyAge.tsx';
import { DryRunNote } from './DryRunNote.tsx';
import { RestoredNote } from './RestoredNote.tsx';
import { ReviewChoices } from './ReviewChoices.tsx';
import classes from './ReviewOptions.module.css';
import { startLines } from './verdict-words.ts';

interface ReviewOptionsProps {
  /** Where the review on screen is kept. */
  readonly view: string;
  readonly review: BulkReview;
  readonly isChecking: boolean;
  readonly onChange: (options: BulkOptions) => void;
  readonly onShowRun: (jobId: string) => void;
  readonly onForgetFixes: () => void;
  /** What all rows together are. */
  readonly totalWords: 'Rows in the file' | 'Rows for this tenant';
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
  const { view, review, isChecking, onChange, onShowRun, onForgetFixes, totalWords } = props;
  const { modeWarning, ranBefore, total, addedBySplit, asks } = review;
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
          <strong>This very file ran before</strong>, <Moment at={ranBefore.at} as="clock" />. Whoever is in
          the tenant since is skipped now.{' '}
          <LinkButton onClick={() => onShowRun(ranBefore.jobId)}>Open that run</LinkButton>
        </Note>
      )}
      <RestoredNote view={view} review={review} onForget={onForgetFixes} />
      <CopyAge asOf={review.asOf} />
      <DryRunNote view={view} review={review} isChecking={isChecking} />
      <ReviewChoices review={review} onChange={onChange} />
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
          <dt>
            {totalWords}
            {addedBySplit > 0 && `, ${countText(addedBySplit)} by splitting`}
          </dt>
          <dd>{countText(total)}</dd>
        </div>
      </dl>
      <Note icon={IconInfoCircle}>
        After the run, rows that need a fix can be saved as a file with a reason column, ready to fix and drop
        again.
      </Note>
    </aside>
  );
}
