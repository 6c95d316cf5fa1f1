import { expect } from '@playwright/test';
import { type LaunchedApp, launchApp } from './harness/launch-app.ts';
import { makeProfile, removeProfile } from './harness/profile.ts';
import { startSandbox } from './harness/start-sandbox.ts';
import { appTest as test } from './steps/app-test.ts';
import { askBridge, callBridge } from './steps/call-bridge.ts';
import { connectTenant, expectSynced } from './steps/connect-tenant.ts';
import { openScreen } from './steps/open-screen.ts';

const endSandbox = async ({ app }: LaunchedApp): Promise<void> => {
  const pid = await app.evaluate(
    ({ app: electron }) => electron.getAppMetrics().find(({ name }) => name === 'Tenantry sandbox')?.pid,
  );
  if (pid === undefined) throw new Error('no process of the sandbox runs');
  process.kill(pid, 'SIGKILL');
};

test('a restart shows the tenant of last time, and the sandbox is signed in by itself', async () => {
  const profile = await makeProfile();
  const tenant = await startSandbox({ args: ['--users', '20'] });
  const first = await launchApp({ profile });
  await connectTenant(first.page, tenant);
  await openScreen(first.page, 'Settings');
  await first.page.getByRole('button', { name: 'Keyboard' }).click();
  const letters = 'Single letters act outside fields';
  await first.page.getByRole('switch', { name: letters }).press('Space');
  await first.page.getByRole('button', { name: 'Switch tenant' }).click();
  await first.page.getByRole('menuitem', { name: /Connect/u }).click();
  await first.page.getByRole('button', { name: 'Explore with the sandbox tenant' }).click();
  await expectSynced(first.page);
  expect(first.failures()).toEqual([]);
  await first.close();

  const again = await launchApp({ profile });
  const { page } = again;
  await expect(page.getByRole('button', { name: 'Switch tenant' })).toContainText('Sandbox');
  await expectSynced(page);
  await expect(page.getByText('Signed out.')).toHaveCount(0);
  await openScreen(page, 'Settings');
  await page.getByRole('button', { name: 'Keyboard' }).click();
  await expect(page.getByRole('switch', { name: letters })).not.toBeChecked();

  // Its process is gone: no token is asked for, it is started again and has what it had.
  await endSandbox(again);
  // Asked for past the button, which is off when the app has seen it by itself.
  const { tenants } = await askBridge(page, 'tenants/list', {});
  const tenantId = tenants.find(({ environment }) => environment === 'sandbox')?.id ?? '';
  await callBridge(page, 'sync/start', { tenantId });
  await page.getByRole('button', { name: 'Start it' }).click();
  await expect(page.getByText('The sandbox does not run.')).toHaveCount(0);
  await expectSynced(page);
  expect(again.failures()).toEqual([]);
  await again.close();
  await tenant.stop();
  await removeProfile(profile);
});
