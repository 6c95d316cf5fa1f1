import { Button } from '@mantine/core';
import { IconCopy, IconLock, IconUserCheck, IconUserOff } from '@tabler/icons-react';
import { countText } from '../../kit/format-number.ts';
import { GuardedButton } from '../../kit/GuardedButton.tsx';
import { KeyCap } from '../../kit/KeyCap.tsx';
import { useBlockedBecause } from '../../session/use-sync-status.ts';
import classes from './BulkBar.module.css';
import { copyEmails, mostEmails } from './copy-emails.ts';
import { changeSelection, withNone } from './selection.ts';
import { mostAtOnce, useSelectionSummary } from './use-selection-summary.ts';
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
  if (count === 0) return null;
  const ask = (kind: 'deactivate' | 'activate') => (): void =>
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
        blockedBecause={blocked}
        onClick={ask('deactivate')}
      >
        Deactivate…
      </GuardedButton>
      {summary && summary.deactivated > 0 && (
        <GuardedButton
          variant="subtle"
          leftSection={<IconUserCheck size={16} />}
          blockedBecause={blocked}
          onClick={ask('activate')}
        >
          Reactivate…
        </GuardedButton>
      )}
      <GuardedButton
        variant="subtle"
        leftSection={<IconCopy size={16} />}
        blockedBecause={count > mostEmails ? `Up to ${countText(mostEmails)} emails at once` : null}
        onClick={() => void copyEmails(tenantId, [...view.selected])}
      >
        Copy emails
      </GuardedButton>
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
