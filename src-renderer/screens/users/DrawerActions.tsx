import {
  IconCopy,
  IconExternalLink,
  IconKey,
  IconLock,
  IconMailForward,
  IconMailOff,
  IconTrash,
  IconUserCheck,
  IconUserOff,
  IconUsersPlus,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { PersonVerb, User, UserDetail } from '../../../src-contract/users.ts';
import { call } from '../../bridge/call.ts';
import { GuardedButton } from '../../kit/GuardedButton.tsx';
import { tell, tellFailure } from '../../kit/toast.tsx';
import { goTo } from '../../session/session.ts';
import { useBlockedBecause, useStageable } from '../../session/use-sync-status.ts';
import { useTenant, useTenantId } from '../../session/use-tenant.ts';
import { changeOne } from './change-one.ts';
import { MoreItem, MoreMenu } from './MoreMenu.tsx';
import { lockOf } from './person-locks.ts';
import { RoleMenu } from './RoleMenu.tsx';
import classes from './UserDrawer.module.css';
import { changeView } from './users-view.ts';

interface DrawerActionsProps {
  readonly user: User;
  readonly detail: UserDetail | undefined;
}

/** What can be done with one person. Locked actions say why, and where to do it instead. */
export function DrawerActions({ user, detail }: DrawerActionsProps) {
  const tenantId = useTenantId();
  const tenant = useTenant();
  const blocked = useBlockedBecause();
  const stageable = useStageable();
  const [saving, setSaving] = useState<PersonVerb | null>(null);
  const isYou = tenant?.signedInAs?.email.toLowerCase() === user.email.toLowerCase();
  const lock = (verb: PersonVerb): string | null => {
    const canStage = verb === 'deactivate' || verb === 'activate' || verb === 'change-role';
    return lockOf(verb, { user, detail, tenant, blocked: canStage ? stageable.blockedBecause : blocked });
  };
  const lockIcon = user.managedBy === null ? null : <IconLock size={14} />;
  const ask = (kind: PersonVerb, role?: string): void =>
    changeView(tenantId, { dialog: { kind, userIds: [user.id], ...(role === undefined ? {} : { role }) } });
  const atOnce = async (verb: PersonVerb, role: string | null): Promise<void> => {
    setSaving(verb);
    await changeOne(tenantId, user.id, { verb, role });
    setSaving(null);
  };
  const openConsole = async (): Promise<void> => {
    const outcome = await call('app/open-console', { tenantId, page: 'users' });
    if (!outcome.ok) tellFailure(outcome.failure);
  };
  const copyId = async (): Promise<void> => {
    const outcome = await call('app/copy-text', { text: user.id });
    if (outcome.ok) tell({ look: 'ok', text: 'ID copied' });
    else tellFailure(outcome.failure);
  };
  return (
    <div className={classes.actions}>
      {user.status === 'deactivated' ? (
        <GuardedButton
          size="md"
          leftSection={lockIcon ?? <IconUserCheck size={16} />}
          blockedBecause={lock('activate')}
          disabled={saving === 'activate'}
          onClick={() => {
            if (stageable.how === 'stage') ask('activate');
            else void atOnce('activate', null);
          }}
        >
          {saving === 'activate' ? 'Saving' : 'Reactivate'}
        </GuardedButton>
      ) : (
        <GuardedButton
          size="md"
          leftSection={lockIcon ?? <IconUserOff size={16} />}
          blockedBecause={lock('deactivate')}
          onClick={() => ask('deactivate')}
        >
          Deactivate…
        </GuardedButton>
      )}
      <RoleMenu
        tenantId={tenantId}
        label={saving === 'change-role' ? 'Saving' : 'Edit role'}
        variant="default"
        now={user.role}
        blockedBecause={lock('change-role')}
        isSaving={saving === 'change-role'}
        onRole={(role) => {
          if (role === 'tenant-admin' || stageable.how === 'stage') ask('change-role', role);
          else void atOnce('change-role', role);
        }}
      />
      <GuardedButton
        size="md"
        leftSection={<IconUsersPlus size={16} />}
        blockedBecause={stageable.blockedBecause}
        onClick={() => changeView(tenantId, { dialog: { kind: 'add-to-teams', userIds: [user.id] } })}
      >
        Add to team…
      </GuardedButton>
      <span className={classes.end}>
        <MoreMenu label="More actions">
          {user.status === 'pending' && (
            <MoreItem
              icon={<IconMailForward size={16} />}
              blockedBecause={lock('invite-again')}
              onClick={() => ask('invite-again')}
            >
              Send invite again…
            </MoreItem>
          )}
          {user.status === 'pending' && (
            <MoreItem
              icon={<IconMailOff size={16} />}
              blockedBecause={lock('withdraw-invite')}
              onClick={() => ask('withdraw-invite')}
            >
              Withdraw invite…
            </MoreItem>
          )}
          <MoreItem
            icon={<IconKey size={16} />}
            blockedBecause={lock('password-reset')}
            onClick={() => ask('password-reset')}
          >
            Password reset…
          </MoreItem>
          <MoreItem
            icon={<IconTrash size={16} />}
            blockedBecause={isYou ? 'This is you. Another admin has to do it.' : blocked}
            onClick={() => goTo({ screen: 'offboarding', userIds: [user.id] })}
          >
            Delete…
          </MoreItem>
          <MoreItem icon={<IconCopy size={16} />} blockedBecause={null} onClick={() => void copyId()}>
            Copy ID
          </MoreItem>
          {tenant?.environment !== 'sandbox' && (
            <MoreItem
              icon={<IconExternalLink size={16} />}
              blockedBecause={null}
              onClick={() => void openConsole()}
            >
              Open in control plane
            </MoreItem>
          )}
        </MoreMenu>
      </span>
    </div>
  );
}
