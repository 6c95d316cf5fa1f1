import { IconBox, IconLock, IconUsersGroup } from '@tabler/icons-react';
import type { User, UserDetail } from '../../../src-contract/users.ts';
import { AsOfBadge } from '../../kit/AsOfBadge.tsx';
import { CopyButton } from '../../kit/CopyButton.tsx';
import { DirectoryText } from '../../kit/DirectoryText.tsx';
import { countText } from '../../kit/format-number.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { Moment } from '../../kit/Moment.tsx';
import { RoleText } from '../../kit/RoleText.tsx';
import { sourceWord } from '../../kit/source-word.ts';
import { goTo } from '../../session/session.ts';
import classes from './UserDrawer.module.css';

const signInWords = {
  sso: 'SSO, no password',
  password: 'Password',
  'not-reported': 'Not reported',
} as const satisfies Record<UserDetail['signIn'], string>;

function sourceText(user: User): string {
  const word = sourceWord(user.source);
  return user.managedBy === null ? word : `${word}, from ${user.managedBy}`;
}

/** The facts about a person. In: the row at once; the detail as soon as it is read. */
export function DrawerProfile({
  user,
  detail,
}: {
  readonly user: User;
  readonly detail: UserDetail | undefined;
}) {
  return (
    <dl className={classes.facts} data-section="Profile">
      <dt>Tenant role</dt>
      <dd>
        {user.managedBy !== null && (
          <IconLock size={14} aria-label={`Managed by ${user.managedBy.slice(0, 80)}`} />
        )}
        <RoleText role={user.role} />
      </dd>
      <dt>Last access</dt>
      <dd>
        {user.lastAccessedAt === null ? (
          <span className={classes.dimmed}>{user.status === 'pending' ? 'Never' : 'Not reported'}</span>
        ) : (
          <Moment at={user.lastAccessedAt} as="relative" />
        )}
      </dd>
      <dt>Source</dt>
      <dd>
        <DirectoryText text={sourceText(user)} />
      </dd>
      <dt>Created</dt>
      <dd>
        {user.createdAt === null ? (
          <span className={classes.dimmed}>Not reported</span>
        ) : (
          <Moment at={user.createdAt} as="day" />
        )}
      </dd>
      <dt>Sign-in</dt>
      <dd>{detail ? signInWords[detail.signIn] : <span className={classes.bone} />}</dd>
      <dt>User ID</dt>
      <dd>
        <DirectoryText text={user.id} look="mono" />
        <CopyButton text={user.id} label="Copy ID" />
      </dd>
    </dl>
  );
}

/** Teams, and roles on resources. */
export function DrawerAccess({ detail }: { readonly detail: UserDetail }) {
  const idp = detail.user.managedBy;
  const hasManagedTeam = detail.teams.some(({ isManagedByIdp }) => isManagedByIdp);
  return (
    <div data-section="Access" className={classes.section}>
      <div className={classes.heading}>
        <h4>Teams</h4>
        {idp !== null && hasManagedTeam ? (
          <span className={classes.note}>
            <IconLock size={14} aria-hidden /> Synced from {idp.slice(0, 80)} groups
          </span>
        ) : (
          <AsOfBadge at={detail.asOf} />
        )}
      </div>
      {detail.teams.length === 0 && <p className={classes.none}>In no team</p>}
      <ul>
        {detail.teams.map((team) => (
          <li key={team.name} className={classes.line} data-columns="teams">
            <IconUsersGroup size={16} aria-hidden />
            <DirectoryText text={team.name} />
            <span>{team.as === 'manager' ? 'Manager' : 'Member'}</span>
          </li>
        ))}
      </ul>
      <div className={classes.heading}>
        <h4>Roles on resources</h4>
        {hasManagedTeam && <AsOfBadge at={detail.asOf} />}
      </div>
      {detail.resourceRoles.length === 0 && <p className={classes.none}>No roles on resources</p>}
      <ul>
        {detail.resourceRoles.map(({ resourceType, resourceName, roleName }) => (
          <li
            key={`${resourceType} ${resourceName} ${roleName}`}
            className={classes.line}
            data-columns="roles"
          >
            <IconBox size={16} aria-hidden />
            <DirectoryText text={resourceName} />
            <DirectoryText text={resourceType} look="dimmed" />
            <DirectoryText text={roleName} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What syncs saw change, and what was done from here. */
export function DrawerHistory({ detail }: { readonly detail: UserDetail }) {
  return (
    <div data-section="History" className={classes.section}>
      <div className={classes.heading}>
        <h4>History</h4>
        <span className={classes.note}>Changes seen by syncs, and actions</span>
      </div>
      {detail.history.length === 0 && <p className={classes.none}>Nothing has been seen yet</p>}
      <ul>
        {detail.history.map(({ at, by, what, entry }) => (
          <li key={`${at} ${by} ${what} ${entry ?? ''}`} className={classes.line} data-columns="history">
            <span className={classes.note}>
              <Moment at={at} as="day" />
            </span>
            <DirectoryText text={by} look="dimmed" />
            <span>
              <DirectoryText text={what} lines="wrap" />
              {entry !== undefined && (
                <>
                  {' '}
                  <LinkButton onClick={() => goTo({ screen: 'activity', entry })}>
                    Entry {countText(entry)}
                  </LinkButton>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
