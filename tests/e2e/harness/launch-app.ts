import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, errors, type Page } from '@playwright/test';
import { electronPath } from '../../../scripts/electron-runtime/find-electron.mjs';
import { ownDisplay } from './own-display.ts';
import { makeProfile, removeProfile } from './profile.ts';
import { recordedFailures, recordFailuresTo } from './recorded-failures.ts';

export interface LaunchOptions {
  /** A profile folder of the caller's, to start again where an earlier app ended; without it a fresh one is made. */
  profile?: string;
  /** Arguments for the app, such as `--sandbox`. */
  args?: string[];
  /** Environment variables on top of ours; `undefined` takes one away. */
  env?: Record<string, string | undefined>;
  /** The folder of the app to run; the built Tenantry of this checkout when left out. */
  appFolder?: string;
}

/** An app that runs, as a test uses it. */
export interface RunningApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly profile: string;
  /** What failed on its own so far (see recordedFailures); a test asserts that it is empty. Readable until close(). */
  failures(): string[];
}

/** An app that whoever launched it ends, too. */
export interface LaunchedApp extends RunningApp {
  /** SIGKILL of the main process, then waits until it is gone: what a crash leaves behind. */
  kill(): Promise<void>;
  /** Ends the app in the ordinary way. A profile that launchApp made is deleted, also after kill(). */
  close(): Promise<void>;
}

const attachLimitMs = 15_000;
const checkout = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Starts the real app in a profile of its own and waits for its first window. Fails with what the app recorded when no
 * window comes. Works inside and outside of Playwright's runner.
 */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const appFolder = options.appFolder ?? checkout;
  if (appFolder === checkout && !existsSync(join(checkout, 'out', 'main', 'start.js'))) {
    throw new Error('The app is not built. Run: npm run build');
  }
  const profile = options.profile ?? (await makeProfile());
  const records = mkdtempSync(join(tmpdir(), 'tenantry-failures-'));
  const failuresFile = join(records, 'failures.jsonl');
  const recording = recordFailuresTo(failuresFile);
  const display = await ownDisplay();
  const launch = () =>
    _electron.launch({
      executablePath: electronPath(),
      args: [...recording.args, appFolder, `--user-data-dir=${profile}`, ...(options.args ?? [])],
      env: environment({
        ...recording.env,
        ...(display === undefined ? {} : { DISPLAY: display, WAYLAND_DISPLAY: undefined }),
        ...options.env,
      }),
      timeout: attachLimitMs,
    });
  // Seen with Electron 33 on a busy machine: the app runs, and Playwright waits for its answer for ever. Once more then;
  // Playwright has ended the first one.
  const app = await launch().catch((error: unknown) => {
    if (error instanceof errors.TimeoutError) return launch();
    throw error;
  });
  // Asked for now: after the end Playwright no longer hands it out.
  const child = app.process();
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const isGone = () => child.exitCode !== null || child.signalCode !== null;

  async function kill(): Promise<void> {
    if (isGone()) return;
    child.kill('SIGKILL');
    await gone;
  }
  async function close(): Promise<void> {
    if (!isGone()) await app.close();
    rmSync(records, { recursive: true, force: true });
    if (options.profile === undefined) await removeProfile(profile);
  }

  try {
    const page = await app.firstWindow();
    return { app, page, profile, kill, close, failures: () => recordedFailures(failuresFile) };
  } catch (error) {
    await kill();
    const recorded = recordedFailures(failuresFile).join('\n') || '(nothing)';
    await close();
    throw new Error(`The app showed no window. It recorded:\n${recorded}`, { cause: error });
  }
}

// Playwright wants every value to be a string. ELECTRON_RUN_AS_NODE would turn the app into a plain Node.
function environment(changes: Record<string, string | undefined>): Record<string, string> {
  const merged: Record<string, string | undefined> = {
    ...process.env,
    ELECTRON_RUN_AS_NODE: undefined,
    ...changes,
  };
  return Object.fromEntries(
    Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
