import { IconLock } from '@tabler/icons-react';
import type { User } from '../../../src-contract/users.ts';
import { CopyButton } from '../../kit/CopyButton.tsx';
import { DirectoryText } from '../../kit/DirectoryText.tsx';
import { Note } from '../../kit/Note.tsx';
import { PersonAvatar } from '../../kit/PersonAvatar.tsx';
import { StatusBadge } from '../../kit/StatusBadge.tsx';
import classes from './UserDrawer.module.css';

/** Who it is, and whether edits are locked. */
export function DrawerHead({ user }: { readonly user: User }) {
  return (
    <>
      <div className={classes.person}>
        <PersonAvatar name={user.name} size="large" />
        <div className={classes.who}>
          <h2 className={classes.name}>
            <DirectoryText text={user.name} />
          </h2>
          <span className={classes.email}>
            <DirectoryText text={user.email} look="dimmed" />
            <CopyButton text={user.email} label="Copy email" />
          </span>
        </div>
        <StatusBadge status={user.status} />
      </div>
      {user.managedBy !== null && (
        <Note icon={IconLock}>
          <strong>
            Managed by <bdi>{user.managedBy}</bdi>, so edits are locked.
          </strong>{' '}
          The next push would undo a change to name, status, role or teams.
        </Note>
      )}
    </>
  );
}
