import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { launchApp } from './harness/launch-app.ts';
import { makeProfile, removeProfile } from './harness/profile.ts';
import { canaryForms } from './security/canary-forms.ts';
import { heapSnapshot } from './security/heap-snapshot.ts';
import { processTree } from './security/process-tree.ts';
import { appTest as test } from './steps/app-test.ts';
import { askEveryRead } from './steps/ask-every-read.ts';
import { onlyTenantId } from './steps/call-bridge.ts';
import { connectTenant } from './steps/connect-tenant.ts';
import { openScreen } from './steps/open-screen.ts';
import { signInAgain } from './steps/sign-in-again.ts';
import { startBulkInvite } from './steps/start-bulk-invite.ts';

const canary = 'CANARY-7f3Q/z+w=.9~xKdLm2Vb8TnRe5Yh1Gs4Pa6Jc0Ui';
const forms = canaryForms(canary);

/** How often the canary stands there, in any form. Never prints what it found. */
const hits = (where: Buffer | string): number => {
  const bytes = typeof where === 'string' ? Buffer.from(where) : where;
  return forms.filter((form) => bytes.includes(form)).length;
};

function filesWithCanary(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .filter(({ parentPath, name }) => hits(readFileSync(join(parentPath, name))) > 0)
    .map(({ parentPath, name }) => join(parentPath.slice(folder.length), name));
}

test('B4, D2, D4: a planted token: 0 hits in answers, page, memory of the page, profile, log, arguments, environment', async ({
  startTenant,
}) => {
  test.setTimeout(90_000);
  // The search itself is worth something only when it finds what is there.
  expect(hits(`x${Buffer.from(`Bearer ${canary}`).toString('base64')}`)).toBeGreaterThan(0);
  expect(hits(Buffer.from(JSON.stringify({ token: canary }), 'utf16le'))).toBeGreaterThan(0);

  const tenant = await startTenant('--users', '40', '--no-sso', '--token', canary);
  const profile = await makeProfile();
  const launched = await launchApp({ profile });
  const { app, page } = launched;
  const heard: string[] = [];
  page.on('console', (message) => heard.push(message.text()));
  await connectTenant(page, tenant);
  const tenantId = await onlyTenantId(page);

  const options = {
    passwordEmail: 'send',
    reactivate: 'no',
    update: 'no',
    createTeams: 'no',
    letterCase: 'lower',
    letters: 'ascii',
  } as const;
  await startBulkInvite(page, 'Email\nsomebody.new@fieldcrew.example\n', options);
  await expect.poll(async () => (await tenant.findUser('somebody.new@fieldcrew.example'))?.active).toBe(true);
  await openScreen(page, 'Provisioning');
  await openScreen(page, 'Settings');
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: 'About' }).click();
  const answers = await askEveryRead(page, tenantId);
  expect(answers.length).toBeGreaterThan(10_000);
  expect(hits(answers)).toBe(0);

  // A token given a second time goes the same way.
  await openScreen(page, 'Settings');
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button').first().click();
  await page.getByRole('button', { name: 'Sign in again…' }).click();
  await page.getByLabel('API token', { exact: true }).fill(canary);
  await page.getByRole('button', { name: 'Check and sign in' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await openScreen(page, 'Users');

  expect(hits(await page.content())).toBe(0);
  expect(hits(heard.join('\n'))).toBe(0);
  const values = await page.evaluate(() => [...document.querySelectorAll('input')].map(({ value }) => value));
  expect(hits(values.join('\n'))).toBe(0);
  const memory = await heapSnapshot(page);
  expect(memory.includes(tenant.tenantUrl)).toBe(true);
  expect(hits(memory)).toBe(0);

  const tree = processTree(app.process().pid ?? 0);
  expect(tree.length).toBeGreaterThanOrEqual(3);
  expect(tree.filter(({ told }) => hits(told) > 0).map(({ pid }) => pid)).toEqual([]);

  expect(filesWithCanary(profile)).toEqual([]);
  const failures = launched.failures();
  expect(hits(failures.join('\n'))).toBe(0);
  expect(failures).toEqual([]);
  await launched.kill();
  expect(filesWithCanary(profile)).toEqual([]);
  await launched.close();
  await removeProfile(profile);
});

test('D2: without a keychain the screens say so, nothing is kept, and a restart asks for the token again', async ({
  startTenant,
}) => {
  const tenant = await startTenant('--users', '40', '--token', canary);
  const profile = await makeProfile();
  const first = await launchApp({ profile });
  const sentence = /offers no keychain, so tokens are kept in memory until you quit, and never in a file/u;
  await expect(first.page.getByText(sentence).first()).toBeVisible();
  await connectTenant(first.page, tenant);
  await openScreen(first.page, 'Settings');
  await expect(first.page.getByText(sentence)).toBeVisible();
  await first.close();
  expect(filesWithCanary(profile)).toEqual([]);

  const second = await launchApp({ profile });
  await expect(second.page.getByText('Signed out.', { exact: true })).toBeVisible();
  // What is in the copy stays readable.
  await expect(second.page.getByRole('grid', { name: 'People' })).toHaveAttribute('aria-rowcount', '41');
  await signInAgain(second.page, canary);
  expect(second.failures()).toEqual([]);
  await second.close();
  expect(filesWithCanary(profile)).toEqual([]);
  await removeProfile(profile);
});
