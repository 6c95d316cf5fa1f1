import { Radio } from '@mantine/core';
import type { BulkDraft } from '../../../src-contract/bulk-invites.ts';
import { titleText, visibleText } from '../../kit/visible-text.ts';
import classes from './EncodingChoice.module.css';
import { type Reading, readingOf } from './FileBar.tsx';
import { encodingWords } from './file-words.ts';
import shared from './MapStep.module.css';

interface EncodingChoiceProps {
  readonly draft: BulkDraft;
  readonly onRead: (reading: Reading) => void;
}

/** For a file that does not say its encoding: the first cells that differ, as each encoding reads them (condition 11). */
export function EncodingChoice({ draft, onRead }: EncodingChoiceProps) {
  const { candidates, encoding } = draft;
  if (candidates.length === 0) return null;
  return (
    <section className={shared.card} aria-label="Encoding">
      <header className={shared.head}>
        <h2>Which of these reads right?</h2>
        <span className={shared.dimmed}>The file does not say how its letters are stored</span>
      </header>
      <Radio.Group
        aria-label="Encoding by its letters"
        value={encoding}
        onChange={(chosen) => {
          const found = candidates.find((candidate) => candidate.encoding === chosen);
          if (found) onRead({ ...readingOf(draft), encoding: found.encoding });
        }}
      >
        <ul className={classes.ways}>
          {candidates.map(({ encoding: way, cells }) => (
            <li key={way} className={classes.way}>
              <Radio className={classes.name ?? ''} value={way} label={encodingWords[way]} />
              {cells.map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the cells have no other name, and never change places
                <bdi key={index} className={classes.cell} title={titleText(cell)}>
                  {visibleText(cell)}
                </bdi>
              ))}
            </li>
          ))}
        </ul>
      </Radio.Group>
    </section>
  );
}
