import { ActionIcon } from '@mantine/core';
import { IconLock, IconShieldHalf, IconTrash, IconUsersGroup, IconX } from '@tabler/icons-react';
import type { Team } from '../../../src-contract/teams.ts';
import { useRead } from '../../bridge/use-read.ts';
import { DirectoryText } from '../../kit/DirectoryText.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { countOf, countText } from '../../kit/format-number.ts';
import { GuardedButton } from '../../kit/GuardedButton.tsx';
import { Note } from '../../kit/Note.tsx';
import { Ring } from '../../kit/Ring.tsx';
import { useBlockedBecause } from '../../session/use-sync-status.ts';
import classes from './TeamPanel.module.css';
import { TeamPeople } from './TeamPeople.tsx';
import { changeTeams } from './teams-view.ts';

interface TeamPanelProps {
  readonly tenantId: string;
  readonly team: Team;
  /** Whether it lies over the table, where there is no room beside it. */
  readonly covers: boolean;
  readonly onShowPerson: (email: string) => void;
}

const rolesShown = 50;

/** The roles on resources that the team gives, asked of the tenant now: the copy does not hold them. */
function TeamRoles({
  tenantId,
  teamId,
  offline,
}: {
  tenantId: string;
  teamId: string;
  offline: string | null;
}) {
  const roles = useRead(
    'teams/roles',
    { tenantId, teamId },
    { memory: 'fresh', when: offline === null ? 'now' : 'wait' },
  );
  const found = roles.value?.roles ?? [];
  return (
    <section>
      <div className={classes.heading}>
        <h3>
          Roles this team gives{' '}
          <span className={classes.dimmed}>{roles.value ? countText(found.length) : ''}</span>
        </h3>
      </div>
      {offline !== null && !roles.value && (
        <p className={classes.none}>Needs the connection: they are not in the copy.</p>
      )}
      {roles.isAsking && !roles.value && (
        <p className={classes.none} role="status">
          <Ring share="unknown" /> Asking the server
        </p>
      )}
      {roles.failure && <FailureNotice failure={roles.failure} onTryAgain={roles.askAgain} />}
      {roles.value && found.length === 0 && <p className={classes.none}>No roles on resources.</p>}
      <ul>
        {found.slice(0, rolesShown).map((role) => (
          <li key={`${role.resourceType} ${role.resourceName} ${role.roleName}`} className={classes.roleLine}>
            <IconShieldHalf size={14} aria-hidden />
            <DirectoryText text={role.resourceName} />
            <DirectoryText text={role.resourceType} look="dimmed" />
            <DirectoryText text={role.roleName} />
          </li>
        ))}
      </ul>
      {found.length > rolesShown && (
        <p className={classes.dimmed}>and {countText(found.length - rolesShown)} more</p>
      )}
      {found.length > 0 && (
        <Note icon={IconShieldHalf}>
          Adding someone here gives them {countOf(found.length, 'role', 'roles')} at once. You see the list
          before it happens.
        </Note>
      )}
    </section>
  );
}

/** Everything about one team beside the list: people, roles, what can be done. */
export function TeamPanel({ tenantId, team, covers, onShowPerson }: TeamPanelProps) {
  const offline = useBlockedBecause();
  const blocked = team.lockedBecause ?? offline;
  const close = (): void => {
    changeTeams(tenantId, { openId: null });
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[role="grid"]')?.focus());
  };
  return (
    <aside className={classes.panel} data-covers={covers || undefined} aria-label={team.name.slice(0, 100)}>
      <div className={classes.top}>
        <span className={classes.badge}>
          <IconUsersGroup size={18} aria-hidden />
        </span>
        <div className={classes.title}>
          <h2>
            <DirectoryText text={team.name} />
          </h2>
          <span className={classes.dimmed}>
            {countOf(team.people, 'person', 'people')}, {countOf(team.managerCount, 'manager', 'managers')},{' '}
            {team.source === 'scim' ? 'from SCIM' : 'made here'}
          </span>
        </div>
        <ActionIcon aria-label="Close" onClick={close}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      <div className={classes.body}>
        {team.lockedBecause !== null && (
          <Note icon={IconLock}>
            <strong>Its people are locked.</strong> {team.lockedBecause}
          </Note>
        )}
        {team.description !== '' && <DirectoryText text={team.description} lines="wrap" look="dimmed" />}
        <TeamPeople
          key={team.id}
          tenantId={tenantId}
          team={team}
          blockedBecause={blocked}
          onShowPerson={onShowPerson}
        />
        <TeamRoles tenantId={tenantId} teamId={team.id} offline={offline} />
      </div>
      <div className={classes.actions}>
        <GuardedButton
          size="md"
          blockedBecause="The platform keeps a team by its name, so it cannot be renamed. Make a new team, add the people, delete this one."
          onClick={() => undefined}
        >
          Rename
        </GuardedButton>
        <GuardedButton
          size="md"
          leftSection={team.lockedBecause === null ? <IconTrash size={14} /> : <IconLock size={14} />}
          blockedBecause={blocked}
          onClick={() => changeTeams(tenantId, { dialog: { kind: 'delete' } })}
        >
          Delete…
        </GuardedButton>
      </div>
    </aside>
  );
}
