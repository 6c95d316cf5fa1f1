import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { launchApp } from './harness/launch-app.ts';
import { makeProfile, removeProfile } from './harness/profile.ts';
import { appTest as test } from './steps/app-test.ts';
import { connectTenant } from './steps/connect-tenant.ts';
import { fillTrail } from './steps/fill-trail.ts';
import { openScreen } from './steps/open-screen.ts';
import { personRow, searchFor } from './steps/people-grid.ts';
import { tenantPeople } from './steps/tenant-people.ts';

const trail = (page: Page) => page.getByRole('region', { name: 'Audit trail' });
const grid = (page: Page) => page.getByRole('grid', { name: 'Entries' });
const details = (page: Page) => page.getByRole('complementary', { name: 'Entry' });

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.TENANTRY_PICTURES;
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** Deactivates one person by the dialog, with a reason. */
async function deactivate(page: Page, email: string, reason: string): Promise<void> {
  await searchFor(page, email);
  await personRow(page, email).getByRole('checkbox').click();
  await page.keyboard.press('d');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /Reason/u }).fill(reason);
  await dialog.getByRole('button', { name: 'Deactivate 1' }).click();
  await expect(page.getByRole('status').filter({ hasText: '1 person deactivated' })).toBeVisible();
}

test('F6: Activity tells what ran and who did what, offline too, and exports it with a checksum', async ({
  launched,
  startTenant,
  folder,
}) => {
  const tenant = await startTenant('--users', '40');
  const { page, app } = launched;
  await connectTenant(page, tenant);
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await expect(page.getByRole('heading', { level: 1, name: 'Activity' })).toBeVisible();
  await expect(trail(page).getByText('Nothing has happened yet')).toBeVisible();
  await picture(page, 'activity-empty');

  await openScreen(page, 'Users');
  const people = tenantPeople(await tenant.allUsers());
  const person = people.find(
    ({ isLocked, status, role }) => !isLocked && status === 'Active' && role === 'member',
  );
  if (person === undefined) throw new Error('nobody to deactivate');
  await deactivate(page, person.email, 'Left in November');
  await tenant.stop();

  await openScreen(page, 'Activity');
  const jobs = page.getByRole('region', { name: 'Jobs' });
  await expect(jobs.getByRole('listitem')).toHaveCount(1);
  await expect(jobs).toContainText('1 of 1');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '2');
  const entry = details(page);
  await expect(entry.getByRole('heading', { name: 'Deactivated' })).toBeVisible();
  await expect(entry).toContainText(person.email);
  await expect(entry).toContainText('Left in November');
  await expect(entry).toContainText('Fits entry 1');
  await trail(page).getByRole('button', { name: 'Check the chain now' }).click();
  await expect(trail(page).getByText(/^Unbroken: 2 entries checked at \d\d:\d\d$/u)).toBeVisible();
  await picture(page, 'activity-light');

  await trail(page).getByRole('button', { name: 'Entries: Results' }).click();
  await page.getByRole('menuitem', { name: 'Results and intents' }).click();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '3');
  await expect(grid(page).getByRole('row').nth(2)).toContainText('Deactivated, sending');

  const file = join(folder, 'trail.jsonl');
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, file);
  await page.getByRole('button', { name: 'Export trail' }).click();
  await expect(page.getByRole('status').filter({ hasText: '2 entries saved as trail.jsonl' })).toBeVisible();
  const text = readFileSync(file, 'utf8');
  expect(text).not.toContain(tenant.token);
  expect(text.trimEnd().split('\n')).toHaveLength(4);

  await entry.getByRole('button', { name: 'Open person' }).click();
  const drawer = page.getByRole('complementary', { name: person.name });
  await expect(drawer).toBeVisible();
  await drawer.getByRole('button', { name: 'Entry 2' }).click();
  await expect(details(page)).toContainText('Entry 2,');
});

test('F6: a trail that was altered is shown as broken, with the entry', async ({ startTenant }) => {
  test.setTimeout(180_000);
  const tenant = await startTenant('--users', '40');
  const profile = await makeProfile();
  try {
    const first = await launchApp({ profile });
    await connectTenant(first.page, tenant);
    await first.close();
    // Many entries, put in as the app would have: the same way as they are recorded.
    await fillTrail(profile, 100_000);

    const full = await launchApp({ profile });
    await openScreen(full.page, 'Activity');
    await expect(trail(full.page).getByText(/^Unbroken: 100,000 entries checked/u)).toBeVisible({
      timeout: 30_000,
    });
    await grid(full.page).focus();
    await full.page.keyboard.press('End');
    await expect(grid(full.page).getByRole('row').last()).toContainText('person-1@halden.example');
    await picture(full.page, 'activity-end');
    await full.page.keyboard.press('Home');
    await expect(details(full.page)).toContainText('Entry 100,000');
    await picture(full.page, 'activity-100000');
    await full.page.setViewportSize({ width: 1040, height: 700 });
    await picture(full.page, 'activity-narrow');
    await full.page.emulateMedia({ colorScheme: 'dark' });
    await picture(full.page, 'activity-dark');
    await full.close();

    const ledger = new Database(join(profile, 'ledger.sqlite'));
    ledger.exec("DROP TRIGGER trail_is_append_only; UPDATE trail SET actor = 'nobody' WHERE number = 79200");
    ledger.close();
    const broken = await launchApp({ profile });
    const { page } = broken;
    // Told on every screen, before anybody opens Activity.
    await expect(page.getByRole('navigation', { name: 'Main' }).getByText('Trail breaks')).toBeVisible({
      timeout: 30_000,
    });
    await picture(page, 'users-trail-breaks');
    await openScreen(page, 'Activity');
    await expect(trail(page).getByRole('heading', { name: 'The trail breaks at entry 79,200' })).toBeVisible({
      timeout: 30_000,
    });
    await trail(page).getByRole('button', { name: 'Show the entry' }).click();
    await expect(details(page)).toContainText('Does not fit its own hash');
    await picture(page, 'activity-broken');
    expect(broken.failures()).toEqual([]);
    await broken.close();
  } finally {
    await removeProfile(profile);
  }
});
