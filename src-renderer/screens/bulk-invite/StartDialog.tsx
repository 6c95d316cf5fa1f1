import { useState } from 'react';
import type { BulkReview } from '../../../src-contract/bulk-invites.ts';
import type { Failure } from '../../../src-contract/outcome.ts';
import { ConfirmByTyping, isTyped } from '../../kit/ConfirmByTyping.tsx';
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx';
import { countText } from '../../kit/format-number.ts';
import { visibleText } from '../../kit/visible-text.ts';
import { peopleText } from './run-words.ts';

interface StartDialogProps {
  readonly review: BulkReview;
  /** The number that must be typed. */
  readonly number: number;
  readonly fileName: string;
  readonly isSending: boolean;
  readonly failure: Failure | null;
  readonly onConfirm: (typed: string) => void;
  readonly onCancel: () => void;
}

/** Asks for the number of people before a large run in Production. */
export function StartDialog(props: StartDialogProps) {
  const { review, number, fileName, isSending, failure, onConfirm, onCancel } = props;
  const [typed, setTyped] = useState('');
  const { willInvite, willReactivate, options } = review;
  const mail =
    options.passwordEmail === 'send' ? 'Each gets an email to set a password.' : 'No email is sent.';
  return (
    <ConfirmDialog
      title={`Invite ${peopleText(number)}?`}
      lead={
        <>
          From <bdi>{visibleText(fileName)}</bdi>. {mail}
        </>
      }
      confirmLabel={`Start: ${peopleText(number)}`}
      look="plain"
      isReady={isTyped(String(number), typed.replaceAll(/[\s,.]/g, ''))}
      isSending={isSending}
      failure={failure}
      onConfirm={() => onConfirm(typed)}
      onCancel={onCancel}
    >
      {willReactivate > 0 && (
        <p>
          {countText(willInvite)} are invited and {countText(willReactivate)} reactivated.
        </p>
      )}
      <p>It runs as a job: you can pause it, and it goes on after a restart.</p>
      <ConfirmByTyping wanted={String(number)} what="the number of people" typed={typed} onType={setTyped} />
    </ConfirmDialog>
  );
}
