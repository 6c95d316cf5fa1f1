import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { RunningApp } from './harness/launch-app.ts';
import type { StartedSandbox } from './harness/start-sandbox.ts';
import { appTest as test } from './steps/app-test.ts';
import { connectTenant } from './steps/connect-tenant.ts';
import { openScreen } from './steps/open-screen.ts';

/** Pictures are taken only where a folder for them is named. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.TENANTRY_PICTURES;
  if (folder === undefined) return;
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const [width, height] of [
      [1440, 900],
      [1040, 680],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.screenshot({ path: join(folder, `${name}-${scheme}-${width}.png`) });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** The next file that main's own dialog answers; nobody can click a dialog of the system here. */
const chooseNext = (launched: RunningApp, path: string): Promise<void> =>
  launched.app.evaluate(({ dialog }, file) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] });
  }, path);

async function newcomers(tenant: StartedSandbox): Promise<string[]> {
  const users = await tenant.allUsers();
  return users
    .map(({ email }) => email)
    .filter((email) => email.endsWith('@crew.example'))
    .sort();
}

test('one file for two tenants: a plan each, one confirmation, a run and a report each, a summary that adds up', async ({
  launched,
  startTenant,
  folder,
}) => {
  const halden = await startTenant('--users', '40', '--tenant-name', 'halden');
  const visp = await startTenant('--users', '40', '--tenant-name', 'visp', '--no-sso');
  const lines = [
    'Email;Name;Mandant;Role',
    'ada@crew.example;Ada;Halden Robotics;member',
    'ada@crew.example;Ada;visp;member',
    'bo@crew.example;Bo;VISP PARTNERS;read-only-member',
    'cy at crew.example;Cy;Visp Partners;',
    'di@crew.example;Di;Vips Partners;',
    'ed@crew.example;Ed;;',
  ];
  const file = join(folder, 'all-sites.csv');
  writeFileSync(file, `${lines.join('\r\n')}\r\n`);

  const { page } = launched;
  await connectTenant(page, { ...visp, displayName: 'Visp Partners', environment: 'Staging' });
  await page.getByRole('button', { name: 'Switch tenant' }).click();
  await page.getByRole('menuitem', { name: 'Connect another tenant' }).click();
  await connectTenant(page, { ...halden, displayName: 'Halden Robotics', environment: 'Production' });
  await openScreen(page, 'Bulk invite');
  await chooseNext(launched, file);
  await page.getByRole('button', { name: 'Choose file' }).click();
  await expect(page.getByRole('combobox', { name: 'Mandant becomes' })).toHaveValue('Tenant');
  await shoot(page, 'map');
  await page.getByRole('button', { name: 'Check 6 rows' }).click();

  // Each tenant by its own mode; T moves on, also to the rows that name nobody.
  const strip = page.getByRole('tablist', { name: 'Tenants of the file' });
  const tab = (name: string | RegExp) => strip.getByRole('tab', { name });
  await expect(tab(/^Halden Robotics/u)).toHaveAttribute('aria-selected', 'true');
  await expect(tab(/^Halden Robotics/u)).toContainText('1 row');
  await expect(tab(/^Visp Partners/u)).toContainText('3 rows');
  await expect(page.getByRole('button', { name: 'Start: 1 person in Halden Robotics' })).toBeVisible();
  await expect(page.getByText('The tenant would take 1 row.')).toBeVisible();
  await shoot(page, 'review');
  await page.keyboard.press('t');
  await expect(tab(/^No tenant/u)).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('combobox', { name: 'Tenant for Vips Partners' }).click();
  await page.getByRole('option', { name: 'Visp Partners, Staging' }).click();
  await expect(tab(/^Visp Partners/u)).toContainText('4 rows');
  await shoot(page, 'unnamed');
  // What still names nobody can be kept as a file.
  const kept = join(folder, 'kept.csv');
  await launched.app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, kept);
  await page.getByRole('button', { name: 'Save it as a file…' }).click();
  await expect(page.getByText('1 row saved as kept.csv')).toBeVisible();
  expect(readFileSync(kept, 'utf8')).toBe(
    '\uFEFFEmail;Name;Mandant;Role;Reason (Tenantry)\r\ned@crew.example;Ed;;;The cell is empty\r\n',
  );
  await page.keyboard.press('Escape');
  await tab(/^No tenant/u).focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(tab(/^Visp Partners/u)).toBeFocused();
  await expect(page.getByRole('button', { name: 'Start: 3 people in Visp Partners' })).toBeEnabled();
  await shoot(page, 'review-second');

  await page.getByRole('button', { name: 'Start all…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite 4 people in 2 tenants?' });
  await expect(dialog).toContainText('1 row without a tenant: not started.');
  for (const box of await dialog.getByRole('checkbox').all()) await box.check();
  await shoot(page, 'start-all');
  await dialog.getByRole('button', { name: 'Start 2 tenants: 4 people' }).click();
  const outcome = page.getByRole('status').filter({ hasText: 'all-sites.csv' });
  await expect(outcome).toContainText('6 rows read = 4 done + 1 skipped + 1 not started', {
    timeout: 20_000,
  });
  await shoot(page, 'summary');
  expect(await newcomers(halden)).toEqual(['ada@crew.example']);
  expect(await newcomers(visp)).toEqual(['ada@crew.example', 'bo@crew.example', 'di@crew.example']);

  // The report of the other tenant is in that tenant, and leads back to all of them.
  await page.getByRole('button', { name: 'Open the report of Visp Partners' }).click();
  await expect(page.getByRole('heading', { name: 'Done: 3 of 3' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Switch tenant' })).toContainText('Visp Partners');
  await shoot(page, 'report');
  await page.getByRole('button', { name: 'All tenants of the file' }).click();
  await expect(outcome).toContainText('6 rows read');
});
