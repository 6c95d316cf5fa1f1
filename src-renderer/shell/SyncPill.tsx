import { Button, Popover } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCloudOff, IconLock, IconRefresh } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { SyncStatus } from '../../src-contract/sync.ts';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { countOf } from '../kit/format-number.ts';
import { Moment } from '../kit/Moment.tsx';
import { Ring } from '../kit/Ring.tsx';
import { useNow } from '../kit/use-now.ts';
import { useSyncStatus } from '../session/use-sync-status.ts';
import { lastRunText, nextTryText, syncPillText, syncShare } from './sync-words.ts';
import classes from './TopBar.module.css';
import { syncNow } from './use-shell-keys.ts';

function iconOf(status: SyncStatus): ReactNode {
  switch (status.phase) {
    case 'idle':
      return status.lastSyncAt === null ? null : <IconCheck size={16} aria-hidden />;
    case 'syncing':
      return <Ring share={syncShare(status) ?? 'unknown'} />;
    case 'offline':
      return <IconCloudOff size={16} aria-hidden />;
    case 'failed':
      return <IconAlertTriangle size={16} aria-hidden />;
    case 'signed-out':
      return <IconLock size={16} aria-hidden />;
  }
}

const lookOf = (phase: SyncStatus['phase']): string =>
  phase === 'idle' ? 'ok' : phase === 'syncing' ? 'accent' : 'warn';

function SyncFacts({ status }: { readonly status: SyncStatus }) {
  const now = useNow(1000);
  return (
    <>
      <div className={classes.facts}>
        <h4>Last sync</h4>
        {status.lastSyncAt === null ? (
          <p>There has been no complete sync yet.</p>
        ) : (
          <p>
            <Moment at={status.lastSyncAt} as="clock" />, {countOf(status.people, 'person', 'people')},{' '}
            {countOf(status.teams, 'team', 'teams')}
          </p>
        )}
        {lastRunText(status) && <p className={classes.dimmed}>{lastRunText(status)}</p>}
        {nextTryText(status, now) && <p className={classes.dimmed}>{nextTryText(status, now)}</p>}
      </div>
      {status.failure && <FailureNotice failure={status.failure} />}
    </>
  );
}

/** How old the copy is, in a few words; opens what the last sync saw. */
export function SyncPill() {
  const [isOpen, setOpen] = useState(false);
  const status = useSyncStatus();
  const now = useNow(1000);
  if (!status) return null;
  const words = syncPillText(status, now);
  const isSyncing = status.phase === 'syncing';
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={340} trapFocus>
      <Popover.Target>
        <button
          type="button"
          className={classes.pill}
          data-look={lookOf(status.phase)}
          aria-label={`Sync: ${words}`}
          onClick={() => setOpen(!isOpen)}
        >
          {iconOf(status)}
          {words}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.popover ?? ''} aria-label="Sync">
        <SyncFacts status={status} />
        <Button
          mt={status.failure ? 12 : 0}
          leftSection={<IconRefresh size={14} />}
          disabled={isSyncing || status.phase === 'signed-out'}
          onClick={() => void syncNow(status.tenantId)}
        >
          {isSyncing ? 'Syncing' : 'Sync now'}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
