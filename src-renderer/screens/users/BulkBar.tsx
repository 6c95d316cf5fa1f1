import { Button } from '@mantine/core';
import {
  IconCopy,
  IconKey,
  IconLock,
  IconMailForward,
  IconMailOff,
  IconTrash,
  IconUserCheck,
  IconUserOff,
  IconUsersPlus,
} from '@tabler/icons-react';
import { mostStaged } from '../../../src-contract/most-staged.ts';
import type { PersonVerb } from '../../../src-contract/users.ts';
import { countText } from '../../kit/format-number.ts';
import { GuardedButton } from '../../kit/GuardedButton.tsx';
import { KeyCap } from '../../kit/KeyCap.tsx';
import { goTo } from '../../session/session.ts';
import { useBlockedBecause, useStageable } from '../../session/use-sync-status.ts';
import classes from './BulkBar.module.css';
import { copyEmails, mostEmails } from './copy-emails.ts';
import { MoreItem, MoreMenu } from './MoreMenu.tsx';
import { RoleMenu } from './RoleMenu.tsx';
import { changeSelection, withNone } from './selection.ts';
import { mostAtOnce, useSelectionSummary } from './use-selection-summary.ts';
import { mostDeleted } from './use-users-keys.ts';
import { changeView, type UsersView } from './users-view.ts';

interface BulkBarProps {
  readonly tenantId: string;
  readonly view: UsersView;
  /** Whether the selection is still all that matches what is on screen. */
  readonly isAll: boolean;
}

/** What can be done with the selected people; it floats over the foot of the table. */
export function BulkBar({ tenantId, view, isAll }: BulkBarProps) {
  const summary = useSelectionSummary(tenantId, view);
  const offline = useBlockedBecause();
  const count = view.selected.size;
  const tooMany = count > mostAtOnce ? `Up to ${countText(mostAtOnce)} people at once` : null;
  const blocked = offline ?? tooMany;
  const stageable = useStageable();
  const tooManyToStage =
    count > mostStaged ? `Up to ${countText(mostStaged)} people at once while the tenant is away` : null;
  const held = stageable.how === 'stage' ? tooManyToStage : (stageable.blockedBecause ?? tooMany);
  if (count === 0) return null;
  const ask = (kind: PersonVerb) => (): void =>
    changeView(tenantId, { dialog: { kind, userIds: [...view.selected] } });
  return (
    <section className={classes.bar} aria-label="Selected people">
      <span className={classes.count}>
        {countText(count)} selected{isAll && ', all that match'}
      </span>
      {summary && summary.managed > 0 && (
        <span className={classes.managed}>
          <IconLock size={14} aria-hidden />
          {countText(summary.managed)} {summary.managed === 1 ? 'is' : 'are'} managed by SCIM
        </span>
      )}
      <span className={classes.line} />
      <GuardedButton
        variant="subtle"
        leftSection={<IconUserOff size={16} />}
        blockedBecause={held}
        onClick={ask('deactivate')}
      >
        Deactivate…
      </GuardedButton>
      <GuardedButton
        variant="subtle"
        leftSection={<IconUsersPlus size={16} />}
        blockedBecause={held}
        onClick={() =>
          changeView(tenantId, { dialog: { kind: 'add-to-teams', userIds: [...view.selected] } })
        }
      >
        Add to team…
      </GuardedButton>
      <RoleMenu
        tenantId={tenantId}
        label="Set role…"
        variant="subtle"
        now={null}
        blockedBecause={held}
        isSaving={false}
        onRole={(role) =>
          changeView(tenantId, { dialog: { kind: 'change-role', userIds: [...view.selected], role } })
        }
      />
      <MoreMenu label="More for the selected people">
        <MoreItem
          icon={<IconUserCheck size={16} />}
          blockedBecause={summary?.deactivated === 0 ? 'None of them is deactivated' : held}
          onClick={ask('activate')}
        >
          Reactivate…
        </MoreItem>
        <MoreItem icon={<IconMailForward size={16} />} blockedBecause={blocked} onClick={ask('invite-again')}>
          Send invite again…
        </MoreItem>
        <MoreItem icon={<IconMailOff size={16} />} blockedBecause={blocked} onClick={ask('withdraw-invite')}>
          Withdraw invites…
        </MoreItem>
        <MoreItem icon={<IconKey size={16} />} blockedBecause={blocked} onClick={ask('password-reset')}>
          Password reset…
        </MoreItem>
        <MoreItem
          icon={<IconTrash size={16} />}
          blockedBecause={count > mostDeleted ? `Up to ${countText(mostDeleted)} people at once` : blocked}
          onClick={() => goTo({ screen: 'offboarding', userIds: [...view.selected] })}
        >
          Delete…
        </MoreItem>
        <MoreItem
          icon={<IconCopy size={16} />}
          blockedBecause={count > mostEmails ? `Up to ${countText(mostEmails)} emails at once` : null}
          onClick={() => void copyEmails(tenantId, [...view.selected])}
        >
          Copy emails
        </MoreItem>
      </MoreMenu>
      <span className={classes.line} />
      <Button
        variant="subtle"
        className={classes.clear ?? ''}
        rightSection={<KeyCap keys="Esc" />}
        aria-label="Clear selection"
        onClick={() => changeSelection(tenantId, withNone)}
      >
        Clear
      </Button>
    </section>
  );
}
