import { type KeyMap, useKeys } from '../../kit/use-keys.ts';
import { goTo, useSession } from '../../session/session.ts';
import { useBlockedBecause, useStageable } from '../../session/use-sync-status.ts';
import { copyEmails, mostEmails } from './copy-emails.ts';
import { movedIndex } from './row-moves.ts';
import { changeSelection, withNone } from './selection.ts';
import type { RowAction } from './use-row-actions.ts';
import type { UserRows } from './use-user-rows.ts';
import { changeView, usersViewOf } from './users-view.ts';

interface UsersKeysInput {
  readonly tenantId: string;
  readonly rows: UserRows;
  readonly act: (action: RowAction) => void;
  readonly onFilters: () => void;
}

/** The most people that one deletion plan reads. */
export const mostDeleted = 200;

const moveKeys = ['j', 'k', 'ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown', 'PageUp'] as const;

const pageRows = (): number => {
  const grid = document.querySelector('[role="grid"]');
  return grid ? Math.floor(grid.clientHeight / 32) - 2 : 0;
};

/** The keys of the table: design guide, section 10. With the drawer open, moving opens the next person. */
export function useUsersKeys({ tenantId, rows, act, onFilters }: UsersKeysInput): void {
  const letters = useSession((session) => session.letterKeys) === 'on';
  // The shell's own dialog, such as All keys, is the topmost thing while it is open.
  const isShellDialogOpen = useSession((session) => session.dialog !== null);
  const blocked = useBlockedBecause();
  const stageable = useStageable().blockedBecause;
  const view = () => usersViewOf(tenantId);
  const move = (key: string): void => {
    const index = movedIndex(key, view().focus.index, pageRows(), rows.matches);
    act({ do: view().openId === null ? 'focus' : 'open', index });
  };
  const extend = (key: string): void => {
    act({ do: 'extend-to', index: movedIndex(key, view().focus.index, pageRows(), rows.matches) });
  };
  const acted = (): string[] => {
    const { selected, focus, openId } = view();
    if (selected.size > 0) return [...selected];
    const id = openId ?? rows.rowAt(focus.index)?.id;
    return id === undefined ? [] : [id];
  };
  const closeTopmost = (): void => {
    if (view().openId !== null) changeView(tenantId, { openId: null });
    else if (view().selected.size > 0) changeSelection(tenantId, withNone);
  };
  const keys: KeyMap = {
    ...Object.fromEntries(moveKeys.map((key) => [key, () => move(key)])),
    'Shift j': () => extend('j'),
    'Shift k': () => extend('k'),
    'Shift ArrowDown': () => extend('j'),
    'Shift ArrowUp': () => extend('k'),
    x: () => act({ do: 'toggle', index: view().focus.index }),
    ' ': () => act({ do: 'toggle', index: view().focus.index }),
    'Ctrl a': () => act({ do: 'select-all' }),
    Enter: () => act({ do: 'open', index: view().focus.index }),
    f: onFilters,
    c: () => {
      const ids = acted();
      if (ids.length > 0 && ids.length <= mostEmails) void copyEmails(tenantId, ids);
    },
    i: () => {
      if (blocked === null) changeView(tenantId, { dialog: { kind: 'invite' } });
    },
    d: () => {
      const userIds = acted();
      if (stageable === null && userIds.length > 0)
        changeView(tenantId, { dialog: { kind: 'deactivate', userIds } });
    },
    t: () => {
      const userIds = acted();
      if (stageable === null && userIds.length > 0)
        changeView(tenantId, { dialog: { kind: 'add-to-teams', userIds } });
    },
    Delete: () => {
      const userIds = acted();
      if (blocked === null && userIds.length > 0 && userIds.length <= mostDeleted)
        goTo({ screen: 'offboarding', userIds });
    },
    Escape: closeTopmost,
  };
  useKeys(keys, { letters, when: view().dialog === null && !isShellDialogOpen });
}
