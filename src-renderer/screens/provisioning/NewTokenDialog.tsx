import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCopy, IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import type { MadeScimToken } from '../../../src-contract/provisioning.ts';
import { useChange } from '../../bridge/use-change.ts';
import { Dialog } from '../../kit/Dialog.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { Note } from '../../kit/Note.tsx';
import { tellFailure } from '../../kit/toast.tsx';
import { useNow } from '../../kit/use-now.ts';
import { visibleText } from '../../kit/visible-text.ts';
import { maskedToken, secondsText } from './masked-token.ts';
import { TestResults } from './TestResults.tsx';
import classes from './TokenDialogs.module.css';
import { useScimRuns } from './use-scim-runs.ts';

interface NewTokenDialogProps {
  readonly tenantId: string;
  readonly made: MadeScimToken;
  /** The connection that it is for. */
  readonly usedBy: string;
  readonly onClose: () => void;
}

/** A token that was just made: its end, a way to copy and to test it. Its value stays in main and is forgotten there. */
export function NewTokenDialog({ tenantId, made, usedBy, onClose }: NewTokenDialogProps) {
  const { tokenId, lastFour, madeAt, replacedOld, forgottenAt } = made;
  const copy = useChange('provisioning/copy-scim-token');
  const check = useChange('scim-probe/start-test');
  const forget = useChange('provisioning/forget-scim-token');
  const now = useNow(1000);
  const [clearedAt, setClearedAt] = useState<string | null>(null);
  const { runs } = useScimRuns(tenantId);
  const [runId, setRunId] = useState<string | null>(null);
  const test = runs.find((run) => run.runId === runId) ?? null;
  const [isAsked, setAsked] = useState(false);
  const isGone =
    now >= Date.parse(forgottenAt) ||
    [copy.failure, check.failure].some(
      (one) => one?.code === 'token-gone' || one?.code === 'scim-token-gone',
    );

  const copyToken = async (): Promise<void> => {
    const outcome = await copy.send({ tokenId });
    if (outcome.ok) setClearedAt(outcome.value.clearedAt);
  };
  const testToken = async (): Promise<void> => {
    const outcome = await check.send({ tokenId });
    if (outcome.ok) setRunId(outcome.value.runId);
  };
  const close = async (): Promise<void> => {
    if (clearedAt === null && !isGone && !isAsked) {
      setAsked(true);
      return;
    }
    onClose();
    const outcome = await forget.send({ tokenId });
    if (!outcome.ok) tellFailure(outcome.failure);
  };
  const failure = isGone ? null : (copy.failure ?? check.failure);
  return (
    <Dialog
      title="New SCIM token"
      width={560}
      onClose={() => void close()}
      note={
        <Button
          size="md"
          disabled={isGone}
          loading={check.isSending || test?.state === 'running'}
          onClick={() => void testToken()}
        >
          Test connection
        </Button>
      }
      actions={
        <Button size="md" onClick={() => void close()}>
          {isAsked && clearedAt === null ? 'Close without copying' : isGone ? 'Close' : 'I have pasted it'}
        </Button>
      }
    >
      {!isGone && <p>Copy it now. When you close this window it is gone.</p>}
      <div className={classes.tokenLine}>
        <output className={classes.value} aria-label={`New token, ends in ${lastFour}`}>
          {maskedToken(lastFour)}
        </output>
        <Button
          size="md"
          variant="filled"
          data-autofocus
          disabled={isGone}
          loading={copy.isSending}
          leftSection={clearedAt === null ? <IconCopy size={16} /> : <IconCheck size={16} />}
          onClick={() => void copyToken()}
        >
          {clearedAt === null ? 'Copy' : 'Copy again'}
        </Button>
      </div>
      {!isGone && (
        <p className={classes.info} role="status">
          <IconInfoCircle size={14} aria-hidden />
          {clearedAt === null
            ? 'The clipboard is cleared after 60 s.'
            : Date.parse(clearedAt) > now
              ? `Copied. The clipboard is cleared in ${secondsText(clearedAt, now)}.`
              : 'Copied before. The clipboard was cleared.'}
        </p>
      )}
      {isGone && (
        <Note icon={IconAlertTriangle} look="warn">
          <strong>Tenantry has forgotten this token.</strong>{' '}
          {clearedAt === null
            ? 'It was kept for a few minutes only and was not copied. Rotate again to get another one.'
            : 'It was kept for a few minutes only. It still works where you pasted it.'}
        </Note>
      )}
      {isAsked && clearedAt === null && !isGone && (
        <div role="alert">
          <Note icon={IconAlertTriangle} look="warn">
            <strong>You have not copied it.</strong> Once this window is closed nobody can read it, and{' '}
            <bdi>{visibleText(usedBy)}</bdi> cannot push without it.
          </Note>
        </div>
      )}
      {failure && <FailureNotice failure={failure} />}
      {!isGone && (
        <div className={classes.after}>
          <p>
            Paste it into <bdi>{visibleText(usedBy)}</bdi> as the bearer token.
          </p>
          {replacedOld === 'yes' && (
            <p className={classes.dimmed}>The old token stopped working at {timeText(madeAt)}.</p>
          )}
        </div>
      )}
      {test && <TestResults run={test} />}
    </Dialog>
  );
}

function timeText(moment: string): string {
  return new Date(moment).toLocaleTimeString('en-GB');
}
