import { TextInput } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { useState } from 'react';
import { mostStaged } from '../../src-contract/most-staged.ts';
import type { StagedVerb } from '../../src-contract/staged.ts';
import { useChange } from '../bridge/use-change.ts';
import { useRead } from '../bridge/use-read.ts';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { DirectoryText } from '../kit/DirectoryText.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { countOf, countText } from '../kit/format-number.ts';
import { ageText, clockText } from '../kit/moment-text.ts';
import { Note } from '../kit/Note.tsx';
import { Ring } from '../kit/Ring.tsx';
import { tell } from '../kit/toast.tsx';
import { useNow } from '../kit/use-now.ts';
import { goTo } from '../session/session.ts';
import { useStageable } from '../session/use-sync-status.ts';
import classes from './Staged.module.css';

interface StageDialogProps {
  readonly tenantId: string;
  readonly verb: StagedVerb;
  readonly userIds: readonly string[];
  /** Role on the wire, for `change-role`. */
  readonly roleName: string | null;
  readonly teamIds: readonly string[];
  readonly onClose: () => void;
}

const shownAtMost = 5;

/** Prepares a change without the tenant: whom it would hit by the copy, and that nothing is sent. */
export function StageDialog({ tenantId, verb, userIds, roleName, teamIds, onClose }: StageDialogProps) {
  const wish = {
    tenantId,
    verb,
    userIds: [...userIds].slice(0, mostStaged),
    role: roleName,
    teamIds: [...teamIds],
  };
  const preview = useRead('staged/preview', wish, { memory: 'fresh' });
  const add = useChange('staged/add');
  const [reason, setReason] = useState('');
  const { how } = useStageable();
  const now = useNow(30_000);
  const included = preview.value?.included ?? [];
  const leftOut = preview.value?.leftOut ?? [];
  const asOf = preview.value?.asOf ?? null;
  const confirm = async (): Promise<void> => {
    const outcome = await add.send({ ...wish, reason: reason.trim() });
    if (!outcome.ok) return;
    onClose();
    tell({
      look: 'ok',
      text: `${countOf(outcome.value.staged, 'change', 'changes')} staged. Nothing was sent.`,
      action: { label: 'Show', run: () => goTo({ screen: 'staged' }) },
    });
  };
  return (
    <ConfirmDialog
      title={`Stage ${countOf(included.length, 'change', 'changes')}?`}
      lead={
        how === 'stage'
          ? 'Nothing is sent now. When the tenant is back, each one is compared with it, and you decide.'
          : 'Nothing is sent now. It waits on Staged, where you compare it with the tenant and decide.'
      }
      note={
        asOf !== null && (
          <>
            From the copy of {clockText(asOf, now)}, {ageText(asOf, now)} ago
          </>
        )
      }
      confirmLabel={`Stage ${countText(included.length)}`}
      look="plain"
      isReady={included.length > 0}
      isSending={add.isSending}
      failure={add.failure}
      width={560}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      {preview.isAsking && !preview.value && (
        <p className={classes.reading} role="status">
          <Ring share="unknown" /> Reading the copy
        </p>
      )}
      {preview.failure && <FailureNotice failure={preview.failure} onTryAgain={preview.askAgain} />}
      {included.length > 0 && (
        <ul className={classes.lines} aria-label="Included">
          {included.slice(0, shownAtMost).map(({ name, wish: words, saw }) => (
            <li key={`${name} ${words}`} className={classes.line}>
              <DirectoryText text={name} look="strong" />
              <DirectoryText text={words} />
              <DirectoryText text={saw} look="dimmed" />
            </li>
          ))}
          {included.length > shownAtMost && (
            <li className={classes.more}>and {countText(included.length - shownAtMost)} more</li>
          )}
        </ul>
      )}
      {leftOut.length > 0 && (
        <section>
          <h4 className={classes.heading}>Left out</h4>
          <ul className={classes.lines} data-look="out" aria-label="Left out">
            {leftOut.slice(0, shownAtMost).map(({ name, why }) => (
              <li key={`${name} ${why}`} className={classes.out}>
                <DirectoryText text={name} />
                <DirectoryText text={why} look="dimmed" lines="wrap" />
              </li>
            ))}
            {leftOut.length > shownAtMost && (
              <li className={classes.more}>and {countText(leftOut.length - shownAtMost)} more</li>
            )}
          </ul>
        </section>
      )}
      {userIds.length > mostStaged && (
        <Note icon={IconCloudOff} look="warn">
          Only the first {countText(mostStaged)} of {countText(userIds.length)} people are staged at once.
        </Note>
      )}
      {preview.value && preview.value.replaces > 0 && (
        <Note icon={IconCloudOff}>
          {countOf(preview.value.replaces, 'staged change', 'staged changes')} of the same people{' '}
          {preview.value.replaces === 1 ? 'is' : 'are'} replaced.
        </Note>
      )}
      {included.length > 0 && (
        <TextInput
          label={
            <>
              Reason <span className={classes.hint}>goes to the audit trail</span>
            </>
          }
          aria-label="Reason"
          size="md"
          maxLength={500}
          value={reason}
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
    </ConfirmDialog>
  );
}
