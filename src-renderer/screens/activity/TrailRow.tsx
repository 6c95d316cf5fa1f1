// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid is made of plain elements
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus; its rows are told by aria-selected
import { IconExclamationCircle, IconHelpCircle } from '@tabler/icons-react';
import { memo } from 'react';
import type { TrailLine } from '../../../src-contract/audit-log.ts';
import { DirectoryText } from '../../kit/DirectoryText.tsx';
import { countText } from '../../kit/format-number.ts';
import { momentLine } from './moment-line.ts';
import classes from './TrailTable.module.css';
import { whatText } from './trail-words.ts';

interface TrailRowProps {
  /** Undefined until its window is here. */
  readonly line: TrailLine | undefined;
  readonly index: number;
  readonly top: number;
  readonly isShown: boolean;
}

/** One entry of the trail, or its bones while it is read. */
export const TrailRow = memo(function TrailRow({ line, index, top, isShown }: TrailRowProps) {
  return (
    <div
      className={classes.row}
      role="row"
      id={`trail-row-${index}`}
      data-index={index}
      data-shown={isShown || undefined}
      aria-selected={isShown}
      aria-rowindex={index + 2}
      style={{ transform: `translateY(${top}px)` }}
    >
      {line === undefined ? (
        <span className={classes.bone} />
      ) : (
        <>
          <span role="gridcell" className={classes.figures}>
            {countText(line.number)}
          </span>
          <span role="gridcell" className={classes.figures} title={momentLine(line.at).full}>
            {momentLine(line.at).short}
          </span>
          <span role="gridcell" data-column="Who">
            <DirectoryText text={line.actor} />
          </span>
          <span role="gridcell" className={classes.what} data-result={line.result}>
            {line.result === 'failed' && <IconExclamationCircle size={14} aria-hidden />}
            {line.result === 'unknown' && <IconHelpCircle size={14} aria-hidden />}
            <DirectoryText text={whatText(line)} />
          </span>
          <span role="gridcell">
            <DirectoryText text={line.subject} />
          </span>
          <span role="gridcell" className={classes.dimmed}>
            {line.job === null ? '–' : `Job ${line.job}`}
          </span>
        </>
      )}
    </div>
  );
});
