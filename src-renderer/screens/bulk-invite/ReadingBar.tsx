import { Ring } from '../../kit/Ring.tsx';
import { visibleText } from '../../kit/visible-text.ts';
import { sizeText } from './file-words.ts';
import classes from './ReadingBar.module.css';
import type { ReadBytes } from './use-open-file.ts';

interface ReadingBarProps {
  readonly words: string;
  readonly read: ReadBytes | null;
}

/** How far a file is read, by bytes. Before main has begun, a ring that turns. */
export function ReadingBar({ words, read }: ReadingBarProps) {
  const text = visibleText(words);
  if (read === null) {
    return (
      <p className={classes.reading} role="status">
        <Ring share="unknown" size={20} />
        <bdi>{text}</bdi>
      </p>
    );
  }
  const { bytesRead, sizeBytes } = read;
  const share = sizeBytes === 0 ? 1 : Math.min(1, bytesRead / sizeBytes);
  return (
    <div className={classes.bar}>
      <p role="status">
        <bdi>{text === 'Choosing a file' ? 'Reading the file' : text}</bdi>
      </p>
      <progress className={classes.track} max={1} value={share} aria-label="Read of the file" />
      <p className={classes.figures}>
        {sizeText(bytesRead)} of {sizeText(sizeBytes)}
      </p>
    </div>
  );
}
