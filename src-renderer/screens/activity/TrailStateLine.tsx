import { IconAlertTriangle, IconClock, IconShieldCheck } from '@tabler/icons-react';
import type { TrailState } from '../../../src-contract/audit-log.ts';
import { useChange } from '../../bridge/use-change.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { tellFailure } from '../../kit/toast.tsx';
import { useNow } from '../../kit/use-now.ts';
import classes from './TrailPanel.module.css';
import { stateText } from './trail-words.ts';

/** How the chain stands, and the button that checks it now. It is checked at start and each hour by itself. */
export function TrailStateLine({
  tenantId,
  state,
}: {
  readonly tenantId: string;
  readonly state: TrailState;
}) {
  const now = useNow();
  const { send, isSending } = useChange('audit-log/check');
  const Icon =
    state.is === 'unbroken' ? IconShieldCheck : state.is === 'broken' ? IconAlertTriangle : IconClock;
  const check = async (): Promise<void> => {
    const outcome = await send({ tenantId });
    if (!outcome.ok) tellFailure(outcome.failure);
  };
  return (
    <span className={classes.state} data-is={state.is}>
      <Icon size={14} aria-hidden className={classes.stateIcon} />
      <span className={classes.stateWords} role="status" title="Checked at start and each hour">
        {isSending ? 'Checking the chain' : stateText(state, now)}
      </span>
      <LinkButton label="Check the chain now" onClick={() => void check()}>
        Check
      </LinkButton>
    </span>
  );
}
