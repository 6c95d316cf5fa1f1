import type { ColorScheme } from '../src-contract/app.ts';
import type { Change } from '../src-contract/change.ts';
import type { Handlers } from '../src-contract/channels.ts';
import type { WriteLog } from './log/write-log.ts';
import type { SandboxProcess } from './shell/run-sandbox.ts';
import type { Shell } from './shell/shell-doors.ts';
import type { SmallStore } from './store/open-store.ts';
import type { Settings } from './store/settings.ts';
import type { TenantClientRoom } from './tenant-api/create-tenant-client.ts';
import type { Vault } from './vault/vault.ts';

/** What the process around the rooms gives them. */
export interface Surroundings {
  folder: string;
  log: WriteLog;
  notices: readonly string[];
  announce(change: Change): void;
  shell: Shell;
  vault: Vault;
  sandbox: SandboxProcess;
  settings: SmallStore<Settings>;
  /** The built cache thread. */
  cacheThread: URL;
  /** The way to the network; handed through to tenant-api, which alone uses it. */
  network: Pick<TenantClientRoom, 'fetch'>;
  openInBrowser(address: string): Promise<void>;
  chooseScheme(scheme: ColorScheme): void;
  versions: { app: string; electron: string; runtimeNote: string | null };
  startOn: 'last-tenant' | 'sandbox';
}

export interface JoinedRooms {
  handlers: Handlers;
  /** The computer goes to sleep: jobs hold, and nothing new is sent. */
  sleep(): void;
  /** It woke: looks which copies are due, and goes on with the jobs that sleep had held. */
  wake(): void;
  /** Forgets made tokens and clears a copied one: the screen was locked. */
  lock(): Promise<void>;
  /** Holds jobs, ends syncs, closes files. */
  close(): Promise<void>;
}
