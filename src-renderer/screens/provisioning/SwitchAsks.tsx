import { Checkbox } from '@mantine/core';
import type { ModeSwitchPlan } from '../../../src-contract/provisioning.ts';
import { ConfirmByTyping } from '../../kit/ConfirmByTyping.tsx';
import { visibleText } from '../../kit/visible-text.ts';
import { modeWords } from './mode-words.ts';
import classes from './SwitchDialog.module.css';

interface SwitchAsksProps {
  readonly plan: ModeSwitchPlan;
  readonly isAgreed: boolean;
  readonly onAgree: (agreed: boolean) => void;
  readonly backup: 'save' | 'skip';
  readonly onBackup: (backup: 'save' | 'skip') => void;
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

/** What a switch asks before it is sent: a backup, a statement, and in Production the tenant's name. */
export function SwitchAsks({ plan, isAgreed, onAgree, backup, onBackup, typed, onType }: SwitchAsksProps) {
  const { asks, rehearsal, switchIn, to } = plan;
  if (switchIn === 'console') {
    return (
      <Checkbox
        label={`It is switched to ${modeWords[to].word} in the console`}
        checked={isAgreed}
        onChange={(event) => onAgree(event.currentTarget.checked)}
      />
    );
  }
  return (
    <div className={classes.asks}>
      <Checkbox
        label={rehearsal.backup.label}
        checked={backup === 'save'}
        onChange={(event) => onBackup(event.currentTarget.checked ? 'save' : 'skip')}
      />
      <Checkbox
        label={<bdi>{visibleText(asks.acknowledge)}</bdi>}
        checked={isAgreed}
        onChange={(event) => onAgree(event.currentTarget.checked)}
      />
      {asks.typeTenantName !== null && (
        <ConfirmByTyping
          wanted={asks.typeTenantName}
          what="the tenant name, to confirm in Production"
          typed={typed}
          onType={onType}
        />
      )}
    </div>
  );
}
