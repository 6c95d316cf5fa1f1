import { ActionIcon, Menu } from '@mantine/core';
import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheckFilled,
  IconClockX,
  IconDots,
  IconMailForward,
  IconPlayerPause,
  IconPlugConnected,
  IconShieldHalf,
  IconUserEdit,
  IconUserQuestion,
  IconUsers,
} from '@tabler/icons-react';
import type {
  Attention,
  AttentionKind,
  Overview,
  RecentChange,
  ShownPeople,
} from '../../../src-contract/overview.ts';
import { call } from '../../bridge/call.ts';
import { openJob } from '../../jobs/open-job.ts';
import { countText } from '../../kit/format-number.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { fullMomentText } from '../../kit/moment-text.ts';
import { roleLabel } from '../../kit/role-label.ts';
import { tell, tellFailure } from '../../kit/toast.tsx';
import { visibleText } from '../../kit/visible-text.ts';
import { goTo } from '../../session/session.ts';
import classes from './Attention.module.css';

interface AttentionProps {
  readonly overview: Overview | undefined;
  readonly onShow: (people: ShownPeople) => void;
  readonly onShowPerson: (email: string) => void;
}

const icons: Readonly<Record<AttentionKind, Icon>> = {
  'scim-silent': IconPlugConnected,
  'scim-never-pushed': IconPlugConnected,
  'scim-token-unknown': IconPlugConnected,
  'job-failed': IconAlertTriangle,
  'job-paused': IconPlayerPause,
  'admins-without-access': IconShieldHalf,
  'admins-never-signed-in': IconClockX,
  'scim-drift': IconUserEdit,
  'people-in-no-team': IconUserQuestion,
  'old-invites': IconMailForward,
  'teams-without-manager': IconUsers,
};

async function follow(item: Attention, onShow: AttentionProps['onShow']): Promise<void> {
  const { go } = item;
  switch (go.to) {
    case 'users':
      return onShow(go.show);
    case 'job': {
      const job = await call('jobs/read', { jobId: go.jobId });
      return job.ok ? openJob(job.value) : tellFailure(job.failure);
    }
    case 'provisioning':
    case 'teams':
      return goTo({ screen: go.to });
  }
}

async function snooze(tenantId: string, item: Attention): Promise<void> {
  const outcome = await call('overview/snooze', { tenantId, id: item.id });
  if (!outcome.ok) return tellFailure(outcome.failure);
  tell({ look: 'ok', text: 'Snoozed for 7 days.' });
}

async function unsnooze(tenantId: string): Promise<void> {
  const outcome = await call('overview/unsnooze', { tenantId });
  if (!outcome.ok) tellFailure(outcome.failure);
}

function Item({
  item,
  tenantId,
  onShow,
}: { readonly item: Attention; readonly tenantId: string } & Pick<AttentionProps, 'onShow'>) {
  const ItemIcon = icons[item.kind];
  const title = visibleText(item.title);
  return (
    <li className={classes.item} data-level={item.level}>
      <ItemIcon
        size={16}
        {...(item.level === 'warn' ? { role: 'img', 'aria-label': 'Warning' } : { 'aria-hidden': true })}
      />
      <div className={classes.words}>
        <p className={classes.title}>{title}</p>
        <p className={classes.sentence}>
          <bdi>{visibleText(item.sentence)}</bdi>
        </p>
      </div>
      <div className={classes.actions}>
        <LinkButton label={`${item.action}: ${title}`} onClick={() => void follow(item, onShow)}>
          {item.action}
        </LinkButton>
        <Menu position="bottom-end" width={180}>
          <Menu.Target>
            <ActionIcon size={24} aria-label={`More about ${title}`}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => void snooze(tenantId, item)}>Snooze 7 days</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
    </li>
  );
}

const changeWords = { joined: 'Joined', left: 'Left', back: 'Back', role: 'Role' } as const;

function detailOf({ kind, detail }: RecentChange): string {
  if (kind !== 'role') return detail;
  return detail
    .split(' → ')
    .map((role) => roleLabel(role))
    .join(' → ');
}

function Recent({ overview, onShow, onShowPerson }: AttentionProps & { readonly overview: Overview }) {
  const { changes, count, userIds } = overview.recent;
  return (
    <section className={classes.recent} aria-label="Since yesterday">
      <header className={classes.recentHead}>
        <h2>Since yesterday</h2>
        {userIds.length > 0 && (
          <LinkButton
            onClick={() =>
              onShow({ only: { kind: 'people', userIds: [...userIds], words: 'Changed since yesterday' } })
            }
          >
            All changes
          </LinkButton>
        )}
      </header>
      {changes.length === 0 ? (
        <p className={classes.dimmed}>
          {overview.asOf === null ? 'Changes are told from the second sync on.' : 'No sync saw a change.'}
        </p>
      ) : (
        <ul>
          {changes.map((change, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one person may change twice in one sync
            <li key={at} className={classes.change} title={fullMomentText(change.at)}>
              <span className={classes.dimmed}>{changeWords[change.kind]}</span>
              {change.person === null ? (
                <span>Somebody</span>
              ) : (
                <LinkButton onClick={() => onShowPerson(change.person?.email ?? '')}>
                  <bdi>{visibleText(change.person.name)}</bdi>
                </LinkButton>
              )}
              <span className={classes.detail}>
                <bdi>{visibleText(detailOf(change))}</bdi>
              </span>
            </li>
          ))}
        </ul>
      )}
      {count > changes.length && (
        <p className={classes.dimmed}>and {countText(count - changes.length)} more</p>
      )}
    </section>
  );
}

/** What needs attention, worst first, each with one action; below, what changed since yesterday. */
export function AttentionPanel(props: AttentionProps) {
  const { overview, onShow } = props;
  return (
    <section
      className={classes.panel}
      aria-label="Needs attention"
      aria-busy={overview === undefined || undefined}
    >
      <header className={classes.head}>
        <h2>Needs attention</h2>
        {overview && <span className={classes.dimmed}>{countText(overview.attention.length)}</span>}
      </header>
      {overview && overview.attention.length === 0 && (
        <p className={classes.nothing}>
          <IconCircleCheckFilled className={classes.fine} size={16} aria-hidden />
          {overview.asOf === null ? 'Looked at after the first sync.' : 'Nothing needs attention.'}
        </p>
      )}
      {overview === undefined &&
        ['70%', '52%', '64%'].map((width) => <span key={width} className={classes.bone} style={{ width }} />)}
      {overview && (
        <>
          <ul>
            {overview.attention.map((item) => (
              <Item key={item.id} item={item} tenantId={overview.tenantId} onShow={onShow} />
            ))}
          </ul>
          {overview.snoozed > 0 && (
            <p className={classes.snoozed}>
              {countText(overview.snoozed)} snoozed.{' '}
              <LinkButton onClick={() => void unsnooze(overview.tenantId)}>Show again</LinkButton>
            </p>
          )}
          <Recent {...props} overview={overview} />
          <p className={classes.foot}>
            Checked after each sync. Over 90 days without access and invites older than 14 days count.
          </p>
        </>
      )}
    </section>
  );
}
