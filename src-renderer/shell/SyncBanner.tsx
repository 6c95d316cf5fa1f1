import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCloudOff, IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SyncStatus } from '../../src-contract/sync.ts';
import { useChange } from '../bridge/use-change.ts';
import { Banner } from '../kit/Banner.tsx';
import { CopyButton } from '../kit/CopyButton.tsx';
import { ageText, clockText } from '../kit/moment-text.ts';
import { useNow } from '../kit/use-now.ts';
import { showDialog } from '../session/session.ts';
import { useSyncStatus } from '../session/use-sync-status.ts';
import { useTenant } from '../session/use-tenant.ts';
import { HeldDropBanner } from './HeldDropBanner.tsx';
import { nextTryText } from './sync-words.ts';
import { syncNow } from './use-shell-keys.ts';

function copyWords({ lastSyncAt }: SyncStatus, nowMs: number): string {
  if (lastSyncAt === null) return 'There is no copy yet.';
  return `This is the copy from ${clockText(lastSyncAt, nowMs)}, ${ageText(lastSyncAt, nowMs)} ago.`;
}

function Troubled({ status }: { readonly status: SyncStatus }): ReactNode {
  const now = useNow(1000);
  const next = nextTryText(status, now);
  const tryNow = (label: string) => (
    <>
      {next && <span>{next}</span>}
      {status.failure && <CopyButton text={status.failure.detail} label="Copy details" />}
      <Button onClick={() => void syncNow(status.tenantId)}>{label}</Button>
    </>
  );
  if (status.phase === 'signed-out') {
    return (
      <Banner
        icon={IconLock}
        title="Signed out."
        actions={<Button onClick={() => showDialog({ kind: 'sign-in' })}>Sign in again</Button>}
      >
        {copyWords(status, now)} Sign in again to change anything.
      </Banner>
    );
  }
  if (status.phase === 'offline') {
    return (
      <Banner icon={IconCloudOff} title="Offline." actions={tryNow('Try now')}>
        {copyWords(status, now)} You can search and filter. Some changes can be staged, the others need the
        connection.
      </Banner>
    );
  }
  return (
    <Banner icon={IconAlertTriangle} title="Sync failed." actions={tryNow('Try again')}>
      <bdi>{status.failure?.sentence}</bdi> {copyWords(status, now)}
    </Banner>
  );
}

/** The sandbox is ours: there is nothing to sign in to, it is started again. */
function SandboxAway({ status }: { readonly status: SyncStatus }): ReactNode {
  const now = useNow(1000);
  const start = useChange('tenants/connect-sandbox');
  return (
    <Banner
      icon={IconCloudOff}
      title="The sandbox does not run."
      actions={
        <Button loading={start.isSending} onClick={() => void start.send({})}>
          Start it
        </Button>
      }
    >
      {start.failure && <bdi>{start.failure.sentence} </bdi>}
      {copyWords(status, now)} Its people and its mail are kept.
    </Banner>
  );
}

/** The band above every screen while the copy cannot be refreshed. The screen below keeps working. */
export function SyncBanner() {
  const status = useSyncStatus();
  const isSandbox = useTenant()?.environment === 'sandbox';
  if (!status) return null;
  if (status.heldDrop) return <HeldDropBanner status={status} drop={status.heldDrop} />;
  if (status.phase === 'idle' || status.phase === 'syncing') return null;
  const isDown = status.phase === 'signed-out' || status.failure?.code === 'unreachable';
  return isSandbox && isDown ? <SandboxAway status={status} /> : <Troubled status={status} />;
}
