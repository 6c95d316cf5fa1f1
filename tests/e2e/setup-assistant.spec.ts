import { expect, type Page } from '@playwright/test';
import type { RunningApp } from './harness/launch-app.ts';
import { appTest as test } from './steps/app-test.ts';
import { connectTenant } from './steps/connect-tenant.ts';
import { openScreen } from './steps/open-screen.ts';

const clipboardOf = (launched: RunningApp): Promise<string> =>
  launched.app.evaluate(({ clipboard }) => clipboard.readText());
const card = (page: Page) => page.getByRole('region', { name: 'Set-up assistant' });

test('a guide gives its values to copy, and a list of groups comes back with names that teams can have', async ({
  launched,
  startTenant,
}) => {
  const tenant = await startTenant('--users', '60', '--mode', 'scim');
  const { page } = launched;
  await connectTenant(page, tenant);
  await openScreen(page, 'Provisioning');
  await expect(card(page).getByText(/^\d of 6 done$/u)).toBeVisible();
  await expect(card(page).getByRole('button', { name: 'Okta', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );

  await card(page).getByRole('button', { name: 'Entra ID', exact: true }).click();
  await card(page)
    .getByRole('button', { name: /^Admin credentials/u })
    .click();
  await card(page)
    .getByRole('button', { name: /^Copy Tenant URL/u })
    .click();
  await expect.poll(() => clipboardOf(launched)).toMatch(/\/scim\/v2\/[^/]+\/[^/?]+\?aadOptscim062020$/u);

  await card(page).getByRole('button', { name: 'Fit group names…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Paste', { exact: true }).click();
  await dialog.getByLabel('Group names, one a line').fill('Vision_Partners\nКоманда Продаж\nnight-shift');
  await expect(dialog.getByText('3 groups: 1 fine as they are, 2 to rename')).toBeVisible();
  await dialog.getByRole('button', { name: 'Copy list' }).click();
  await expect
    .poll(() => clipboardOf(launched))
    .toBe('Vision_Partners\tvision-partners\nКоманда Продаж\tkomanda-prodazh');
  await dialog.getByRole('button', { name: 'Close' }).click();

  // What was taken is waited for, each with its name to copy; the guide stays chosen.
  await expect(card(page).getByText('Push groups: rename 2 first')).toBeVisible();
  await card(page).getByRole('button', { name: 'Copy komanda-prodazh' }).click();
  await expect.poll(() => clipboardOf(launched)).toBe('komanda-prodazh');
  await openScreen(page, 'Users');
  await openScreen(page, 'Provisioning');
  await expect(card(page).getByRole('button', { name: 'Entra ID', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});
