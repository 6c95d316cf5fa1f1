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
  const { rows, at } = restored;
  return (
    <Note icon={IconHistory} look="info">
      <strong>
        {rows === 0
          ? 'What was ticked is as it was.'
          : `What was fixed in ${countOf(rows, 'row', 'rows')} is in again.`}
      </strong>{' '}
      Tenantry was closed before this file ran; the latest is of <Moment at={at} as="clock" />.{' '}
      {rows > 0 && <LinkButton onClick={() => guard(onForget)}>Undo all fixes</LinkButton>}
      {question}
    </Note>
  );
}
