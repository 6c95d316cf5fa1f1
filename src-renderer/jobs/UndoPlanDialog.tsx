import { Button, Checkbox } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useChange } from '../bridge/use-change.ts';
import { useRead } from '../bridge/use-read.ts';
import { ConfirmByTyping, isTyped } from '../kit/ConfirmByTyping.tsx';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { DirectoryText } from '../kit/DirectoryText.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { countOf, countText } from '../kit/format-number.ts';
import { spanText } from '../kit/moment-text.ts';
import { Note } from '../kit/Note.tsx';
import { Ring } from '../kit/Ring.tsx';
import { useNow } from '../kit/use-now.ts';
import { visibleText } from '../kit/visible-text.ts';
import { followJob } from './follow-job.ts';
import { undoSums } from './job-words.ts';
import classes from './UndoPlanDialog.module.css';

interface UndoPlanDialogProps {
  readonly jobId: string;
  readonly onClose: () => void;
}

const shownAtMost = 8;

interface Line {
  readonly subject: string;
  readonly name: string;
}

function Who({ line }: { readonly line: Line }) {
  return <DirectoryText text={line.name === '' ? line.subject : line.name} />;
}

function More({ count }: { readonly count: number }) {
  return count > 0 ? <li className={classes.more}>and {countText(count)} more</li> : null;
}

/** Shows what an undo would put back and what not, each looked at in the tenant, and runs exactly that. */
export function UndoPlanDialog({ jobId, onClose }: UndoPlanDialogProps) {
  const {
    value: plan,
    failure,
    isAsking,
    askAgain,
  } = useRead('jobs/plan-undo', { jobId }, { memory: 'fresh' });
  const undo = useChange('jobs/undo');
  const [typed, setTyped] = useState('');
  const [isAgreed, setAgreed] = useState(false);
  const now = useNow(1000);
  const agreement = plan?.asks.acknowledge ?? null;
  const wanted = plan?.asks.typeTenantName ?? null;
  const isConfirmed = (wanted === null || isTyped(wanted, typed)) && (agreement === null || isAgreed);
  const isExpired = plan !== undefined && now > new Date(plan.expiresAt).getTime();
  const confirm = async (): Promise<void> => {
    if (!plan) return;
    const confirmed = { typed: typed.trim(), acknowledged: isAgreed };
    const outcome = await undo.send({ jobId, planId: plan.planId, confirmed });
    if (!outcome.ok) return;
    onClose();
    void followJob(outcome.value.id);
  };
  const again = (
    <Button
      onClick={() => {
        undo.reset();
        setTyped('');
        setAgreed(false);
        askAgain();
      }}
    >
      Check again
    </Button>
  );
  const count = plan?.putBackCount ?? 0;
  return (
    <ConfirmDialog
      title={`Undo ${plan ? visibleText(plan.title.slice(0, 120)) : 'this job'}?`}
      lead="Only what is still as this job left it is put back. What a colleague changed since stays."
      note={plan && <>Checked with the server {spanText(now - new Date(plan.checkedAt).getTime())} ago</>}
      confirmLabel={count === 0 ? 'Put back' : `Put ${countText(count)} back`}
      isReady={count > 0 && !isExpired && !isAsking && isConfirmed}
      isSending={undo.isSending}
      failure={undo.failure}
      failureAction={again}
      width={560}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      {isAsking && !plan && (
        <p className={classes.reading} role="status">
          <Ring share="unknown" /> Looking at each of them on the server
        </p>
      )}
      {failure && <FailureNotice failure={failure} onTryAgain={askAgain} />}
      {isExpired && (
        <Note icon={IconAlertTriangle} look="warn">
          This preview is older than two minutes. {again}
        </Note>
      )}
      {plan && count > 0 && (
        <section>
          <h4 className={classes.heading}>Put back {countOf(count, 'change', 'changes')}</h4>
          {count > 1 && <p className={classes.sums}>{undoSums(plan.sums)}</p>}
          <ul className={classes.lines} aria-label="Put back">
            {plan.putBack.slice(0, shownAtMost).map((line) => (
              <li key={`${line.subject} ${line.what}`} className={classes.line}>
                <Who line={line} />
                <DirectoryText text={line.what} look="dimmed" />
              </li>
            ))}
            <More count={count - Math.min(count, shownAtMost)} />
          </ul>
        </section>
      )}
      {plan && plan.leftOutCount > 0 && (
        <section>
          <h4 className={classes.heading}>Not put back</h4>
          <ul className={classes.lines} data-look="out" aria-label="Not put back">
            {plan.leftOut.slice(0, shownAtMost).map((line) => (
              <li key={`${line.subject} ${line.why}`} className={classes.line}>
                <Who line={line} />
                <DirectoryText text={line.why} look="dimmed" lines="wrap" />
              </li>
            ))}
            <More count={plan.leftOutCount - Math.min(plan.leftOutCount, shownAtMost)} />
          </ul>
        </section>
      )}
      {plan?.lost.map((sentence) => (
        <Note key={sentence} icon={IconAlertTriangle} look="warn">
          {sentence}
        </Note>
      ))}
      {plan && plan.uncheckedCount > 0 && (
        <p className={classes.more}>
          {countText(plan.uncheckedCount)} more are looked at right before each is put back.
        </p>
      )}
      {agreement !== null && (
        <Checkbox
          label={<bdi>{agreement}</bdi>}
          checked={isAgreed}
          onChange={(event) => setAgreed(event.currentTarget.checked)}
        />
      )}
      {wanted !== null && (
        <ConfirmByTyping wanted={wanted} what="the name of the tenant" typed={typed} onType={setTyped} />
      )}
    </ConfirmDialog>
  );
}
