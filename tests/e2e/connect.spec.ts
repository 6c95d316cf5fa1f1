import { expect } from '@playwright/test';
import { appTest as test } from './steps/app-test.ts';
import { connectTenant, expectSynced, fillConnectForm } from './steps/connect-tenant.ts';
import { findOnDisk } from './steps/find-on-disk.ts';
import { openScreen } from './steps/open-screen.ts';

const refusal = 'form[aria-label="Connect a tenant"] [role="alert"]';

test('the look-up names the host and the tenant before any token is typed', async ({
  launched,
  startTenant,
}) => {
  const tenant = await startTenant('--users', '20', '--tenant-name', 'fieldcrew');
  const { page } = launched;
  await page.getByLabel('Control plane URL').fill(`${tenant.tenantUrl}/some/page?x=1`);
  await page.getByLabel('Control plane URL').press('Tab');
  const { host } = new URL(tenant.tenantUrl);
  await expect(page.getByRole('status').filter({ hasText: 'Control plane found' })).toContainText(host);
  await expect(page.getByLabel('Tenant', { exact: true })).toHaveValue('fieldcrew');
  await expect(page.getByLabel('Name in Tenantry')).toHaveValue('fieldcrew');
  await expect(page.getByRole('button', { name: 'Check and connect' })).toBeDisabled();
});

test('a wrong token and the token of a member are refused, each with who and why; nothing is connected', async ({
  launched,
  startTenant,
}) => {
  const memberToken = 'member-token-of-the-connect-test';
  const tenant = await startTenant('--users', '20', '--member-token', memberToken);
  const { page } = launched;
  await fillConnectForm(page, { tenantUrl: tenant.tenantUrl, token: 'not-the-token' });
  await expect(page.locator(refusal)).toContainText('does not accept this token');
  await expect(page.getByLabel('API token', { exact: true })).toHaveValue('');

  const people = await tenant.allUsers();
  await fillConnectForm(page, { tenantUrl: tenant.tenantUrl, token: memberToken });
  await expect(page.locator(refusal)).toContainText('Tenantry needs Admin');
  const said = (await page.locator(refusal).textContent()) ?? '';
  const named = people.filter(({ metadata, email }) =>
    [String(metadata.displayName), email].some((name) => said.includes(name)),
  );
  expect(named).toHaveLength(1);
  expect(said).toMatch(/is (a )?(Read-only member|Member) here/u);
  expect(said).not.toContain(memberToken);
  await expect(page.getByRole('navigation', { name: 'Main' })).toHaveCount(0);
});

test('a tenant is connected once; a second one has its own environment, and both can be switched between', async ({
  launched,
  startTenant,
}) => {
  const [first, second] = await Promise.all([
    startTenant('--users', '30', '--tenant-name', 'first-crew'),
    startTenant('--users', '41', '--seed', '7', '--tenant-name', 'second-crew'),
  ]);
  const { page } = launched;
  await connectTenant(page, { ...first, environment: 'Production' });
  await page.getByRole('button', { name: 'Switch tenant' }).click();
  await page.getByRole('menuitem', { name: 'Connect another tenant' }).click();

  await fillConnectForm(page, first);
  await expect(page.locator(refusal)).toContainText('is connected already');

  await page.getByLabel('Name in Tenantry').fill('');
  await page.getByLabel('Tenant', { exact: true }).fill('');
  await connectTenant(page, { ...second, environment: 'Staging' });
  const switcher = page.getByRole('button', { name: 'Switch tenant' });
  await expect(switcher).toContainText('second-crew');
  await expect(switcher).toContainText('Staging');
  await expect(page.getByRole('grid', { name: 'People' })).toHaveAttribute('aria-rowcount', '42');

  await switcher.click();
  await page.getByRole('menuitem', { name: 'first-crew' }).click();
  await expect(switcher).toContainText('Production');
  await expect(page.getByRole('grid', { name: 'People' })).toHaveAttribute('aria-rowcount', '31');
});

test('the sandbox card opens a tenant that runs on this computer', async ({ launched }) => {
  const { page } = launched;
  await page.getByRole('button', { name: 'Explore with the sandbox tenant' }).click();
  await expect(page.getByRole('heading', { name: 'Users', level: 1 })).toBeVisible({ timeout: 30_000 });
  await expectSynced(page);
  await expect(page.getByRole('button', { name: 'Switch tenant' })).toContainText('Sandbox');
  await expect(page.getByRole('grid', { name: 'People' })).toHaveAttribute('aria-rowcount', '1285');
});

test("the sandbox's controls open in the browser, and their address never enters the page", async ({
  ownApp: launched,
}) => {
  const { app, page } = launched;
  await page.getByRole('button', { name: 'Explore with the sandbox tenant' }).click();
  await expectSynced(page);
  // Stands in for the browser alone: it notes what it is asked to open.
  await app.evaluate(({ shell }) => {
    shell.openExternal = (address) => {
      Object.assign(globalThis, { openedAddress: address });
      return Promise.resolve();
    };
  });
  await openScreen(page, 'Settings');
  await page.getByRole('button', { name: 'Open in browser' }).click();
  const opened = () => app.evaluate(() => Reflect.get(globalThis, 'openedAddress'));
  await expect.poll(opened).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{16,}\/$/u);
  const address = String(await opened());
  const controls = await fetch(address);
  expect(controls.status).toBe(200);
  expect(await controls.text()).toContain('Order a fault');
  expect(await page.content()).not.toContain(new URL(address).pathname);
});

test('a removed tenant needs its name typed and leaves no email and no token on disk', async ({
  ownApp: launched,
  startTenant,
}) => {
  const tenant = await startTenant('--users', '60', '--tenant-name', 'gone-soon');
  const { page, profile } = launched;
  await connectTenant(page, tenant);
  const emails = (await tenant.allUsers()).map(({ email }) => email);
  // A search of the profile that cannot find what is there proves nothing.
  expect(findOnDisk(profile, emails)).not.toEqual([]);

  await page.getByRole('button', { name: 'Switch tenant' }).click();
  await page.getByRole('menuitem', { name: 'Tenant settings' }).click();
  await page.getByRole('button', { name: 'Remove…' }).click();
  const dialog = page.getByRole('dialog');
  const remove = dialog.getByRole('button', { name: 'Remove', exact: true });
  await dialog.getByLabel('gone-soon').fill('gone-soo');
  await expect(remove).toBeDisabled();
  await dialog.getByLabel('gone-soon').fill('gone-soon');
  await remove.click();
  await expect(page.getByRole('form', { name: 'Connect a tenant' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Switch tenant' })).toHaveCount(0);
  await expect.poll(() => findOnDisk(profile, [...emails, tenant.token])).toEqual([]);
  expect(await tenant.allUsers()).toHaveLength(60);
});
