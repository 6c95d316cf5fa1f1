import type { Provisioning } from '../../../src-contract/provisioning.ts';
import { countOf, countText } from '../../kit/format-number.ts';
import { GuardedButton } from '../../kit/GuardedButton.tsx';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { spanText } from '../../kit/moment-text.ts';
import { useNow } from '../../kit/use-now.ts';
import classes from './Panel.module.css';
import { PanelPeople } from './PanelPeople.tsx';
import type { InviteVerb, PeopleFilter } from './ProvisioningScreen.tsx';
import { usePanelPeople } from './use-panel-people.ts';

interface InvitesPanelProps {
  readonly provisioning: Provisioning;
  readonly blockedBecause: string | null;
  readonly onShowPeople: (filter: PeopleFilter) => void;
  readonly onShowPerson: (email: string) => void;
  readonly onInvites: (verb: InviteVerb, userIds: readonly string[]) => void;
}

/** An invite that waits longer is old (design guide, Overview: invites older than 14 days). */
const oldMs = 14 * 86_400_000;

/** Invite-only: the open invites, oldest first, each to be sent again or withdrawn. */
export function InvitesPanel(props: InvitesPanelProps) {
  const { provisioning, blockedBecause, onShowPeople, onShowPerson, onInvites } = props;
  const { tenantId, counts } = provisioning;
  const open = usePanelPeople(tenantId, { status: ['pending'] }, 'oldest-first');
  const now = useNow();
  const ageMs = (createdAt: string | null): number | null =>
    createdAt === null ? null : now - Date.parse(createdAt);
  const old = open.people.filter(({ createdAt }) => (ageMs(createdAt) ?? 0) > oldMs);
  return (
    <section className={classes.panel} aria-label="Invites">
      <header className={classes.head}>
        <h2>Invites</h2>
        <span className={classes.headEnd}>{countText(counts.invited)} invited in all</span>
      </header>
      <PanelPeople
        title={
          counts.openInvites === 0
            ? 'Open invites'
            : countOf(counts.openInvites, 'open invite', 'open invites')
        }
        note={
          old.length === 0 ? null : (
            <GuardedButton
              size="xs"
              blockedBecause={blockedBecause}
              onClick={() =>
                onInvites(
                  'invite-again',
                  old.map(({ id }) => id),
                )
              }
            >
              Send {countText(old.length)} old again…
            </GuardedButton>
          )
        }
        empty="None is waiting to be accepted."
        reading={open}
        onShowAll={() => onShowPeople({ status: ['pending'] })}
        line={({ id, email, createdAt }) => {
          const age = ageMs(createdAt);
          return {
            facts:
              age === null ? (
                'Age not reported'
              ) : (
                <span data-look={age > oldMs ? 'warn' : 'plain'}>Invited {spanText(age)} ago</span>
              ),
            onOpen: () => onShowPerson(email),
            actions: (
              <>
                <LinkButton
                  label={`Send the invite of ${email} again`}
                  onClick={() => onInvites('invite-again', [id])}
                >
                  Send again…
                </LinkButton>
                <LinkButton
                  label={`Withdraw the invite of ${email}`}
                  onClick={() => onInvites('withdraw-invite', [id])}
                >
                  Withdraw…
                </LinkButton>
              </>
            ),
          };
        }}
      />
      <p className={classes.foot}>
        The platform does not report when the link of an invite lapses; over 14 days an invite counts as old
        here. Everybody comes by an invite and leaves by an admin.
      </p>
    </section>
  );
}
