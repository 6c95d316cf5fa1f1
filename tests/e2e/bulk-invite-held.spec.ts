import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { SandboxUser } from './harness/sandbox-api.ts';
import type { StartedSandbox } from './harness/start-sandbox.ts';
import { agreeToStart } from './steps/agree-to-start.ts';
import { appTest as test } from './steps/app-test.ts';
import { check, chooseFile, rowWith } from './steps/bulk-file.ts';
import { connectTenant } from './steps/connect-tenant.ts';
import { openScreen } from './steps/open-screen.ts';

/** A deactivated person who is in nothing, so that the tenant lets them go at once. */
async function deactivatedPerson(tenant: StartedSandbox): Promise<SandboxUser> {
  const email = 'left.long.ago@new.example';
  const send = (method: string, path: string, body: object) =>
    tenant.api(path, { method, body: JSON.stringify(body) });
  expect((await send('POST', '/users/register', { email, sendInviteEmail: false })).status).toBeLessThan(300);
  expect((await send('PATCH', '/users/deactivate', { email })).status).toBeLessThan(300);
  const found = (await tenant.allUsers()).find((user) => user.email === email);
  if (found === undefined) throw new Error(`${email} is not there`);
  return found;
}

/** An address that looks like another one to people: condition 38. */
const lookAlikeOf = (email: string): string => email.replace('l', '1');

test('a look-alike is held and kept, a cell with two people is split, a file that changed is read again, and who is gone is invited anew', async ({
  launched,
  startTenant,
  folder,
}) => {
  const tenant = await startTenant('--users', '80', '--no-sso');
  const gone = await deactivatedPerson(tenant);
  const users = await tenant.allUsers();
  const present = users.find(({ active, email }) => active && /l.*@/u.test(email))?.email ?? '';
  const alike = lookAlikeOf(present);
  const file = join(folder, 'crew.csv');
  writeFileSync(file, `Email\none@new.example; two@new.example\n${alike}\n${gone.email}\n`);

  const { page } = launched;
  await connectTenant(page, tenant);
  await openScreen(page, 'Bulk invite');
  await chooseFile(launched, file);
  await check(page, '3 rows');
  await expect(rowWith(page, alike)).toContainText(`Looks like ${present}`);

  // Changed on the disk since it was checked: nothing is sent of what nobody has seen.
  appendFileSync(file, 'late@new.example\n');
  await rowWith(page, gone.email)
    .getByRole('button', { name: /^Reactivate/u })
    .click();
  await page.getByRole('button', { name: 'Start: 1 person' }).click();
  // One person, whom the tenant had before: it is said once more, and nothing has to be ticked.
  await agreeToStart(page, 'Reactivate 1 person');
  await expect(page.getByRole('alert').filter({ hasText: 'crew.csv' })).toBeVisible();
  await page.getByRole('button', { name: 'Read it again' }).click();
  // Who was to be reactivated by hand would be skipped again: that is asked about.
  const question = page.getByRole('dialog', { name: 'Lose what was fixed in 1 row?' });
  await question.getByRole('button', { name: 'Lose it and go on' }).click();
  await check(page, '4 rows');
  expect(await tenant.allUsers()).toEqual(users);

  await rowWith(page, 'one@new.example')
    .getByRole('button', { name: /^Split/u })
    .click();
  // A row that is settled leaves the list, so that those below move up: what is clicked next must have arrived.
  await expect(rowWith(page, 'one@new.example')).toHaveCount(0);
  // Two clicks at once keep this row and do nothing to the one that takes its place.
  await rowWith(page, alike).getByRole('button', { name: /^Keep/u }).dblclick();
  await expect(rowWith(page, alike)).toHaveCount(0);
  await rowWith(page, gone.email)
    .getByRole('button', { name: /^Reactivate/u })
    .click();
  expect((await tenant.api(`/users/${gone.id}`, { method: 'DELETE' })).status).toBe(200);
  await page.getByRole('button', { name: 'Start: 5 people' }).click();
  await agreeToStart(page, 'Invite or reactivate 5 people');

  const anew = page.getByRole('button', { name: 'Invite 1 anew…' });
  await expect(anew).toBeVisible({ timeout: 20_000 });
  await anew.click();
  await check(page, '1 row');
  await page.getByRole('button', { name: 'Start: 1 person' }).click();
  await agreeToStart(page, 'Invite 1 person');
  await expect(page.getByRole('heading', { name: 'Done: 1 of 1' })).toBeVisible({ timeout: 20_000 });

  const wished = [alike, gone.email, 'late@new.example', 'one@new.example', 'two@new.example'];
  const there = new Set(users.map(({ id }) => id));
  const arrived = (await tenant.allUsers()).filter(({ id }) => !there.has(id)).map(({ email }) => email);
  expect(arrived.sort()).toEqual(wished.sort());
});
