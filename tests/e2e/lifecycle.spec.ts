import { expect, type Page } from '@playwright/test';
import { appTest as test } from './steps/app-test.ts';
import { connectTenant } from './steps/connect-tenant.ts';
import { searchFor } from './steps/people-grid.ts';

const email = 'newcomer@northwind-field.example';
const drawerOf = (page: Page) => page.getByRole('complementary', { name: email });
const toast = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text });

test('F4: a role is changed at once, and its undo is refused when a colleague changed the person since', async ({
  launched,
  startTenant,
}) => {
  const tenant = await startTenant('--users', '60', '--mode', 'invite-only', '--no-sso');
  await tenant.api('/users/register', { method: 'POST', body: JSON.stringify({ email }) });
  const { page } = launched;
  await connectTenant(page, tenant);
  await (await searchFor(page, email)).click();
  const drawer = drawerOf(page);
  const roleOf = async () => (await tenant.findUser(email))?.roles;

  await drawer.getByRole('button', { name: 'Edit role' }).click();
  await page.getByRole('menuitem', { name: 'Read-only member' }).click();
  const changed = toast(page, 'Role of 1 person changed');
  await expect(changed).toBeVisible();
  await expect(drawer).toContainText('Read-only member');
  const before = await roleOf();

  const body = JSON.stringify({ email });
  await tenant.api('/users/deactivate', { method: 'PATCH', body });
  await changed.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText(/is deactivated already/u).first()).toBeVisible();
  expect(await roleOf()).toEqual(before);
});

test('F4: a colleague who was faster is not overwritten, and the job says so', async ({
  launched,
  startTenant,
}) => {
  const tenant = await startTenant('--users', '60', '--mode', 'invite-only', '--no-sso');
  await tenant.api('/users/register', { method: 'POST', body: JSON.stringify({ email }) });
  const { page } = launched;
  await connectTenant(page, tenant);
  await (await searchFor(page, email)).click();
  await drawerOf(page).getByRole('button', { name: 'Deactivate…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Deactivate 1 person?' });
  await expect(dialog.getByRole('button', { name: 'Deactivate 1' })).toBeEnabled();
  const promoted = JSON.stringify({ email, roles: ['tenant-admin'] });
  await tenant.api('/users/roles', { method: 'PATCH', body: promoted });
  await dialog.getByRole('button', { name: 'Deactivate 1' }).click();
  await expect(toast(page, '0 people deactivated, 1 skipped')).toBeVisible();
  expect((await tenant.findUser(email))?.active).toBe(true);
});

test('an invite is withdrawn only after its email is typed', async ({ launched, startTenant }) => {
  const tenant = await startTenant('--users', '60', '--mode', 'invite-only', '--no-sso');
  await tenant.api('/users/register', { method: 'POST', body: JSON.stringify({ email }) });
  const { page } = launched;
  await connectTenant(page, tenant);
  await (await searchFor(page, email)).click();
  await drawerOf(page).getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Withdraw invite…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Withdraw the invite of 1 person?' });
  const confirm = dialog.getByRole('button', { name: 'Withdraw 1' });
  await expect(confirm).toBeDisabled();
  await dialog.getByRole('textbox', { name: /^Type/u }).fill(email);
  await confirm.click();
  await expect(toast(page, '1 invite withdrawn')).toBeVisible();
  expect(await tenant.findUser(email)).toBeUndefined();
});
