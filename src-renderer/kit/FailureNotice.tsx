import { Button } from '@mantine/core';
import { IconAlertCircle, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Failure } from '../../src-contract/outcome.ts';
import { CopyButton } from './CopyButton.tsx';
import classes from './FailureNotice.module.css';

interface FailureNoticeProps {
  readonly failure: Failure;
  readonly onTryAgain?: () => void;
  /** A further step, such as Sign in again. */
  readonly action?: ReactNode;
}

/** What failed, what did and did not change, what to do next; with the details to copy into a ticket. */
export function FailureNotice({ failure, onTryAgain, action }: FailureNoticeProps) {
  return (
    <div className={classes.notice} role="alert">
      <IconAlertCircle size={16} aria-hidden />
      <div className={classes.words}>
        <p className={classes.sentence}>
          <bdi>{failure.sentence}</bdi>
        </p>
        <p>
          {failure.changed} {failure.next}
        </p>
        <div className={classes.actions}>
          {action}
          {onTryAgain && (
            <Button leftSection={<IconRefresh size={14} />} onClick={onTryAgain}>
              Try again
            </Button>
          )}
          <CopyButton text={`${failure.sentence}\n${failure.detail}`} label="Copy details" look="button" />
        </div>
      </div>
    </div>
  );
}
