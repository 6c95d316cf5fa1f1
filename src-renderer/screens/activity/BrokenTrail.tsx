import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { TrailState } from '../../../src-contract/audit-log.ts';
import { countText } from '../../kit/format-number.ts';
import classes from './TrailPanel.module.css';
import { breakText } from './trail-words.ts';

interface BrokenTrailProps {
  readonly state: Extract<TrailState, { is: 'broken' }>;
  readonly onShow: () => void;
  readonly onExport: () => Promise<void>;
}

/** The red state of a trail that was altered: what fits, what does not, and what to do with it. */
export function BrokenTrail({ state, onShow, onExport }: BrokenTrailProps) {
  return (
    <div className={classes.broken} role="alert">
      <IconAlertTriangle size={20} aria-hidden className={classes.brokenIcon} />
      <div>
        <h3>The trail breaks at entry {countText(state.entry)}</h3>
        <p>{breakText(state)}</p>
        <div className={classes.brokenActions}>
          <Button onClick={onShow}>Show the entry</Button>
          <Button onClick={() => void onExport()}>Export as evidence</Button>
        </div>
      </div>
    </div>
  );
}
