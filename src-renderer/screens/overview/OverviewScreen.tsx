import { Button } from '@mantine/core';
import { IconAlertTriangle, IconRefresh, IconUsers } from '@tabler/icons-react';
import type { Overview, ShownPeople } from '../../../src-contract/overview.ts';
import type { SyncStatus } from '../../../src-contract/sync.ts';
import { call } from '../../bridge/call.ts';
import { useRead } from '../../bridge/use-read.ts';
import { Banner } from '../../kit/Banner.tsx';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { countOf, countText, percentText } from '../../kit/format-number.ts';
import { GuardedButton } from '../../kit/GuardedButton.tsx';
import { Moment } from '../../kit/Moment.tsx';
import { Ring } from '../../kit/Ring.tsx';
import { ScreenHeader } from '../../kit/ScreenHeader.tsx';
import { tellFailure } from '../../kit/toast.tsx';
import { goTo } from '../../session/session.ts';
import { useBlockedBecause, useSyncStatus } from '../../session/use-sync-status.ts';
import { useTenantId } from '../../session/use-tenant.ts';
import { AttentionPanel } from './AttentionPanel.tsx';
import { JoinedAndLeft } from './JoinedAndLeft.tsx';
import { LastAccess } from './LastAccess.tsx';
import classes from './OverviewScreen.module.css';
import { PeopleCards } from './PeopleCards.tsx';

interface OverviewScreenProps {
  /** Goes to Users with these people; routes know how. */
  readonly onShowPeople: (people: ShownPeople) => void;
  readonly onShowPerson: (email: string) => void;
}

async function syncNow(tenantId: string): Promise<void> {
  const outcome = await call('sync/start', { tenantId });
  if (!outcome.ok) tellFailure(outcome.failure);
}

function FirstSync({ status }: { readonly status: SyncStatus | undefined }) {
  const progress = status?.progress ?? null;
  const share = progress && progress.expected > 0 ? progress.done / progress.expected : null;
  return (
    <div className={classes.firstSync} role="status">
      <Ring share={share ?? 'unknown'} />
      <strong>First sync is running{share !== null && `, ${percentText(share)}`}</strong>
      <span className={classes.dimmed}>
        {progress && progress.expected > 0
          ? `${countText(progress.done)} of about ${countText(progress.expected)} people. `
          : ''}
        The cards fill as pages land.
      </span>
    </div>
  );
}

function TrailBanner({ tenantId }: { readonly tenantId: string }) {
  const state = useRead('audit-log/state', { tenantId }).value;
  if (state?.is !== 'broken') return null;
  return (
    <Banner
      icon={IconAlertTriangle}
      title="The audit trail breaks."
      actions={<Button onClick={() => goTo({ screen: 'activity' })}>Open Activity</Button>}
    >
      It was altered outside of Tenantry.
    </Banner>
  );
}

function Note({ overview }: { readonly overview: Overview }) {
  return (
    <>
      {countOf(overview.people, 'person', 'people')}
      {overview.asOf !== null && (
        <>
          , <Moment at={overview.asOf} as="clock" />
        </>
      )}
    </>
  );
}

/** Is anything wrong, and what changed: everything from the copy, with its age. */
export function OverviewScreen({ onShowPeople, onShowPerson }: OverviewScreenProps) {
  const tenantId = useTenantId();
  const status = useSyncStatus();
  const blockedBecause = useBlockedBecause();
  const { value: overview, failure, isAsking, askAgain } = useRead('overview/read', { tenantId });
  const isFirst = overview !== undefined && overview.asOf === null;
  return (
    <>
      <ScreenHeader
        title="Overview"
        line="no"
        note={overview && <Note overview={overview} />}
        actions={
          <GuardedButton
            blockedBecause={status?.phase === 'signed-out' ? blockedBecause : null}
            leftSection={<IconRefresh size={16} />}
            disabled={status?.phase === 'syncing'}
            onClick={() => void syncNow(tenantId)}
          >
            Sync now
          </GuardedButton>
        }
      />
      <TrailBanner tenantId={tenantId} />
      {isFirst && status?.phase === 'syncing' && <FirstSync status={status} />}
      <div className={classes.page}>
        {failure && <FailureNotice failure={failure} {...(isAsking ? {} : { onTryAgain: askAgain })} />}
        {isFirst && overview.people === 0 && status?.phase !== 'syncing' ? (
          <EmptyState icon={IconUsers} title="No copy yet">
            Figures show here as soon as the first sync has read the people.
          </EmptyState>
        ) : (
          <div className={classes.columns}>
            <div className={classes.left}>
              <PeopleCards overview={overview} onShow={onShowPeople} />
              <LastAccess overview={overview} onShow={onShowPeople} />
              <JoinedAndLeft overview={overview} onShow={onShowPeople} />
            </div>
            <AttentionPanel overview={overview} onShow={onShowPeople} onShowPerson={onShowPerson} />
          </div>
        )}
      </div>
    </>
  );
}
