import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchApp, type RunningApp } from '../e2e/harness/launch-app.ts';
import { type StartedSandbox, startSandbox } from '../e2e/harness/start-sandbox.ts';
import { bulkInvite } from './bulk-invite.ts';
import { connectAndSync } from './connect-and-sync.ts';
import { darkScreens } from './dark-screens.ts';
import { deactivateAndUndo } from './deactivate-and-undo.ts';
import { inviteOne } from './invite-one.ts';
import { rotateToken } from './rotate-token.ts';
import { filterPeople, searchPeople } from './search-and-filter.ts';
import { switchMode } from './switch-mode.ts';
import type { TourRoom } from './tour-room.ts';

// The main job of the app, done in the real app as an admin would do it. Each step is checked in the tenant, past the
// app; the first step that did not truly happen ends the tour with exit code 1.
const pictures = fileURLToPath(new URL('../../out/tour', import.meta.url));
const steps = [
  connectAndSync,
  searchPeople,
  filterPeople,
  inviteOne,
  deactivateAndUndo,
  bulkInvite,
  rotateToken,
  switchMode,
  darkScreens,
];

const seconds = (sinceMs: number): string => `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;

async function runSteps(room: TourRoom): Promise<boolean> {
  for (const { name, run } of steps) {
    const startedMs = performance.now();
    try {
      console.log(`✓ ${name}: ${await run(room)} … ${seconds(startedMs)}`);
    } catch (error) {
      console.error(`✗ ${name}: did not happen … ${seconds(startedMs)}`);
      console.error(error instanceof Error ? error.message : error);
      await room.shoot('failed').catch(() => console.error('(and no picture could be taken)'));
      return false;
    }
  }
  return true;
}

function roomOf({ page, app }: RunningApp, tenant: StartedSandbox): TourRoom {
  let taken = 0;
  const shoot = async (name: string): Promise<void> => {
    taken += 1;
    const file = `${String(taken).padStart(2, '0')}-${name}.png`;
    await page.screenshot({ path: join(pictures, file), animations: 'disabled' });
  };
  return { page, app, tenant, shoot };
}

async function tour(): Promise<boolean> {
  rmSync(pictures, { recursive: true, force: true });
  mkdirSync(pictures, { recursive: true });
  const startedMs = performance.now();
  const tenant = await startSandbox({ args: ['--users', '1284', '--seed', '1'] });
  try {
    const launched = await launchApp();
    try {
      const hasHappened = await runSteps(roomOf(launched, tenant));
      const failures = launched.failures();
      for (const failure of failures) console.error(`✗ The app recorded a failure: ${failure}`);
      if (!hasHappened || failures.length > 0) return false;
    } finally {
      await launched.close();
    }
  } finally {
    await tenant.stop();
  }
  console.log(`The tour is over: ${steps.length} steps in ${seconds(startedMs)}, pictures in out/tour`);
  return true;
}

tour().then(
  (hasHappened) => process.exit(hasHappened ? 0 : 1),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
