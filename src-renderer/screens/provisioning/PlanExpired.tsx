import { Button } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { Note } from '../../kit/Note.tsx';
import classes from './SwitchImpact.module.css';

interface PlanExpiredProps {
  /** `changed`: people or teams are not as they were when it was shown. */
  readonly why?: 'old' | 'changed';
  readonly isAsking: boolean;
  readonly onShowAgain: () => void;
}

/** Says that a preview is too old to act on, or no longer true, and offers a fresh one. */
export function PlanExpired({ why = 'old', isAsking, onShowAgain }: PlanExpiredProps) {
  return (
    <Note icon={IconClock} look="warn">
      <div className={classes.expired} role="alert">
        <p>
          <strong>
            {why === 'old'
              ? 'This preview is older than two minutes.'
              : 'People or teams have changed since this preview.'}
          </strong>{' '}
          Nothing was changed. Look at the figures as they are now.
        </p>
        <Button loading={isAsking} onClick={onShowAgain}>
          Show it again
        </Button>
      </div>
    </Note>
  );
}
