import { expect, type Page } from '@playwright/test';
import { appTest as base } from './steps/app-test.ts';
import { connectTenant, expectSynced } from './steps/connect-tenant.ts';
import { drawnRows, expectMatches } from './steps/people-grid.ts';
import { type StartedProxy, startProxy } from './steps/start-proxy.ts';
import { syncNow } from './steps/sync-now.ts';
import { tenantPeople } from './steps/tenant-people.ts';

const test = base.extend<{ proxyTo: (target: string | null) => Promise<StartedProxy> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs
  proxyTo: async ({}, use) => {
    const started: StartedProxy[] = [];
    await use(async (target) => {
      const proxy = await startProxy({ target });
      started.push(proxy);
      return proxy;
    });
    await Promise.all(started.map((proxy) => proxy.stop()));
  },
});

async function lookUp(page: Page, address: string): Promise<void> {
  await page.getByLabel('Control plane URL').fill(address);
  await page.getByLabel('Control plane URL').press('Tab');
}

const form = (page: Page) => page.getByRole('form', { name: 'Connect a tenant' });
const banner = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text });

test('an address where nothing listens, and one that is none, are refused in a sentence', async ({
  launched,
  proxyTo,
}) => {
  const { page } = launched;
  const gone = await proxyTo(null);
  await gone.stop();
  const alert = form(page).getByRole('alert');
  await lookUp(page, gone.url);
  await expect(alert).toContainText(`${new URL(gone.url).host} does not answer (nothing listens there).`);
  await lookUp(page, 'http://platform.example.com');
  await expect(alert).toContainText('is not reached over https');
  await lookUp(page, 'my platform!');
  await expect(alert).toContainText('This is not the address of a control plane');
});

test('a server that answers with a web page is told from a control plane', async ({ launched, proxyTo }) => {
  const { page } = launched;
  const website = await proxyTo(null);
  website.treat = () => ({ status: 200, type: 'text/html', text: '<!doctype html><title>Sign in</title>' });
  await lookUp(page, website.url);
  await expect(form(page).getByRole('alert')).toContainText('answers with a web page instead of data');
});

test('a server that redirects never makes the token travel', async ({ launched, proxyTo, startTenant }) => {
  const { page } = launched;
  const tenant = await startTenant('--users', '20');
  const elsewhere = await proxyTo(tenant.tenantUrl);
  const door = await proxyTo(tenant.tenantUrl);
  await lookUp(page, door.url);
  await expect(form(page).getByText('Control plane found')).toBeVisible();
  door.treat = () => ({ redirectTo: elsewhere.url });
  await page.getByLabel('API token', { exact: true }).fill(tenant.token);
  await page.getByRole('button', { name: 'Check and connect' }).click();
  await expect(form(page).getByRole('alert')).toContainText('sends the request on to another address');
  expect(elsewhere.asked).toEqual([]);
  await lookUp(page, `${door.url}/`);
  await expect(form(page).getByRole('alert').first()).toContainText(
    'sends the request on to another address',
  );
  expect(elsewhere.asked).toEqual([]);
});

test('a server that breaks fails the sync in a sentence; the copy stays, and Try again goes on', async ({
  launched,
  proxyTo,
  startTenant,
}) => {
  const tenant = await startTenant('--users', '150');
  const proxy = await proxyTo(tenant.tenantUrl);
  const { page } = launched;
  await connectTenant(page, { ...tenant, tenantUrl: proxy.url });
  proxy.treat = () => ({
    status: 500,
    type: 'application/json',
    text: '{"statusCode":500,"message":"broken"}',
  });
  await syncNow(page);
  const failed = banner(page, 'Sync failed.');
  await expect(failed).toBeVisible({ timeout: 30_000 });
  await expect(failed).toContainText('Status 500');
  await expectMatches(page, 150);
  proxy.treat = () => 'pass';
  await failed.getByRole('button', { name: 'Try again' }).click();
  await expectSynced(page);
  await expect(failed).toHaveCount(0);
});

test('a tenant that goes away in the middle of a sync leaves the copy as it was, whole', async ({
  launched,
  proxyTo,
  startTenant,
}) => {
  const tenant = await startTenant('--users', '2600');
  const proxy = await proxyTo(tenant.tenantUrl);
  const { page } = launched;
  await connectTenant(page, { ...tenant, tenantUrl: proxy.url });
  const people = tenantPeople(await tenant.allUsers());
  const inactive = people.filter(({ status }) => status === 'Deactivated').length;
  await page.getByRole('region', { name: 'Filters' }).getByRole('checkbox', { name: 'Deactivated' }).check();
  await expectMatches(page, inactive);

  // Every free person of the tenant's list is deactivated: a first page alone would show some of it.
  const free = people.filter(
    ({ isLocked, status, role }) => !isLocked && status === 'Active' && role === 'member',
  );
  for (const { email } of free) {
    const { status } = await tenant.api('/users/deactivate', {
      method: 'PATCH',
      body: JSON.stringify({ email }),
    });
    expect(status).toBe(200);
  }
  const isLaterPage = (path: string) => path.includes('/users?') && !/[?&]offset=0(?:&|$)/u.test(path);
  proxy.treat = (path) => (isLaterPage(path) ? 'cut' : 'pass');
  const askedBefore = proxy.asked.length;
  await syncNow(page);
  await expect(banner(page, 'Offline.')).toBeVisible({ timeout: 40_000 });
  const asked = proxy.asked.slice(askedBefore).map(({ path }) => path);
  expect(asked.filter((path) => path.includes('/users?') && !isLaterPage(path))).not.toEqual([]);
  expect(asked.filter(isLaterPage)).not.toEqual([]);
  await expectMatches(page, inactive);

  proxy.treat = () => 'pass';
  await banner(page, 'Offline.').getByRole('button', { name: 'Try now' }).click();
  await expectSynced(page);
  await expectMatches(page, inactive + free.length);
  expect((await drawnRows(page)).length).toBeGreaterThan(0);
});

test('a token that is revoked signs out; what was read stays, and Sign in again goes on', async ({
  launched,
  startTenant,
}) => {
  const tenant = await startTenant('--users', '80');
  const { page } = launched;
  const made = await tenant.api('/personal-access-tokens', {
    method: 'POST',
    body: JSON.stringify({ name: 'soon-revoked' }),
  });
  const { token } = made.body as { token: string };
  await connectTenant(page, { ...tenant, token });
  const { body } = await tenant.api('/personal-access-tokens/soon-revoked');
  const { id } = (body as { data: { id: string } }).data;
  expect((await tenant.api(`/personal-access-tokens/${id}`, { method: 'DELETE' })).status).toBe(200);

  await syncNow(page);
  const signedOut = banner(page, 'Signed out.');
  await expect(signedOut).toBeVisible();
  await expectMatches(page, 80);
  const invite = page.getByRole('button', { name: 'Invite', exact: true });
  await expect(invite).toHaveAttribute('aria-disabled', 'true');
  await invite.hover();
  await expect(page.getByRole('tooltip')).toContainText('Sign in again');

  await signedOut.getByRole('button', { name: 'Sign in again' }).click();
  const dialog = page.getByRole('dialog', { name: /^Sign in to/u });
  await dialog.getByLabel('API token', { exact: true }).fill(token);
  await dialog.getByRole('button', { name: 'Check and sign in' }).click();
  await expect(dialog.getByRole('alert')).toContainText('does not accept this token');
  await dialog.getByLabel('API token', { exact: true }).fill(tenant.token);
  await dialog.getByRole('button', { name: 'Check and sign in' }).click();
  await expect(dialog).toHaveCount(0);
  await expectSynced(page);
  await expect(signedOut).toHaveCount(0);
  await expect(invite).not.toHaveAttribute('aria-disabled');
});
