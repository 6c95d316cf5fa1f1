import { IconHistory } from '@tabler/icons-react';
import type { BulkReview } from '../../../src-contract/bulk-invites.ts';
import { countOf } from '../../kit/format-number.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { Moment } from '../../kit/Moment.tsx';
import { Note } from '../../kit/Note.tsx';
import { useFixGuard } from './use-fix-guard.tsx';

interface RestoredNoteProps {
  readonly view: string;
  readonly review: BulkReview;
  readonly onForget: () => void;
}

/** Says that what was fixed in this file before Tenantry was closed is in again; nothing when there was nothing. */
export function RestoredNote({ view, review, onForget }: RestoredNoteProps) {
  const { guard, question } = useFixGuard(view, review.draftId);
  const { restored } = review;
  if (restored === null) return null;
  const { fixes, dropped, at } = restored;
  return (
    <Note icon={IconHistory} look="info">
      {fixes > 0 && (
        <>
          <strong>{countOf(fixes, 'fix is in again', 'fixes are in again')}</strong>,{' '}
          {fixes > 1 && 'the last one '}of <Moment at={at} as="clock" />: Tenantry was closed before this file
          ran.
        </>
      )}{' '}
      {dropped > 0 &&
        `${countOf(dropped, 'fix does not fit any more and is gone.', 'fixes do not fit any more and are gone.')}`}{' '}
      {fixes > 0 && (
        <LinkButton onClick={() => guard(onForget)}>
          {fixes === 1 ? 'Undo it' : 'Undo all of them'}
        </LinkButton>
      )}
      {question}
    </Note>
  );
}
