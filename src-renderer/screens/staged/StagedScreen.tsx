import { ActionIcon, Button, Checkbox } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheckFilled,
  IconCloudOff,
  IconLock,
  IconPlaylistX,
  IconRefresh,
  IconUserOff,
  IconX,
} from '@tabler/icons-react';
import { useState } from 'react';
import { mostStaged } from '../../../src-contract/most-staged.ts';
import type { ComparedChange, StagedChange } from '../../../src-contract/staged.ts';
import { useChange } from '../../bridge/use-change.ts';
import { useRead } from '../../bridge/use-read.ts';
import { DirectoryText } from '../../kit/DirectoryText.tsx';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { countOf, countText } from '../../kit/format-number.ts';
import { GuardedButton } from '../../kit/GuardedButton.tsx';
import { Moment } from '../../kit/Moment.tsx';
import { Ring } from '../../kit/Ring.tsx';
import { ScreenHeader } from '../../kit/ScreenHeader.tsx';
import { tellFailure } from '../../kit/toast.tsx';
import { goTo } from '../../session/session.ts';
import { useBlockedBecause } from '../../session/use-sync-status.ts';
import { useTenantId } from '../../session/use-tenant.ts';
import { ApplyDialog } from './ApplyDialog.tsx';
import classes from './StagedScreen.module.css';

const states = {
  conflict: { word: 'Changed meanwhile', icon: IconAlertTriangle, look: 'warn' },
  gone: { word: 'Gone', icon: IconUserOff, look: 'dimmed' },
  locked: { word: 'Locked', icon: IconLock, look: 'dimmed' },
  'as-seen': { word: 'As you saw it', icon: IconCircleCheckFilled, look: 'ok' },
  'already-so': { word: 'Done by somebody', icon: IconCircleCheckFilled, look: 'dimmed' },
} as const;

const mayApply = (is: ComparedChange['is']): boolean => is === 'as-seen' || is === 'conflict';

function State({ compared }: { readonly compared: ComparedChange | undefined }) {
  if (compared === undefined) return <span className={classes.dimmed}>Not compared yet</span>;
  const { word, icon: Icon, look } = states[compared.is];
  return (
    <span className={classes.state} data-look={look}>
      <Icon size={14} aria-hidden /> {word}
    </span>
  );
}

interface RowProps {
  readonly change: StagedChange;
  readonly compared: ComparedChange | undefined;
  readonly isChosen: boolean;
  readonly onChoose: (isChosen: boolean) => void;
  readonly onDrop: () => void;
}

function Row({ change, compared, isChosen, onChoose, onDrop }: RowProps) {
  const isOpen = compared === undefined || mayApply(compared.is);
  return (
    <li className={classes.row} data-is={compared?.is}>
      <Checkbox
        aria-label={`Apply ${change.wish} for ${change.name.slice(0, 60)}`}
        checked={isChosen}
        disabled={!isOpen || compared === undefined}
        onChange={(event) => onChoose(event.currentTarget.checked)}
      />
      <span className={classes.who}>
        <DirectoryText text={change.name} look="strong" />
        <DirectoryText text={change.email} look="dimmed" />
      </span>
      <DirectoryText text={change.wish} />
      <span className={classes.side}>
        <span className={classes.label}>You saw</span>
        <DirectoryText text={change.saw} />
      </span>
      <span className={classes.side}>
        <span className={classes.label}>Now</span>
        {compared ? <DirectoryText text={compared.now} /> : <span className={classes.dimmed}>–</span>}
      </span>
      <span className={classes.end}>
        <State compared={compared} />
        {compared && compared.why !== '' && (
          <span className={classes.why}>
            <DirectoryText text={compared.why} look="dimmed" lines="wrap" />
          </span>
        )}
      </span>
      <ActionIcon aria-label={`Drop ${change.wish} for ${change.name.slice(0, 60)}`} onClick={onDrop}>
        <IconX size={16} />
      </ActionIcon>
    </li>
  );
}

/** What was staged without the tenant: beside the tenant as it is now, conflicts first; the admin applies or drops. */
export function StagedScreen() {
  const tenantId = useTenantId();
  const offline = useBlockedBecause();
  const list = useRead('staged/list', { tenantId });
  const changes = list.value?.changes ?? [];
  const compare = useRead(
    'staged/compare',
    { tenantId },
    { memory: 'fresh', when: offline === null && changes.length > 0 ? 'now' : 'wait' },
  );
  const drop = useChange('staged/drop');
  /** What the admin ticked or unticked; the rest follows the comparison. */
  const [choices, setChoices] = useState<Readonly<Record<string, boolean>>>({});
  const [isApplying, setApplying] = useState(false);
  const compared = new Map(
    (offline === null ? (compare.value?.changes ?? []) : []).map((one) => [one.change.id, one]),
  );
  const order = [...compared.keys()];
  const sorted = changes.toSorted((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
  const isChosen = ({ id }: StagedChange): boolean => {
    const is = compared.get(id)?.is;
    if (is === undefined || !mayApply(is)) return false;
    // A conflict is applied only when somebody says so.
    return choices[id] ?? is === 'as-seen';
  };
  const chosen = sorted.filter(isChosen).slice(0, mostStaged);
  const idle = sorted.filter(({ id }) => {
    const is = compared.get(id)?.is;
    return is !== undefined && !mayApply(is);
  });
  const dropSome = async (some: readonly StagedChange[]): Promise<void> => {
    const outcome = await drop.send({ tenantId, ids: some.map(({ id }) => id) });
    if (!outcome.ok) tellFailure(outcome.failure);
  };
  return (
    <>
      <ScreenHeader
        title="Staged"
        note={list.value && countOf(changes.length, 'change', 'changes')}
        actions={
          changes.length > 0 && (
            <>
              <GuardedButton
                leftSection={<IconRefresh size={16} />}
                blockedBecause={offline}
                loading={compare.isAsking}
                onClick={compare.askAgain}
              >
                Compare again
              </GuardedButton>
              {idle.length > 0 && (
                <Button onClick={() => void dropSome(idle)}>
                  Drop {countText(idle.length)} that cannot be applied
                </Button>
              )}
              <GuardedButton
                variant="filled"
                blockedBecause={offline ?? (chosen.length === 0 ? 'Tick what is to be applied' : null)}
                onClick={() => setApplying(true)}
              >
                Apply {countText(chosen.length)}…
              </GuardedButton>
            </>
          )
        }
      />
      <div className={classes.page}>
        {list.failure && <FailureNotice failure={list.failure} onTryAgain={list.askAgain} />}
        {compare.failure && offline === null && (
          <FailureNotice failure={compare.failure} onTryAgain={compare.askAgain} />
        )}
        {list.value && changes.length === 0 && (
          <EmptyState
            icon={IconPlaylistX}
            title="Nothing is staged"
            actions={<Button onClick={() => goTo({ screen: 'users' })}>Users</Button>}
          >
            While the tenant is away, Deactivate, Reactivate, Edit role and Add to team stage what you wish.
            With the connection, Stage instead… in their dialogs does.
          </EmptyState>
        )}
        {changes.length > 0 && (
          <p className={classes.lead}>
            {offline !== null ? (
              <>
                <IconCloudOff size={16} aria-hidden /> The tenant is away. Nothing is sent; these are compared
                with it when it is back.
              </>
            ) : compare.value ? (
              <span>
                Compared with the tenant at <Moment at={compare.value.checkedAt} as="clock" />. Nothing is
                sent before you apply it.
              </span>
            ) : (
              <>
                <Ring share="unknown" /> Comparing with the tenant
              </>
            )}
          </p>
        )}
        {changes.length > 0 && (
          <ul className={classes.rows} aria-label="Staged changes">
            {sorted.map((change) => (
              <Row
                key={change.id}
                change={change}
                compared={compared.get(change.id)}
                isChosen={isChosen(change)}
                onChoose={(value) => setChoices({ ...choices, [change.id]: value })}
                onDrop={() => void dropSome([change])}
              />
            ))}
          </ul>
        )}
      </div>
      {isApplying && (
        <ApplyDialog
          tenantId={tenantId}
          choices={chosen.map(({ id }) => ({ id, now: compared.get(id)?.now ?? '' }))}
          onClose={() => setApplying(false)}
        />
      )}
    </>
  );
}
