import type { Provisioning } from '../../../src-contract/provisioning.ts';
import { HeartbeatBlock, HeartbeatState } from '../../heartbeat/HeartbeatBlock.tsx';
import { countOf, countText } from '../../kit/format-number.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { RoleText } from '../../kit/RoleText.tsx';
import { visibleText } from '../../kit/visible-text.ts';
import classes from './Panel.module.css';
import type { PeopleFilter } from './ProvisioningScreen.tsx';
import { ScimConnection } from './ScimConnection.tsx';
import { ssoKindWords } from './sso-kind-words.ts';

interface ConnectionPanelProps {
  readonly provisioning: Provisioning;
  readonly blockedBecause: string | null;
  readonly onShowPeople: (filter: PeopleFilter) => void;
}

function ScimPanel({ provisioning, blockedBecause, onShowPeople }: ConnectionPanelProps) {
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
        <HeartbeatBlock tenantId={tenantId} onShowPeople={onShowPeople} />
      </div>
    </section>
  );
}

function JitPanel({ provisioning, onShowPeople }: Omit<ConnectionPanelProps, 'blockedBecause'>) {
  const { sso, defaultRole, counts, modeIs } = provisioning;
  return (
    <section className={classes.panel} aria-label="Just-in-time sign-in">
      <header className={classes.head}>
        <h2>Just-in-time sign-in</h2>
      </header>
      <dl className={classes.facts}>
        <dt>SSO</dt>
        <dd>
          {modeIs !== 'reported' && <span className={classes.dimmed}>Not reported</span>}
          {modeIs === 'reported' && sso.length === 0 && 'None. Nobody new can appear before SSO is set up.'}
          {sso.map(({ id, name, kind }) => (
            <div key={id}>
              <bdi>{visibleText(name)}</bdi> <span className={classes.dimmed}>{ssoKindWords[kind]}</span>
            </div>
          ))}
        </dd>
        <dt>Default role</dt>
        <dd>
          {defaultRole === null ? (
            <span className={classes.dimmed}>Not reported</span>
          ) : (
            <RoleText role={defaultRole} />
          )}
        </dd>
        <dt>Came this way</dt>
        <dd>
          <LinkButton onClick={() => onShowPeople({ source: ['jit'] })}>
            {countOf(counts.jit, 'person', 'people')}
          </LinkButton>
        </dd>
      </dl>
      <p className={classes.foot}>
        Nobody is removed in this mode: whoever leaves stays until an admin deactivates them.
      </p>
    </section>
  );
}

function InvitesPanel({ provisioning, onShowPeople }: Omit<ConnectionPanelProps, 'blockedBecause'>) {
  const { openInvites, invited } = provisioning.counts;
  return (
    <section className={classes.panel} aria-label="Invites">
      <header className={classes.head}>
        <h2>Invites</h2>
      </header>
      <dl className={classes.facts}>
        <dt>Open</dt>
        <dd>
          {openInvites === 0 ? (
            'None is waiting to be accepted'
          ) : (
            <LinkButton onClick={() => onShowPeople({ status: ['pending'] })}>
              {countOf(openInvites, 'open invite', 'open invites')}
            </LinkButton>
          )}
        </dd>
        <dt>Invited in all</dt>
        <dd>{countText(invited)}</dd>
      </dl>
      <p className={classes.foot}>
        Everybody comes by an invite and leaves by an admin. To invite many at once, use Bulk invite.
      </p>
    </section>
  );
}

function NotReportedPanel({ provisioning, onShowPeople }: ConnectionPanelProps) {
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
          or rotated from here.
        </p>
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
