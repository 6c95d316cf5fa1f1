import { Button } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { Note } from '../../kit/Note.tsx';
import classes from './SwitchImpact.module.css';

interface PlanExpiredProps {
  readonly isAsking: boolean;
  readonly onShowAgain: () => void;
}

/** Says that a preview is too old to act on, and offers a fresh one. */
export function PlanExpired({ isAsking, onShowAgain }: PlanExpiredProps) {
  return (
    <Note icon={IconClock} look="warn">
      <div className={classes.expired} role="alert">
        <p>
          <strong>This preview is older than two minutes.</strong> Nothing was changed. Look at the figures as
          they are now.
        </p>
        <Button loading={isAsking} onClick={onShowAgain}>
          Show it again
        </Button>
      </div>
    </Note>
  );
}
