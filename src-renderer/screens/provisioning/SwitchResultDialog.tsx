import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheckFilled, IconCircleXFilled } from '@tabler/icons-react';
import type { SwitchCheck } from '../../../src-contract/mode-rehearsals.ts';
import type { SwitchResult } from '../../../src-contract/provisioning.ts';
import { useChange } from '../../bridge/use-change.ts';
import { useRead } from '../../bridge/use-read.ts';
import { Dialog } from '../../kit/Dialog.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { fullMomentText } from '../../kit/moment-text.ts';
import { Note } from '../../kit/Note.tsx';
import { visibleText } from '../../kit/visible-text.ts';
import { showDialog } from '../../session/session.ts';
import { modeWords } from './mode-words.ts';
import { ReadingLine } from './ReadingLine.tsx';
import classes from './Rehearsal.module.css';
import { switchResultWords } from './switch-result-words.ts';

interface SwitchResultDialogProps {
  readonly tenantId: string;
  readonly jobId: string;
  readonly blockedBecause: string | null;
  /** The check was begun again, as this job. */
  readonly onCheckedAgain: (jobId: string) => void;
  readonly onClose: () => void;
}

function CheckTable({ check }: { readonly check: SwitchCheck }) {
  return (
    <table className={`${classes.capabilities} ${classes.check}`} aria-label="Predicted and seen">
      <thead>
        <tr>
          <th scope="col">Read back {fullMomentText(check.checkedAt)}</th>
          <th scope="col">Before</th>
          <th scope="col">Predicted</th>
          <th scope="col">Seen</th>
        </tr>
      </thead>
      <tbody>
        {check.lines.map(({ label, before, predicted, seen, is }) => (
          <tr key={label} data-is={is}>
            <th scope="row">{label}</th>
            <td>{before}</td>
            <td>{predicted}</td>
            <td>
              {seen}
              {is === 'differs' && ' (differs)'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const icons = { ok: IconCircleCheckFilled, warn: IconAlertTriangle, danger: IconCircleXFilled };

function Outcome({ result }: { readonly result: SwitchResult }) {
  const { look, title, words } = switchResultWords(result);
  return (
    <>
      <Note icon={icons[look]} look={look}>
        <strong>{title}</strong> <bdi>{visibleText(words)}</bdi>
      </Note>
      {result.failure && <FailureNotice failure={result.failure} />}
      {result.check && <CheckTable check={result.check} />}
      {result.backup !== null && (
        <p className={classes.sentence}>
          People and their groups before it: <bdi>{visibleText(result.backup)}</bdi>
        </p>
      )}
      <p className={classes.sentence}>
        Kept as job {result.jobNumber}, in Activity, with its entries in the trail.
      </p>
    </>
  );
}

/** A switch in the console is only looked at from here. */
function runningTitle(result: SwitchResult | null): string {
  return result?.by === 'switch' || result?.by === 'undo'
    ? 'Switching, then reading everybody back'
    : 'Reading everybody back';
}

/** How a switch ended: what was predicted beside what the tenant says now, with differences named. */
export function SwitchResultDialog({
  tenantId,
  jobId,
  blockedBecause,
  onCheckedAgain,
  onClose,
}: SwitchResultDialogProps) {
  const { value, failure, askAgain } = useRead('provisioning/switch-result', { tenantId, jobId });
  const check = useChange('provisioning/check-switch');
  const result = value?.result ?? null;
  const isRunning = result === null || result.state === 'running';
  const again = async (): Promise<void> => {
    const outcome = await check.send({ jobId });
    if (outcome.ok) onCheckedAgain(outcome.value.jobId);
  };
  const undo = (): void => {
    onClose();
    showDialog({ kind: 'undo', jobId });
  };
  const word = result === null ? '' : modeWords[result.to].word;
  return (
    <Dialog
      title={isRunning ? runningTitle(result) : `After the switch to ${word}`}
      width={560}
      onClose={onClose}
      actions={
        <>
          {!isRunning && result.by === 'switch' && result.state === 'done' && result.outcome !== '' && (
            <Button size="md" disabled={blockedBecause !== null} onClick={undo}>
              Undo…
            </Button>
          )}
          {!isRunning && (
            <Button
              size="md"
              loading={check.isSending}
              disabled={blockedBecause !== null}
              onClick={() => void again()}
            >
              Check again
            </Button>
          )}
          <Button size="md" variant="filled" onClick={onClose}>
            Close
          </Button>
        </>
      }
    >
      {failure && <FailureNotice failure={failure} onTryAgain={askAgain} />}
      {check.failure && <FailureNotice failure={check.failure} />}
      {!failure && isRunning && (
        <ReadingLine words={`${runningTitle(result)}. It goes on when you close this.`} />
      )}
      {!isRunning && <Outcome result={result} />}
    </Dialog>
  );
}
