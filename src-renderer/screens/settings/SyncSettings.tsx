import { IconRefresh } from '@tabler/icons-react';
import { call } from '../../bridge/call.ts';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { countOf, countText } from '../../kit/format-number.ts';
import { GuardedButton } from '../../kit/GuardedButton.tsx';
import { Moment } from '../../kit/Moment.tsx';
import { spanText } from '../../kit/moment-text.ts';
import { tellFailure } from '../../kit/toast.tsx';
import { useSyncStatus } from '../../session/use-sync-status.ts';
import { SettingsGroup, SettingsRow } from './SettingsRow.tsx';

/** What the last sync saw, when the next one comes, and syncing now. */
export function SyncSettings() {
  const status = useSyncStatus();
  if (!status) return null;
  const { lastRun, lastSyncAt, nextTryAt, phase } = status;
  const sync = async (): Promise<void> => {
    const outcome = await call('sync/start', { tenantId: status.tenantId });
    if (!outcome.ok) tellFailure(outcome.failure);
  };
  const blocked =
    phase === 'syncing' ? 'A sync is running' : phase === 'signed-out' ? 'Sign in again first' : null;
  return (
    <>
      <SettingsGroup title="Sync">
        <SettingsRow
          name="Last sync"
          note={
            lastSyncAt === null ? (
              'There has been no complete sync yet.'
            ) : (
              <>
                <Moment at={lastSyncAt} as="clock" />, {countOf(status.people, 'person', 'people')},{' '}
                {countOf(status.teams, 'team', 'teams')}
                {lastRun &&
                  `, ${countOf(lastRun.pages, 'page', 'pages')}, ${spanText(Math.max(1000, lastRun.durationMs))}`}
              </>
            )
          }
        >
          <GuardedButton
            leftSection={<IconRefresh size={14} />}
            blockedBecause={blocked}
            onClick={() => void sync()}
          >
            Sync now
          </GuardedButton>
        </SettingsRow>
        {lastRun && (
          <SettingsRow name="What it saw">
            {countText(lastRun.added)} added, {countText(lastRun.changed)} changed, {countText(lastRun.gone)}{' '}
            gone
          </SettingsRow>
        )}
        {nextTryAt !== null && (
          <SettingsRow name="Next sync">
            <Moment at={nextTryAt} as="clock" />
          </SettingsRow>
        )}
      </SettingsGroup>
      {status.failure && <FailureNotice failure={status.failure} />}
    </>
  );
}
