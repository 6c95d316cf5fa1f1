import { create } from 'zustand';
import type { LetterKeys } from '../../src-contract/app.ts';

/** Where the window is. `bulk-invite` may name the job that it shows, `activity` the entry. */
export type Route =
  | { readonly screen: 'welcome' }
  | { readonly screen: 'overview' }
  | { readonly screen: 'users' }
  | { readonly screen: 'teams' }
  | { readonly screen: 'staged' }
  | { readonly screen: 'bulk-invite'; readonly jobId?: string }
  | { readonly screen: 'provisioning' }
  /** The deletion plan of these people. */
  | { readonly screen: 'offboarding'; readonly userIds: readonly string[] }
  | { readonly screen: 'activity'; readonly entry?: number }
  | { readonly screen: 'settings'; readonly section?: SettingsSection };

export type SettingsSection = 'tenant' | 'sync' | 'appearance' | 'keyboard' | 'about';

/** The one dialog that the shell itself shows. */
export type ShellDialog =
  | { readonly kind: 'sign-in' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'undo'; readonly jobId: string }
  | { readonly kind: 'job'; readonly jobId: string };

interface Session {
  readonly tenantId: string | null;
  readonly route: Route;
  readonly dialog: ShellDialog | null;
  /** Whether keys without Ctrl act. */
  readonly letterKeys: LetterKeys;
  readonly sidebar: 'wide' | 'narrow';
  /** What is typed in the top bar, per tenant. */
  readonly searchTexts: Readonly<Record<string, string>>;
}

/** What the window is doing. Never what a tenant owns: that is read from main. */
export const useSession = create<Session>(() => ({
  tenantId: null,
  route: { screen: 'welcome' },
  dialog: null,
  letterKeys: 'on',
  sidebar: 'wide',
  searchTexts: {},
}));

/** Goes to a screen. */
export function goTo(route: Route): void {
  useSession.setState({ route });
}

/** Swaps the whole window to a tenant. From Welcome it goes on to Users; other screens stay. */
export function chooseTenant(tenantId: string): void {
  const { route } = useSession.getState();
  useSession.setState({
    tenantId,
    dialog: null,
    route:
      route.screen === 'welcome' || 'jobId' in route || 'userIds' in route
        ? { screen: 'users' }
        : route.screen === 'activity'
          ? { screen: 'activity' }
          : route,
  });
}

/** Opens Welcome as the first thing seen, or for connecting one more tenant. */
export function goToWelcome(): void {
  useSession.setState({ route: { screen: 'welcome' }, dialog: null });
}

/** Opens a dialog of the shell, or closes it with null. */
export function showDialog(dialog: ShellDialog | null): void {
  useSession.setState({ dialog });
}

/** Sets what is searched for in the chosen tenant. */
export function searchPeople(text: string): void {
  const { tenantId, searchTexts } = useSession.getState();
  if (tenantId !== null) useSession.setState({ searchTexts: { ...searchTexts, [tenantId]: text } });
}
