import { Button, Select } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheckFilled, IconFileTypeCsv } from '@tabler/icons-react';
import type { BulkDraft, Delimiter, Encoding } from '../../../src-contract/bulk-invites.ts';
import { DirectoryText } from '../../kit/DirectoryText.tsx';
import { visibleText } from '../../kit/visible-text.ts';
import classes from './FileBar.module.css';
import { delimiterWords, encodingWords, fileFacts } from './file-words.ts';

/** How a file is to be read. */
export type Reading = Pick<BulkDraft, 'encoding' | 'delimiter' | 'header' | 'comments' | 'quotes'>;

interface FileBarProps {
  readonly draft: BulkDraft;
  readonly onRead: (reading: Reading) => void;
  readonly isReplacing: boolean;
  readonly onReplace: () => void;
}

const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));
const encodings = optionsOf(encodingWords);
const delimiters = optionsOf(delimiterWords);
const headers = optionsOf({ 'first-row': 'In row 1', none: 'None' });

/** How a file was read. */
export function readingOf({ encoding, delimiter, header, comments, quotes }: BulkDraft): Reading {
  return { encoding, delimiter, header, comments, quotes };
}

/** The open file and how it is read; each choice reads it again. */
export function FileBar({ draft, onRead, isReplacing, onReplace }: FileBarProps) {
  const { encoding, delimiter, header } = draft;
  const now = readingOf(draft);
  const NoteIcon = draft.warning === null ? IconCircleCheckFilled : IconAlertTriangle;
  return (
    <section className={classes.bar} aria-label="File">
      <IconFileTypeCsv size={22} stroke={1.5} aria-hidden />
      <div className={classes.file}>
        <DirectoryText text={draft.fileName} look="strong" />
        <p>{fileFacts(draft)}</p>
      </div>
      <span className={classes.labelled}>
        <span aria-hidden>Encoding</span>
        <Select
          className={classes.encoding ?? ''}
          aria-label="Encoding"
          data={encodings}
          value={encoding}
          onChange={(chosen) => chosen && onRead({ ...now, encoding: chosen as Encoding })}
        />
      </span>
      <span className={classes.labelled}>
        <span aria-hidden>Delimiter</span>
        <Select
          className={classes.delimiter ?? ''}
          aria-label="Delimiter"
          data={delimiters}
          value={delimiter}
          onChange={(chosen) => chosen && onRead({ ...now, delimiter: chosen as Delimiter })}
        />
      </span>
      <span className={classes.labelled}>
        <span aria-hidden>Header</span>
        <Select
          className={classes.header ?? ''}
          aria-label="Header"
          data={headers}
          value={header}
          onChange={(chosen) =>
            chosen && onRead({ ...now, header: chosen === 'none' ? 'none' : 'first-row' })
          }
        />
      </span>
      <p className={classes.note} data-look={draft.warning === null ? 'ok' : 'warn'}>
        <NoteIcon size={14} aria-hidden />
        <bdi title={visibleText(draft.note)}>{visibleText(draft.note)}</bdi>
      </p>
      <Button loading={isReplacing} onClick={onReplace}>
        Replace file
      </Button>
    </section>
  );
}
