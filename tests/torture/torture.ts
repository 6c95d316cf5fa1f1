import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { launchApp } from '../e2e/harness/launch-app.ts';
import { makeProfile, removeProfile } from '../e2e/harness/profile.ts';
import { startSandbox } from '../e2e/harness/start-sandbox.ts';
import { askBridge } from '../e2e/steps/call-bridge.ts';
import type { AppUnderTest } from './app-under-test.ts';
import { torture } from './kill-loop.ts';

// npm run torture -- --kills 200 --seed 7: kills the real app under mixed work and compares the tenant with every wish.
const { values } = parseArgs({ options: { kills: { type: 'string' }, seed: { type: 'string' } } });
const kills = Number(values.kills ?? 200);
const seed = Number(values.seed ?? Date.now() % 1_000_000);

const sandbox = await startSandbox({
  args: ['--users', '4000', '--mode', 'invite-only', '--no-sso', '--latency', '40'],
});
const profile = await makeProfile();

/** The real Electron, asked through the page's own bridge. */
async function openApp(): Promise<AppUnderTest> {
  const launched = await launchApp({ profile });
  await launched.page.waitForFunction('typeof tenantry === "object"');
  return {
    call: (name, input) => askBridge(launched.page, name, input),
    kill: async () => {
      await launched.kill();
      await launched.close();
    },
    close: () => launched.close(),
  };
}

console.log(`Torture: ${kills} kills of the real app, seed ${seed}`);
const begun = performance.now();
const report = await torture({
  openApp,
  tenant: sandbox,
  kills,
  seed,
  longestLifeMs: 1500,
  say: console.log,
});
await sandbox.stop();
const ledger = new Database(join(profile, 'ledger.sqlite'), { readonly: true });
const integrity = String(ledger.pragma('integrity_check', { simple: true }));
ledger.close();
await removeProfile(profile);
for (const line of [...report.differences, ...report.notDone]) console.log(`  ${line}`);
console.log(
  `  kills ${report.kills}, rounds ${report.rounds}, rows ${report.rows}, ${Math.round((performance.now() - begun) / 1000)} s`,
);
console.log(
  `  lost, doubled or half: ${report.differences.length}; rows not done: ${report.notDone.length}; ledger ${integrity}; trail ${report.trail}`,
);
const isProved = report.differences.length + report.notDone.length === 0 && integrity === 'ok';
process.exit(isProved ? 0 : 1);
