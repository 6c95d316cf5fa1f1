import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { startSandbox } from './harness/start-sandbox.ts';
import { appTest as test } from './steps/app-test.ts';
import { connectTenant, expectSynced } from './steps/connect-tenant.ts';
import { expectMatches, searchFor } from './steps/people-grid.ts';
import { syncNow } from './steps/sync-now.ts';
import { tenantPeople } from './steps/tenant-people.ts';

/** The control is there, does nothing, and says that it needs the connection. */
async function expectHeldBack(page: Page, control: Locator): Promise<void> {
  await expect(control).toHaveAttribute('aria-disabled', 'true');
  await control.hover();
  await expect(page.getByRole('tooltip').filter({ hasText: 'Needs the connection' })).toBeVisible();
  await page.mouse.move(0, 0);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  // Forced: Playwright itself would wait until the control is enabled.
  await control.click({ force: true });
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

test('without its tenant the app reads on and changes nothing; when it is back, Try now goes on', async ({
  launched,
  startTenant,
  folder,
}) => {
  const token = 'token-of-the-offline-test';
  const file = join(folder, 'tenant.sqlite');
  const first = await startTenant('--users', '150', '--token', token, '--file', file);
  const { page } = launched;
  await connectTenant(page, first);
  const people = tenantPeople(await first.allUsers());
  await page.getByRole('button', { name: 'Provisioning', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Switch… to invite-only' })).toBeVisible();
  await first.stop();

  await syncNow(page);
  const banner = page.getByRole('status').filter({ hasText: 'Offline.' });
  await expect(banner).toBeVisible({ timeout: 30_000 });
  await expect(banner).toContainText(/This is the copy from \d\d:\d\d, .+ ago\./u);
  await expect(banner).toContainText('You can search and filter.');
  await expect(banner).toContainText(/Next try in \d+ s|Trying now/u);
  await expect(page.getByRole('button', { name: /^Sync: Offline, data from/u })).toBeVisible();
  // A switch can be rehearsed from the copy, and is not offered.
  await expect(page.getByRole('button', { name: 'Switch… to invite-only' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Rehearse… to invite-only' })).toBeVisible();
  await expectHeldBack(page, page.getByRole('button', { name: /^(?:Make|Rotate)…$/u }));

  await page.getByRole('button', { name: 'Users', exact: true }).click();
  await expectMatches(page, people.length);
  await expectHeldBack(page, page.getByRole('button', { name: 'Invite', exact: true }));
  const rail = page.getByRole('region', { name: 'Filters' });
  await rail.getByRole('checkbox', { name: 'Deactivated' }).check();
  await expectMatches(page, people.filter(({ status }) => status === 'Deactivated').length);
  await rail.getByRole('checkbox', { name: 'Deactivated' }).uncheck();
  const person = people.find(
    ({ isLocked, status, role }) => !isLocked && status === 'Active' && role === 'member',
  );
  if (person === undefined) throw new Error('The tenant has nobody who may be deactivated');
  await (await searchFor(page, person.email)).click();
  const drawer = page.getByRole('complementary', { name: person.name });
  await expect(drawer).toContainText(person.email);
  // Staged for later, never sent by itself.
  await drawer.getByRole('button', { name: 'Deactivate…' }).click();
  const staging = page.getByRole('dialog', { name: 'Stage 1 change?' });
  await expect(staging).toContainText('Nothing is sent now.');
  await staging.getByRole('button', { name: 'Cancel' }).click();

  const { port } = new URL(first.tenantUrl);
  const second = await startSandbox({ args: ['--file', file, '--port', port, '--token', token] });
  try {
    await banner.getByRole('button', { name: 'Try now' }).click();
    await expectSynced(page);
    await expect(banner).toHaveCount(0);
    await drawer.getByRole('button', { name: 'Deactivate…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Deactivate 1' }).click();
    await expect.poll(async () => (await second.findUser(person.email))?.active).toBe(false);
    const others = tenantPeople(await second.allUsers()).filter(({ email }) => email !== person.email);
    expect(others).toEqual(people.filter(({ email }) => email !== person.email));
  } finally {
    await second.stop();
  }
});
