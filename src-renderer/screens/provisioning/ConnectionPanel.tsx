import type { Provisioning } from '../../../src-contract/provisioning.ts';
import { HeartbeatBlock, HeartbeatState } from '../../heartbeat/HeartbeatBlock.tsx';
import { AnotherService } from './AnotherService.tsx';
import { ConnectionTest } from './ConnectionTest.tsx';
import { InvitesPanel } from './InvitesPanel.tsx';
import { JitPanel } from './JitPanel.tsx';
import classes from './Panel.module.css';
import type { InviteVerb, PeopleFilter } from './ProvisioningScreen.tsx';
import { ScimConnection } from './ScimConnection.tsx';

interface ConnectionPanelProps {
  readonly provisioning: Provisioning;
  readonly blockedBecause: string | null;
  readonly onShowPeople: (filter: PeopleFilter) => void;
  readonly onShowPerson: (email: string) => void;
  readonly onInvites: (verb: InviteVerb, userIds: readonly string[]) => void;
}

function ScimPanel({
  provisioning,
  blockedBecause,
  onShowPeople,
}: Omit<ConnectionPanelProps, 'onShowPerson' | 'onInvites'>) {
  const { sso, tokens, tenantId } = provisioning;
  return (
    <section className={classes.panel} aria-label="SCIM connection">
      <header className={classes.head}>
        <h2>SCIM connection</h2>
        <HeartbeatState tenantId={tenantId} />
      </header>
      <div className={classes.body}>
        {sso.length === 0 && (
          <p className={classes.dimmed}>
            The tenant has no SSO connection, so there is no SCIM URL. Set up SSO in the console first.
          </p>
        )}
        {sso.map((connection) => (
          <ScimConnection
            key={connection.id}
            tenantId={tenantId}
            connection={connection}
            isNamed={sso.length > 1}
            token={tokens?.find(({ ssoId }) => ssoId === connection.id) ?? null}
            blockedBecause={blockedBecause}
          />
        ))}
        <AnotherService tenantId={tenantId} blockedBecause={blockedBecause} />
        <HeartbeatBlock tenantId={tenantId} onShowPeople={onShowPeople} />
      </div>
    </section>
  );
}

function NotReportedPanel({
  provisioning,
  blockedBecause,
  onShowPeople,
}: Pick<ConnectionPanelProps, 'provisioning' | 'blockedBecause' | 'onShowPeople'>) {
  const { tenantId } = provisioning;
  return (
    <section className={classes.panel} aria-label="SCIM connection">
      <header className={classes.head}>
        <h2>SCIM connection</h2>
        <HeartbeatState tenantId={tenantId} />
      </header>
      <div className={classes.body}>
        <p className={classes.dimmed}>
          This control plane shows the SCIM URL and the token in its own console only, so they cannot be read
          or rotated from here. Paste both from the console to test them.
        </p>
        <ConnectionTest tenantId={provisioning.tenantId} connection={null} blockedBecause={blockedBecause} />
        <HeartbeatBlock tenantId={tenantId} onShowPeople={onShowPeople} />
      </div>
    </section>
  );
}

/** The left panel: what the mode that is on works through. */
export function ConnectionPanel(props: ConnectionPanelProps) {
  const { mode, modeIs } = props.provisioning;
  if (mode === 'jit') return <JitPanel {...props} />;
  if (mode === 'invite-only') return <InvitesPanel {...props} />;
  return modeIs === 'reported' ? <ScimPanel {...props} /> : <NotReportedPanel {...props} />;
}
