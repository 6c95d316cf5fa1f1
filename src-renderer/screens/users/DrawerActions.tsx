import { IconExternalLink, IconLock, IconUserCheck, IconUserOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { User } from '../../../src-contract/users.ts';
import { call } from '../../bridge/call.ts';
import { CopyButton } from '../../kit/CopyButton.tsx';
import { GuardedButton } from '../../kit/GuardedButton.tsx';
import { tellFailure } from '../../kit/toast.tsx';
import { useBlockedBecause } from '../../session/use-sync-status.ts';
import { useTenant, useTenantId } from '../../session/use-tenant.ts';
import { reactivateOne } from './reactivate-one.ts';
import classes from './UserDrawer.module.css';
import { changeView } from './users-view.ts';

/** What can be done with one person. Locked actions say why. */
export function DrawerActions({ user }: { readonly user: User }) {
  const tenantId = useTenantId();
  const tenant = useTenant();
  const offline = useBlockedBecause();
  const [isSaving, setSaving] = useState(false);
  const locked =
    user.managedBy === null
      ? null
      : `Managed by ${user.managedBy.slice(0, 80)}, so edits are locked. The next push would undo a change.`;
  const isYou = tenant?.signedInAs?.email.toLowerCase() === user.email.toLowerCase();
  const deactivate = (): void => changeView(tenantId, { dialog: { kind: 'deactivate', userIds: [user.id] } });
  const reactivate = async (): Promise<void> => {
    setSaving(true);
    await reactivateOne(tenantId, user.id);
    setSaving(false);
  };
  const openConsole = async (): Promise<void> => {
    const outcome = await call('app/open-console', { tenantId, page: 'users' });
    if (!outcome.ok) tellFailure(outcome.failure);
  };
  const lockIcon = locked === null ? null : <IconLock size={14} />;
  return (
    <div className={classes.actions}>
      {user.status === 'deactivated' ? (
        <GuardedButton
          size="md"
          leftSection={lockIcon ?? <IconUserCheck size={16} />}
          blockedBecause={locked ?? offline}
          loading={isSaving}
          onClick={() => void reactivate()}
        >
          Reactivate
        </GuardedButton>
      ) : (
        <GuardedButton
          size="md"
          leftSection={lockIcon ?? <IconUserOff size={16} />}
          blockedBecause={locked ?? (isYou ? 'This is you. Another admin has to do it.' : offline)}
          onClick={deactivate}
        >
          Deactivate…
        </GuardedButton>
      )}
      {tenant?.environment !== 'sandbox' && (
        <GuardedButton
          size="md"
          rightSection={<IconExternalLink size={14} />}
          blockedBecause={null}
          onClick={() => void openConsole()}
        >
          Open in control plane
        </GuardedButton>
      )}
      <span className={classes.end}>
        <CopyButton text={user.id} label="Copy ID" look="button" />
      </span>
    </div>
  );
}
