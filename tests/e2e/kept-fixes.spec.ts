import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { launchApp } from './harness/launch-app.ts';
import { makeProfile, removeProfile } from './harness/profile.ts';
import { appTest as test } from './steps/app-test.ts';
import { check, chooseFile, rowWith } from './steps/bulk-file.ts';
import { expectSynced } from './steps/connect-tenant.ts';
import { openScreen } from './steps/open-screen.ts';

const tab = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('what was fixed in a review is undone by Ctrl Z, and is in again after the app was killed', async ({
  folder,
}) => {
  const profile = await makeProfile();
  const file = join(folder, 'crew.csv');
  const people = Array.from({ length: 6 }, (_, at) => `crew${at}@fieldcrew.example,boss`);
  writeFileSync(file, ['Email,Role', ...people, 'last@fieldcrew.example,member'].join('\n'));

  const first = await launchApp({ profile });
  const { page } = first;
  await page.getByRole('button', { name: 'Explore with the sandbox tenant' }).click();
  await expectSynced(page);
  await openScreen(page, 'Bulk invite');
  await chooseFile(first, file);
  await check(page, '7 rows');
  await expect(tab(page, 'Need a look 6')).toBeVisible();
  await rowWith(page, 'crew0').click();
  await page.keyboard.press('Delete');
  await expect(tab(page, 'Left out 1')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('status').filter({ hasText: 'Undone. Row 2: Unknown role' })).toBeVisible();
  await expect(tab(page, 'Left out 1')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toHaveCount(0);
  // The focus is on the row that came back: the next key is about it.
  await expect(rowWith(page, 'crew0')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Member');
  await page.keyboard.press('Enter');
  await expect(tab(page, 'Need a look 5')).toBeVisible();
  await page.keyboard.press('a');
  await expect(tab(page, 'Need a look 0')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('status').filter({ hasText: 'Undone in 5 rows' })).toBeVisible();
  await rowWith(page, 'crew5').click();
  await page.keyboard.press('Delete');
  await expect(tab(page, 'Left out 1')).toBeVisible();
  expect(first.failures()).toEqual([]);
  await first.kill();

  const again = await launchApp({ profile });
  await expectSynced(again.page);
  await openScreen(again.page, 'Bulk invite');
  await expect(again.page.getByText('what was fixed in 2 rows is kept')).toBeVisible();
  await chooseFile(again, file);
  await check(again.page, '7 rows');
  const options = again.page.getByRole('complementary', { name: 'Options' });
  await expect(options.getByText('What was fixed in 2 rows is in again.')).toBeVisible();
  await expect(tab(again.page, 'Need a look 4')).toBeVisible();
  await expect(tab(again.page, 'Left out 1')).toBeVisible();
  await options.getByRole('button', { name: 'Undo all fixes' }).click();
  const question = again.page.getByRole('dialog', { name: 'Lose what was fixed in 2 rows?' });
  await question.getByRole('button', { name: 'Lose it and go on' }).click();
  await expect(tab(again.page, 'Need a look 6')).toBeVisible();
  await expect(options.getByText('is in again')).toHaveCount(0);
  expect(again.failures()).toEqual([]);
  await again.close();
  await removeProfile(profile);
});
