import type { Team } from '../../../src-contract/teams.ts';
import { type KeyMap, useKeys } from '../../kit/use-keys.ts';
import { useSession } from '../../session/session.ts';
import { useBlockedBecause } from '../../session/use-sync-status.ts';
import { changeTeams, type TeamsView } from './teams-view.ts';

interface TeamsKeysInput {
  readonly tenantId: string;
  readonly view: TeamsView;
  readonly teams: readonly Team[];
  readonly open: Team | null;
  readonly onOpen: (index: number) => void;
}

const pageRows = 20;

/** The keys of the Teams screen: design guide, section 10. With the panel open, moving opens the next team. */
export function useTeamsKeys({ tenantId, view, teams, open, onOpen }: TeamsKeysInput): void {
  const letters = useSession((session) => session.letterKeys) === 'on';
  const isShellDialogOpen = useSession((session) => session.dialog !== null);
  const offline = useBlockedBecause();
  const move = (by: number): void => {
    const index = Math.min(teams.length - 1, Math.max(0, view.focus + by));
    if (index < 0) return;
    if (view.openId === null) changeTeams(tenantId, { focus: index });
    else onOpen(index);
  };
  const mayChange = open !== null && open.lockedBecause === null && offline === null;
  const keys: KeyMap = {
    j: () => move(1),
    ArrowDown: () => move(1),
    k: () => move(-1),
    ArrowUp: () => move(-1),
    PageDown: () => move(pageRows),
    PageUp: () => move(-pageRows),
    Home: () => move(-teams.length),
    End: () => move(teams.length),
    Enter: () => onOpen(view.focus),
    a: () => {
      if (mayChange) changeTeams(tenantId, { dialog: { kind: 'add-people' } });
    },
    Delete: () => {
      if (mayChange) changeTeams(tenantId, { dialog: { kind: 'delete' } });
    },
    Escape: () => {
      if (view.openId !== null) changeTeams(tenantId, { openId: null });
    },
  };
  useKeys(keys, { letters, when: view.dialog === null && !isShellDialogOpen });
}
