import { Checkbox } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { BulkReview } from '../../../src-contract/bulk-invites.ts';
import type { Failure } from '../../../src-contract/outcome.ts';
import { ConfirmByTyping, isTyped } from '../../kit/ConfirmByTyping.tsx';
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx';
import { countOf, countText } from '../../kit/format-number.ts';
import { visibleText } from '../../kit/visible-text.ts';
import { peopleText, startWords } from './run-words.ts';

interface StartDialogProps {
  readonly review: BulkReview;
  readonly fileName: string;
  readonly tenantName: string;
  readonly isSending: boolean;
  readonly failure: Failure | null;
  readonly failureAction: ReactNode;
  readonly onConfirm: (typed: string, acknowledged: boolean) => void;
  readonly onCancel: () => void;
}

/** So many teams are named; a misspelt one is seen here before it is made. */
const teamsShown = 8;

function mailText({ willInvite, willMail, willReactivate, willUpdate }: BulkReview): string {
  if (willMail === 0) return 'No email is sent.';
  if (willMail === willInvite && willReactivate + willUpdate === 0)
    return 'Each gets an email to set a password.';
  return willMail === willInvite
    ? 'Those invited get an email to set a password.'
    : `${countText(willMail)} of those invited ${willMail === 1 ? 'gets' : 'get'} an email to set a password.`;
}

/** Says once more what a run does, and asks what it deserves to be asked: the number of people where they are many, and each thing that is out of the ordinary. */
export function StartDialog(props: StartDialogProps) {
  const { review, fileName, tenantName, isSending, failure, failureAction, onConfirm, onCancel } = props;
  const [typed, setTyped] = useState('');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const { willInvite, willReactivate, willUpdate, willCreateTeams, options, asks } = review;
  const people = willInvite + willReactivate + willUpdate;
  const number = asks.typeNumber;
  const isAgreed = asks.acknowledge.every((sentence) => ticked.has(sentence));
  const tick = (sentence: string, isTicked: boolean): void => {
    const next = new Set(ticked);
    if (isTicked) next.add(sentence);
    else next.delete(sentence);
    setTicked(next);
  };
  return (
    <ConfirmDialog
      title={`${startWords({ invite: willInvite, reactivate: willReactivate, update: willUpdate })} in ${visibleText(tenantName)}?`}
      lead={
        <>
          From <bdi>{visibleText(fileName)}</bdi>. {mailText(review)}
        </>
      }
      confirmLabel={`Start: ${peopleText(people)}`}
      look="plain"
      isReady={isAgreed && (number === null || isTyped(String(number), typed.replaceAll(/[\s,.]/g, '')))}
      isSending={isSending}
      failure={failure}
      failureAction={failureAction}
      onConfirm={() => onConfirm(typed, isAgreed)}
      onCancel={onCancel}
    >
      {willReactivate + willUpdate > 0 && (
        <p>
          {countText(willInvite)} invited, {countText(willReactivate)} reactivated, {countText(willUpdate)}{' '}
          updated.
        </p>
      )}
      {options.createTeams === 'yes' && willCreateTeams.length > 0 && (
        <p>
          {willCreateTeams.length === 1 ? 'A team is made: ' : 'Teams are made: '}
          <bdi>{visibleText(willCreateTeams.slice(0, teamsShown).join(', '))}</bdi>
          {willCreateTeams.length > teamsShown &&
            ` and ${countText(willCreateTeams.length - teamsShown)} more`}
          .
        </p>
      )}
      {asks.acknowledge.map((sentence) => (
        <Checkbox
          key={sentence}
          label={
            <>
              I have seen this: <bdi>{visibleText(sentence)}</bdi>
            </>
          }
          checked={ticked.has(sentence)}
          onChange={(event) => tick(sentence, event.currentTarget.checked)}
        />
      ))}
      {review.total > people && (
        <p>
          {countOf(review.total - people, 'row stays', 'rows stay')} behind, of {countText(review.total)}: see
          Review.
        </p>
      )}
      <p>It runs as a job: you can pause it, and after a restart it waits for Resume.</p>
      {number !== null && (
        <>
          {asks.typeWhy !== null && <p>{asks.typeWhy}</p>}
          <ConfirmByTyping
            wanted={countText(number)}
            what="the number of people"
            typed={typed}
            onType={setTyped}
          />
        </>
      )}
    </ConfirmDialog>
  );
}
