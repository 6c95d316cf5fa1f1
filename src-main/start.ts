import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow, dialog, nativeTheme, powerMonitor, session } from 'electron';
import type { Handlers } from '../src-contract/channels.ts';

import { LedgerIsNewer, LedgerNotWritable } from './ledger/ledger-failures.ts';
import { openLog, type WriteLog } from './log/write-log.ts';
import { announceChanges } from './shell/announce-changes.ts';
import { answerCalls } from './shell/answer-calls.ts';
import { appOrigin } from './shell/app-page.ts';
import { guardWebContents } from './shell/guard-web-contents.ts';
import { openInBrowser } from './shell/open-in-browser.ts';
import { openMainWindow } from './shell/open-main-window.ts';
import { listPageFiles } from './shell/page-files.ts';
import { createSandboxProcess } from './shell/run-sandbox.ts';
import { registerAppScheme, serveAppProtocol } from './shell/serve-app-protocol.ts';
import { createShellDoors } from './shell/shell-doors.ts';
import { stripLaunchSwitches } from './shell/strip-launch-switches.ts';
import { openStore } from './store/open-store.ts';
import { defaultSettings, settingsSchema } from './store/settings.ts';
import type { JoinedRooms, Surroundings } from './surroundings.ts';
import { fetchOnce } from './tenant-api/fetch-once.ts';
import { openVault } from './vault/open-vault.ts';

stripLaunchSwitches();

const here = import.meta.dirname;
/** Hot reload serves the page from its own address; a built app has this branch removed. */
const developmentPage = import.meta.env.DEV ? (process.env.ELECTRON_RENDERER_URL ?? null) : null;
const startPage = developmentPage ?? `${appOrigin}/`;

let window: BrowserWindow | null = null;
let rooms: Promise<JoinedRooms> | null = null;

// One instance a profile, taken before any file is opened (E8). The second one only brings the first to the front; what
// it was started with is not read (CVE-2026-34776).
if (app.requestSingleInstanceLock()) {
  registerAppScheme();
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(start);
} else {
  app.quit();
}

function start(): void {
  const folder = app.getPath('userData');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const log = openLog(folder);
  const { store, notices } = openStore(folder, 'settings', settingsSchema, defaultSettings);
  nativeTheme.themeSource = store.get('colorScheme');

  serveAppProtocol(listPageFiles(join(here, '../renderer')));
  guardWebContents(session.defaultSession, startPage, log);

  // The window first: the page loads while the files open, and early calls wait for them.
  const place = store.get('window');
  const opened = openMainWindow(
    join(here, '../preload/preload.cjs'),
    {
      width: place.width,
      height: place.height,
      ...(place.x === null || place.y === null ? {} : { x: place.x, y: place.y }),
    },
    startPage,
  );
  window = opened;
  opened.on('close', () => {
    if (opened.isMaximized() || opened.isMinimized() || opened.isFullScreen()) return;
    store.set('window', opened.getBounds());
  });
  opened.on('closed', () => {
    window = null;
  });

  const shellDoors = createShellDoors(() => window);
  const announce = announceChanges(() => window);
  const vault = openVault(folder);
  const surroundings: Surroundings = {
    folder,
    log,
    notices: [...notices, ...vault.notices],
    announce,
    shell: shellDoors,
    vault: vault.vault,
    sandbox: createSandboxProcess(join(here, 'sandbox.js'), join(folder, 'sandbox'), log),
    settings: store,
    cacheThread: new URL('./cache-thread.js', import.meta.url),
    network: {
      fetch: fetchOnce({
        reads: (input, init) => session.defaultSession.fetch(input as string, init),
        // In memory, without a cache: a lane is for connections only.
        openLane: (number) => {
          const lane = session.fromPartition(`changes-${number}`, { cache: false });
          return {
            fetch: (input, init) => lane.fetch(input as string, init),
            closeAllConnections: () => lane.closeAllConnections(),
          };
        },
      }),
    },
    openInBrowser,
    chooseScheme: (scheme) => {
      nativeTheme.themeSource = scheme;
    },
    versions: { app: app.getVersion(), electron: process.versions.electron, runtimeNote: runtimeNote() },
    startOn: process.argv.includes('--sandbox') ? 'sandbox' : 'last-tenant',
  };
  // Read only now: the code of the rooms would hold up the window, and the page loads meanwhile.
  rooms = import('./join-rooms.ts').then(({ joinRooms }) => joinRooms(surroundings));
  const handlers: Promise<Handlers> = rooms.then((joined) => joined.handlers);
  answerCalls(
    handlers,
    (event) =>
      event.senderFrame !== null &&
      event.senderFrame === opened.webContents.mainFrame &&
      event.sender === opened.webContents &&
      isOwnPage(event.senderFrame.url),
    log,
  );
  log('started', { version: app.getVersion(), runtime: `Electron ${process.versions.electron}` });
  rooms.catch((error: unknown) => refuseToStart(error, log));
  powerMonitor.on('suspend', () => void rooms?.then((joined) => joined.sleep()));
  powerMonitor.on('resume', () => void rooms?.then((joined) => joined.wake()));
  powerMonitor.on('lock-screen', () => void rooms?.then((joined) => joined.lock()));
  app.on('before-quit', (event) => quitInOrder(event, shellDoors.clearCopiedSecret, log));
}

/** Electron keeps up its three newest majors; an older one is for development and tests only. */
const oldestShipped = 43;

function runtimeNote(): string | null {
  const major = Number(process.versions.electron.split('.')[0]);
  return major >= oldestShipped
    ? null
    : `Electron ${process.versions.electron} is out of support: for development and tests only.`;
}

function isOwnPage(address: string): boolean {
  if (developmentPage !== null) return new URL(address).origin === new URL(developmentPage).origin;
  const url = new URL(address);
  return url.protocol === 'app:' && url.host === 'main';
}

const notWritableSentences: Record<LedgerNotWritable['why'], string> = {
  'disk-full':
    'The disk of this computer is full. Nothing was changed. Free some space, then start Tenantry again.',
  'read-only':
    'The profile folder cannot be written. Nothing was changed. Make it writable, or move it to a disk that is, then start Tenantry again.',
  'in-use':
    'Another program holds the record of this profile open. Nothing was changed. Close it, then start Tenantry again.',
};

function refuseToStart(error: unknown, log: WriteLog): void {
  log('start failed', { error: error instanceof Error ? `${error.name} ${error.message}` : 'unknown' });
  const sentence =
    error instanceof LedgerIsNewer
      ? 'The record of this profile was written by a newer version of Tenantry. It was left as it is. Install the newer version again to open it.'
      : error instanceof LedgerNotWritable
        ? notWritableSentences[error.why]
        : 'Tenantry could not open its files. They were left as they are. Check that the disk is not full and that you may write to the profile folder, then start it again.';
  dialog.showErrorBox('Tenantry cannot start', sentence);
  app.exit(1);
}

let isQuitting = false;

/** Ends what is in flight, stores it, closes the files, then quits. A second request does not wait again. */
function quitInOrder(event: Electron.Event, clearClipboard: () => Promise<void>, log: WriteLog): void {
  if (isQuitting) return;
  isQuitting = true;
  event.preventDefault();
  const end = async (): Promise<void> => {
    await clearClipboard();
    const joined = await rooms;
    await joined?.close();
  };
  end()
    .catch((error: unknown) => log('quit failed', { error: error instanceof Error ? error.name : 'unknown' }))
    .finally(() => app.exit(0));
}
