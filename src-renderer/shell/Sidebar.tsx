import { Tooltip } from '@mantine/core';
import { type Icon, IconClipboardList, IconSettings } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { InputOf } from '../../src-contract/channels.ts';
import { useRead } from '../bridge/use-read.ts';
import { DirectoryText } from '../kit/DirectoryText.tsx';
import { countText } from '../kit/format-number.ts';
import { KeyCap } from '../kit/KeyCap.tsx';
import { PersonAvatar } from '../kit/PersonAvatar.tsx';
import { roleLabel } from '../kit/role-label.ts';
import { goTo, type Route, useSession } from '../session/session.ts';
import { useTenant, useTenantId } from '../session/use-tenant.ts';
import { AttentionCount } from './AttentionCount.tsx';
import { ModeWord } from './ModeWord.tsx';
import classes from './Sidebar.module.css';
import { screens } from './screens.ts';
import { TenantSwitcher } from './TenantSwitcher.tsx';
import { TrailWord } from './TrailWord.tsx';
import { useSidebarWidth } from './use-sidebar-width.ts';

/** A query for the count of people alone: the sync status tells it only after a sync. */
const everybody = {
  filter: { text: '', status: [], role: [], source: [], lastAccess: [], team: [] },
  sort: { column: 'name', direction: 'ascending' },
  offset: 0,
  limit: 1,
} satisfies Omit<InputOf<'users/search'>, 'tenantId'>;

interface EntryProps {
  readonly name: string;
  readonly icon: Icon;
  readonly to: Route;
  readonly extra?: ReactNode;
}

function Entry({ name, icon: EntryIcon, to, extra }: EntryProps) {
  const width = useSidebarWidth();
  const isCurrent = useSession(({ route: { screen } }) => {
    // A deletion plan is opened from Users and leads back there.
    return screen === to.screen || (screen === 'offboarding' && to.screen === 'users');
  });
  return (
    <Tooltip label={name} position="right" disabled={width === 'wide'}>
      <button
        type="button"
        className={classes.entry}
        aria-label={name}
        aria-current={isCurrent ? 'page' : undefined}
        onClick={() => goTo(to)}
      >
        <EntryIcon size={16} aria-hidden />
        <span className={classes.name}>{name}</span>
        <span className={classes.extra}>{extra}</span>
      </button>
    </Tooltip>
  );
}

function SignedIn() {
  const tenant = useTenant();
  const person = tenant?.signedInAs;
  if (!tenant) return null;
  const who = person ? person.name : 'Signed in by token';
  return (
    <div className={classes.person} title={person?.email}>
      <PersonAvatar name={who} size="small" />
      <div className={classes.personWords}>
        <DirectoryText text={who} look="strong" />
        <span className={classes.role}>
          {tenant.credential === 'missing'
            ? 'Signed out'
            : person
              ? roleLabel(person.role)
              : 'Role not reported'}
        </span>
      </div>
    </div>
  );
}

/** The left edge: tenant switcher, screens, settings, the signed-in person. */
export function Sidebar() {
  const tenantId = useTenantId();
  const people = useRead('users/search', { tenantId, ...everybody }).value?.total;
  const teams = useRead('teams/list', { tenantId }).value?.teams.length;
  const staged = useRead('staged/list', { tenantId }).value?.changes.length ?? 0;
  const [overview, users, teamsEntry, ...others] = screens;
  const manage = others.filter((entry) => !('group' in entry));
  const oversight = others.filter((entry) => 'group' in entry);
  return (
    <nav className={classes.sidebar} aria-label="Main" data-width={useSidebarWidth()}>
      <TenantSwitcher />
      <div className={classes.entries}>
        <Entry
          name={overview.name}
          icon={overview.icon}
          to={{ screen: 'overview' }}
          extra={<AttentionCount key={tenantId} tenantId={tenantId} />}
        />
        <Entry
          name={users.name}
          icon={users.icon}
          to={{ screen: 'users' }}
          extra={people === undefined ? null : countText(people)}
        />
        <Entry
          name={teamsEntry.name}
          icon={teamsEntry.icon}
          to={{ screen: 'teams' }}
          extra={teams === undefined ? null : countText(teams)}
        />
        {staged > 0 && (
          <Entry name="Staged" icon={IconClipboardList} to={{ screen: 'staged' }} extra={countText(staged)} />
        )}
        <div className={classes.group}>Manage</div>
        {manage.map(({ screen, name, icon }) => (
          <Entry
            key={screen}
            name={name}
            icon={icon}
            to={{ screen }}
            extra={screen === 'provisioning' ? <ModeWord tenantId={tenantId} /> : null}
          />
        ))}
        <div className={classes.group}>Oversight</div>
        {oversight.map(({ screen, name, icon }) => (
          <Entry
            key={screen}
            name={name}
            icon={icon}
            to={{ screen }}
            extra={screen === 'activity' ? <TrailWord tenantId={tenantId} /> : null}
          />
        ))}
      </div>
      <div className={classes.bottom}>
        <Entry
          name="Settings"
          icon={IconSettings}
          to={{ screen: 'settings' }}
          extra={<KeyCap keys="Ctrl ," />}
        />
      </div>
      <SignedIn />
    </nav>
  );
}
