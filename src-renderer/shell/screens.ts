import {
  type Icon,
  IconHistory,
  IconLayoutDashboard,
  IconPlugConnected,
  IconUserPlus,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import { goTo, type Route } from '../session/session.ts';

interface ScreenEntry {
  readonly screen: Route['screen'];
  readonly name: string;
  readonly icon: Icon;
  /** Second key after G. */
  readonly key: string;
  /** The heading that it stands under in the sidebar; none for the first ones. */
  readonly group?: 'oversight';
}

/** The screens of the sidebar, in order. */
export const screens = [
  { screen: 'overview', name: 'Overview', icon: IconLayoutDashboard, key: 'o' },
  { screen: 'users', name: 'Users', icon: IconUsers, key: 'u' },
  { screen: 'teams', name: 'Teams', icon: IconUsersGroup, key: 't' },
  { screen: 'bulk-invite', name: 'Bulk invite', icon: IconUserPlus, key: 'b' },
  { screen: 'provisioning', name: 'Provisioning', icon: IconPlugConnected, key: 'p' },
  { screen: 'activity', name: 'Activity', icon: IconHistory, key: 'a', group: 'oversight' },
] as const satisfies readonly ScreenEntry[];

/** Goes to a screen of the sidebar by the second key of `G …`. Out: whether there is one. */
export function goToByKey(key: string): boolean {
  const entry = screens.find((known) => known.key === key);
  if (entry) goTo({ screen: entry.screen });
  return entry !== undefined;
}
