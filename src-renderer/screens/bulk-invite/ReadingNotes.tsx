import { IconHash, IconQuote } from '@tabler/icons-react';
import type { BulkDraft } from '../../../src-contract/bulk-invites.ts';
import { countOf, countText } from '../../kit/format-number.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { Note } from '../../kit/Note.tsx';
import { type Reading, readingOf } from './FileBar.tsx';

interface ReadingNotesProps {
  readonly draft: BulkDraft;
  readonly onRead: (reading: Reading) => void;
}

/** What a file may mean in two ways; nothing is guessed, one click takes the other way (conditions 18 and 21). */
export function ReadingNotes({ draft, onRead }: ReadingNotesProps) {
  const { commentRows, comments, brokenQuoteRow, quotes } = draft;
  const now = readingOf(draft);
  const rows = countOf(commentRows, 'row begins', 'rows begin');
  return (
    <>
      {commentRows > 0 && comments === 'keep' && (
        <Note icon={IconHash} look="info">
          {rows} with #.{' '}
          <LinkButton onClick={() => onRead({ ...now, comments: 'skip' })}>
            {commentRows === 1 ? 'Leave it out' : 'Leave them out'}
          </LinkButton>
        </Note>
      )}
      {comments === 'skip' && (
        <Note icon={IconHash} look="info">
          {rows} with # and {commentRows === 1 ? 'is' : 'are'} left out.{' '}
          <LinkButton onClick={() => onRead({ ...now, comments: 'keep' })}>
            {commentRows === 1 ? 'Read it' : 'Read them'}
          </LinkButton>
        </Note>
      )}
      {brokenQuoteRow !== null && (
        <Note icon={IconQuote} look="warn">
          Row {countText(brokenQuoteRow)} opens a quote and does not close it.{' '}
          <LinkButton onClick={() => onRead({ ...now, quotes: 'text' })}>
            Take quotes as plain text
          </LinkButton>
        </Note>
      )}
      {quotes === 'text' && (
        <Note icon={IconQuote} look="info">
          Quotes are taken as plain text.{' '}
          <LinkButton onClick={() => onRead({ ...now, quotes: 'csv' })}>Read them as CSV does</LinkButton>
        </Note>
      )}
    </>
  );
}
