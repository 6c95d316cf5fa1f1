import { Button } from '@mantine/core';
import { IconExternalLink, IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import type { Provisioning, ProvisioningMode } from '../../../src-contract/provisioning.ts';
import type { UserOnly, UserSource, UserStatus } from '../../../src-contract/users.ts';
import { useChange } from '../../bridge/use-change.ts';
import { useRead } from '../../bridge/use-read.ts';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { Moment } from '../../kit/Moment.tsx';
import { Note } from '../../kit/Note.tsx';
import { ScreenHeader } from '../../kit/ScreenHeader.tsx';
import { tellFailure } from '../../kit/toast.tsx';
import { visibleText } from '../../kit/visible-text.ts';
import { useBlockedBecause } from '../../session/use-sync-status.ts';
import { useTenantId } from '../../session/use-tenant.ts';
import { ConnectionPanel } from './ConnectionPanel.tsx';
import { LastSwitchLine } from './LastSwitchLine.tsx';
import { ModeCards } from './ModeCards.tsx';
import { PanelBones } from './PanelBones.tsx';
import { PeopleBySource } from './PeopleBySource.tsx';
import classes from './ProvisioningScreen.module.css';
import { modeLine } from './provisioning-words.ts';
import { RecordModeDialog } from './RecordModeDialog.tsx';
import { SwitchDialog } from './SwitchDialog.tsx';
import { SwitchResultDialog } from './SwitchResultDialog.tsx';
import { SetUpAssistant } from './setup-assistant/SetUpAssistant.tsx';

/** Which people to show in Users. */
export interface PeopleFilter {
  readonly source?: UserSource[];
  readonly status?: UserStatus[];
  readonly only?: UserOnly;
}

/** What can be done with open invites; Users has the dialogs. */
export type InviteVerb = 'invite-again' | 'withdraw-invite';

interface ProvisioningScreenProps {
  /** Goes to Users with this filter; routes know how. */
  readonly onShowPeople: (filter: PeopleFilter) => void;
  readonly onShowPerson: (email: string) => void;
  readonly onInvites: (verb: InviteVerb, userIds: readonly string[]) => void;
}

function ConsoleActions({
  tenantId,
  onRecord,
}: {
  readonly tenantId: string;
  readonly onRecord: () => void;
}) {
  const open = useChange('app/open-console');
  const openConsole = async (): Promise<void> => {
    const outcome = await open.send({ tenantId, page: 'provisioning' });
    if (!outcome.ok) tellFailure(outcome.failure);
  };
  return (
    <>
      <Button leftSection={<IconExternalLink size={16} />} onClick={() => void openConsole()}>
        Open the console
      </Button>
      <Button onClick={onRecord}>Record the mode…</Button>
    </>
  );
}

function NotSwitchableNote({ provisioning }: { readonly provisioning: Provisioning }) {
  return (
    <Note icon={IconInfoCircle} look="info">
      <strong>
        {provisioning.modeIs === 'inferred'
          ? 'This control plane does not report its mode to other programs.'
          : 'The mode is what an admin recorded here.'}
      </strong>{' '}
      {provisioning.modeIs === 'inferred'
        ? 'It is inferred from what people look like. Switch in the console, then record the mode here, so that the trail has it.'
        : 'The control plane does not report it to other programs. After a switch in the console, record it here again.'}
    </Note>
  );
}

/** How people get into the tenant: which mode is on, whether it works, and what a switch would do. */
export function ProvisioningScreen({ onShowPeople, onShowPerson, onInvites }: ProvisioningScreenProps) {
  const tenantId = useTenantId();
  const blockedBecause = useBlockedBecause();
  const { value, failure, isAsking, askAgain } = useRead('provisioning/read', { tenantId });
  const [switchTo, setSwitchTo] = useState<ProvisioningMode | null>(null);
  const [isRecording, setRecording] = useState(false);
  /** The switch whose result is shown. */
  const [shownJob, setShownJob] = useState<string | null>(null);
  const isReported = value?.modeIs === 'reported';
  return (
    <>
      <ScreenHeader
        title="Provisioning"
        line="no"
        note={
          value && (
            <>
              <bdi>{visibleText(modeLine(value))}</bdi>
              {(failure || blockedBecause !== null) && (
                <>
                  , read <Moment at={value.readAt} as="relative" />
                </>
              )}
            </>
          )
        }
        actions={
          value && !isReported && <ConsoleActions tenantId={tenantId} onRecord={() => setRecording(true)} />
        }
      />
      <div className={classes.page}>
        {failure && blockedBecause === null && (
          <FailureNotice failure={failure} {...(isAsking ? {} : { onTryAgain: askAgain })} />
        )}
        {value && !isReported && <NotSwitchableNote provisioning={value} />}
        <ModeCards provisioning={value} blockedBecause={blockedBecause} onSwitch={setSwitchTo} />
        <LastSwitchLine tenantId={tenantId} onOpen={setShownJob} />
        <div className={classes.panels}>
          {value ? (
            <>
              <ConnectionPanel
                provisioning={value}
                blockedBecause={blockedBecause}
                onShowPeople={onShowPeople}
                onShowPerson={onShowPerson}
                onInvites={onInvites}
              />
              {value.mode === 'scim' ? (
                <SetUpAssistant tenantId={tenantId} urlFrom={isReported ? 'tenant' : 'console'} />
              ) : (
                <PeopleBySource provisioning={value} onShowPeople={onShowPeople} />
              )}
            </>
          ) : (
            <PanelBones words={failure ? (blockedBecause ?? 'Could not be read. See above.') : ''} />
          )}
        </div>
      </div>
      {value && switchTo && (
        <SwitchDialog
          provisioning={value}
          to={switchTo}
          onClose={() => setSwitchTo(null)}
          onStarted={(jobId) => {
            setSwitchTo(null);
            setShownJob(jobId);
          }}
        />
      )}
      {shownJob !== null && (
        <SwitchResultDialog
          key={shownJob}
          tenantId={tenantId}
          jobId={shownJob}
          blockedBecause={blockedBecause}
          onCheckedAgain={setShownJob}
          onClose={() => setShownJob(null)}
        />
      )}
      {value && isRecording && <RecordModeDialog provisioning={value} onClose={() => setRecording(false)} />}
    </>
  );
}
