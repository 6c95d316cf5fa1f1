import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useRef } from 'react';
import { useRead } from '../../bridge/use-read.ts';
import { CopyButton } from '../../kit/CopyButton.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { countText } from '../../kit/format-number.ts';
import { Ring } from '../../kit/Ring.tsx';
import { useKeys } from '../../kit/use-keys.ts';
import { visibleText } from '../../kit/visible-text.ts';
import { useSession } from '../../session/session.ts';
import { useTenantId } from '../../session/use-tenant.ts';
import { AlsoIn } from './AlsoIn.tsx';
import { DrawerActions } from './DrawerActions.tsx';
import { DrawerHead } from './DrawerHead.tsx';
import { DrawerAccess, DrawerHistory, DrawerProfile } from './DrawerSections.tsx';
import classes from './UserDrawer.module.css';
import type { RowAction } from './use-row-actions.ts';
import type { UserRows } from './use-user-rows.ts';
import { changeView, useUsersView } from './users-view.ts';

interface UserDrawerProps {
  readonly userId: string;
  readonly rows: UserRows;
  readonly act: (action: RowAction) => void;
  /** Whether it lies over the table, where there is no room beside it. */
  readonly covers: boolean;
}

const sections = ['Profile', 'Access', 'History'] as const;

/** Everything about one person without leaving the list. */
export function UserDrawer({ userId, rows, act, covers }: UserDrawerProps) {
  const tenantId = useTenantId();
  const { focus } = useUsersView(tenantId);
  const letters = useSession((session) => session.letterKeys) === 'on';
  const detail = useRead('users/read', { tenantId, userId });
  const body = useRef<HTMLDivElement>(null);
  const place = rows.indexOf(userId) ?? (focus.id === userId ? focus.index : null);
  const user = detail.value?.user ?? (place === null ? undefined : rows.rowAt(place));
  const jumpTo = (section: (typeof sections)[number]): void => {
    body.current?.querySelector(`[data-section="${section}"]`)?.scrollIntoView({ block: 'start' });
  };
  useKeys({ 1: () => jumpTo('Profile'), 2: () => jumpTo('Access'), 3: () => jumpTo('History') }, { letters });
  useKeys({ 'Ctrl .': () => document.querySelector<HTMLElement>('aside [data-more-menu]')?.click() });
  const close = (): void => {
    changeView(tenantId, { openId: null });
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>('[role="grid"] [role="row"][tabindex="0"]')?.focus(),
    );
  };
  const step = (by: 1 | -1): void => {
    if (place !== null) act({ do: 'open', index: place + by });
  };
  const counts = {
    Profile: '',
    Access: detail.value
      ? ` ${countText(detail.value.teams.length + detail.value.resourceRoles.length)}`
      : '',
    History: detail.value ? ` ${countText(detail.value.history.length)}` : '',
  };
  return (
    <aside
      className={classes.drawer}
      data-covers={covers || undefined}
      aria-label={user ? visibleText(user.name).slice(0, 100) : 'Person'}
    >
      <div className={classes.top}>
        <span className={classes.place}>
          {place === null ? 'Not in this list' : `${countText(place + 1)} of ${countText(rows.matches)}`}
        </span>
        <ActionIcon
          aria-label="Previous person"
          disabled={place === null || place === 0}
          onClick={() => step(-1)}
        >
          <IconArrowUp size={16} />
        </ActionIcon>
        <ActionIcon
          aria-label="Next person"
          disabled={place === null || place + 1 >= rows.matches}
          onClick={() => step(1)}
        >
          <IconArrowDown size={16} />
        </ActionIcon>
        <CopyButton text={userId} label="Copy ID" />
        <ActionIcon aria-label="Close" onClick={close}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      <div className={classes.body} ref={body}>
        {user && <DrawerHead user={user} />}
        {user && (
          <div className={classes.tabs} role="toolbar" aria-label="Sections">
            {sections.map((section) => (
              <button key={section} type="button" className={classes.tab} onClick={() => jumpTo(section)}>
                {section}
                {counts[section]}
              </button>
            ))}
          </div>
        )}
        {user && <DrawerProfile user={user} detail={detail.value} />}
        {detail.value && <DrawerAccess detail={detail.value} />}
        {user && <AlsoIn user={user} />}
        {detail.value && <DrawerHistory detail={detail.value} />}
        {!detail.value && !detail.failure && <Ring share="unknown" />}
        {detail.failure && <FailureNotice failure={detail.failure} onTryAgain={detail.askAgain} />}
      </div>
      {user && <DrawerActions user={user} detail={detail.value} />}
    </aside>
  );
}
