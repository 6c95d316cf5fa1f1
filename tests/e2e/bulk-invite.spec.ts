import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { RunningApp } from './harness/launch-app.ts';
import type { SandboxUser } from './harness/sandbox-api.ts';
import type { StartedSandbox } from './harness/start-sandbox.ts';
import { agreeToStart } from './steps/agree-to-start.ts';
import { appTest as test } from './steps/app-test.ts';
import { check, chooseNext, rowWith } from './steps/bulk-file.ts';
import { connectTenant } from './steps/connect-tenant.ts';
import { openScreen } from './steps/open-screen.ts';

const saveNext = (launched: RunningApp, path: string): Promise<void> =>
  launched.app.evaluate(({ dialog }, file) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file });
  }, path);

const newcomers = (users: readonly SandboxUser[]): SandboxUser[] =>
  users.filter(({ email }) => email.endsWith('@new.example'));

function roleOf(user: SandboxUser | undefined): string | undefined {
  const listed = (user?.rolesWithResource ?? []) as { roleName?: string }[];
  return user?.roles[0] ?? listed[0]?.roleName;
}

async function teamsOf(tenant: StartedSandbox): Promise<Map<string, string[]>> {
  const { body } = await tenant.api('/teams/user?limit=1000');
  const { data } = body as { data: { manifest: { name: string; members: string[] } }[] };
  return new Map(data.map(({ manifest }) => [manifest.name, manifest.members]));
}

async function mailsTo(tenant: StartedSandbox, domain: string): Promise<string[]> {
  return (await tenant.outbox())
    .map(({ to }) => to)
    .filter((to) => to.endsWith(domain))
    .sort();
}

test('from a file to the report: fixed in place, reactivated, team made; the tenant has each wish exactly once', async ({
  launched,
  startTenant,
  folder,
}) => {
  const tenant = await startTenant('--users', '80', '--no-sso');
  const role = {
    type: 'role',
    name: 'ghost-role',
    displayName: 'Ghost',
    description: 'x',
    resourceType: 'account',
  };
  const made = await tenant.api('/role', {
    method: 'PUT',
    body: JSON.stringify({ manifest: { ...role, permissions: ['role:ListRoles'] } }),
  });
  const ghostId = (made.body as { data: { id: string } }).data.id;
  const before = await tenant.allUsers();
  const gone = before.find(({ active }) => !active)?.email ?? '';
  const present = before.find(({ active, lastAccessedAt }) => active && lastAccessedAt)?.email ?? '';
  const [knownTeam = ''] = [...(await teamsOf(tenant)).keys()].filter((name) => name !== 'everyone');
  const lines = [
    'E-Mail;Navn;Rolle;Grupper',
    `fresh-1@new.example;Ünï Åse;member;${knownTeam}`,
    'Fresh-2@new.example;Two;read-only-member;',
    'fresh-3@new,example;Three;;',
    'fresh-4 at new.example;Four;;',
    'fresh-5@new.example;Five;Wizard;',
    `${gone};Back;;`,
    `${present};Here;;`,
    'fresh-6@new.example;Six;member;brand-new-team',
    `FRESH-1@new.example;Ünï Åse;member;${knownTeam}`,
    'no address;Eleven;;',
    'fresh-7@new.example;Seven;ghost-role;',
  ];
  const file = join(folder, 'people.csv');
  writeFileSync(file, `${lines.join('\r\n')}\r\n`);

  const { page } = launched;
  await connectTenant(page, tenant);
  await openScreen(page, 'Bulk invite');
  await chooseNext(launched, file);
  await page.getByRole('button', { name: 'Choose file' }).click();
  await expect(page.getByRole('main').getByText('fresh-6@new.example').first()).toBeVisible();
  await check(page, '11 rows');

  // One suggestion is taken, one address is typed anew; the unknown role and the lost address stay.
  await rowWith(page, 'fresh-3@new,example').getByRole('button', { name: /^Use/u }).click();
  await expect(rowWith(page, 'fresh-3@new,example')).toHaveCount(0);
  await rowWith(page, 'fresh-4 at new.example').getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Email of row 5').fill('fresh-4@new.example');
  await page.keyboard.press('Enter');
  await expect(rowWith(page, 'fresh-4')).toHaveCount(0);
  // What was clicked is gone with its row, and the keys still have a place to begin at.
  await expect(page.locator('[role="row"]:focus')).toHaveCount(1);
  // A row is left out by key, and brought back by its button.
  await rowWith(page, 'no address').click();
  // Held down it leaves out one row, not those that take its place.
  await page.keyboard.down('Delete');
  await expect(rowWith(page, 'no address')).toHaveCount(0);
  await page.keyboard.down('Delete');
  await page.keyboard.up('Delete');
  await expect(rowWith(page, 'no address')).toHaveCount(0);
  await page.getByRole('button', { name: 'Left out 1' }).click();
  await rowWith(page, 'no address')
    .getByRole('button', { name: /^Bring back/u })
    .click();
  await expect(page.getByText('No row is here any more.')).toBeVisible();
  await page.getByRole('button', { name: /^Need a look/u }).click();
  await expect(rowWith(page, 'no address')).toBeVisible();
  const options = page.getByRole('complementary', { name: 'Options' });
  await expect(options.getByRole('switch', { name: 'Send email to set password' })).toBeChecked();
  await options.getByRole('checkbox', { name: /^Reactivate the 1 / }).check();
  await options.getByRole('checkbox', { name: /^Create 1 missing team/ }).check();
  const start = page.getByRole('button', { name: 'Start: 7 people' });
  await expect(start).toBeEnabled();
  // Nothing has been sent so far.
  expect(await tenant.allUsers()).toEqual(before);

  expect((await tenant.api(`/role/${ghostId}`, { method: 'DELETE' })).status).toBe(200);
  await start.click();
  await agreeToStart(page, 'Invite or reactivate 7 people');
  await expect(page.getByRole('heading', { name: 'Done with failures: 6 of 7, 1 failed' })).toBeVisible({
    timeout: 20_000,
  });

  await expect(page.getByText('2 teams got people. New: brand-new-team.')).toBeVisible();

  const users = await tenant.allUsers();
  const wished = [1, 2, 3, 4, 6, 7].map((number) => `fresh-${number}@new.example`);
  expect(
    newcomers(users)
      .map(({ email }) => email.toLowerCase())
      .sort(),
  ).toEqual(wished);
  expect((await mailsTo(tenant, '@new.example')).map((to) => to.toLowerCase()).sort()).toEqual(wished);
  expect(roleOf(users.find(({ email }) => email.toLowerCase() === 'fresh-2@new.example'))).toBe(
    'read-only-member',
  );
  expect(roleOf(users.find(({ email }) => email === 'fresh-1@new.example'))).toBe('member');
  expect(users.find(({ email }) => email === gone)?.active).toBe(true);
  expect(users.length).toBe(before.length + wished.length);
  const teams = await teamsOf(tenant);
  expect(teams.get(knownTeam)).toContain('fresh-1@new.example');
  expect(teams.get('brand-new-team')).toContain('fresh-6@new.example');
  const untouched = new Set([gone, ...newcomers(users).map(({ email }) => email)]);
  const rest = (list: SandboxUser[]) => list.filter(({ email }) => !untouched.has(email));
  expect(rest(users)).toEqual(rest(before));

  // Only what needs a fix is saved, and it opens again as it is.
  const saved = join(folder, 'to-fix.csv');
  await saveNext(launched, saved);
  await page.getByRole('button', { name: /^Save .*to fix/u }).click();
  await expect.poll(() => existsSync(saved)).toBe(true);
  const text = readFileSync(saved, 'utf8');
  const addresses = [...text.matchAll(/^(?:\uFEFF)?"?([^,;"\r\n]*)/gmu)]
    .map(([, first]) => first)
    .filter(Boolean);
  expect(addresses.slice(1).sort()).toEqual(['fresh-5@new.example', 'fresh-7@new.example', 'no address']);
  await page.getByRole('button', { name: 'New invite' }).click();
  await chooseNext(launched, saved);
  await page.getByRole('button', { name: 'Choose file' }).click();
  await check(page, '3 rows');
  await expect(rowWith(page, 'fresh-5@new.example')).toBeVisible();
  await expect(rowWith(page, 'no address')).toBeVisible();
});

test('addresses that are pasted, and a file that is dropped, go the same way', async ({
  launched,
  startTenant,
  folder,
}) => {
  const tenant = await startTenant('--users', '40', '--no-sso');
  const { app, page } = launched;
  await connectTenant(page, tenant);
  await openScreen(page, 'Bulk invite');
  await app.evaluate(({ clipboard }) =>
    clipboard.writeText('paste-1@new.example\npaste-2@new.example\nPaste-1@NEW.example\n'),
  );
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+v');
  await check(page, '3 rows');
  await page.getByRole('button', { name: 'Start: 2 people' }).click();
  await agreeToStart(page, 'Invite 2 people');
  await expect(page.getByRole('heading', { name: 'Done: 2 of 2' })).toBeVisible({ timeout: 20_000 });
  const pasted = ['paste-1@new.example', 'paste-2@new.example'];
  expect(
    newcomers(await tenant.allUsers())
      .map(({ email }) => email)
      .sort(),
  ).toEqual(pasted);
  expect(await mailsTo(tenant, '@new.example')).toEqual(pasted);

  // Its undo says what stays, asks, and then the tenant is as before.
  await page.getByRole('button', { name: 'Undo this run…' }).click();
  const undo = page.getByRole('dialog');
  await expect(undo).toContainText('An email that was sent stays sent.');
  await undo.getByRole('checkbox').check();
  await undo.getByRole('button', { name: 'Put 2 back' }).click();
  await expect(page.getByText('An undo of this run was started.')).toBeVisible({ timeout: 20_000 });
  await expect.poll(async () => newcomers(await tenant.allUsers())).toEqual([]);

  await page.getByRole('button', { name: 'New invite' }).click();
  const choose = await page.getByRole('button', { name: 'Choose file' }).boundingBox();
  const place = { x: Math.round(choose?.x ?? 0), y: Math.round((choose?.y ?? 0) - 30) };
  const dropped = join(folder, 'dropped.csv');
  writeFileSync(dropped, 'email\ndrop-1@new.example\ndrop-2@new.example\n');
  const session = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    const data = { items: [], files: [dropped], dragOperationsMask: 1 };
    await session.send('Input.dispatchDragEvent', { type, ...place, data });
  }
  await check(page, '2 rows');
  // A list that is pasted while another file has rows that were decided about asks before it takes its place.
  await page.getByRole('button', { name: /^All 2/u }).click();
  await rowWith(page, 'drop-2').click();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('button', { name: 'Start: 1 person' })).toBeVisible();
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+v');
  const question = page.getByRole('dialog', { name: 'Lose what was fixed in 1 row?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Go on' }).click();
  await check(page, '2 rows');
  await rowWith(page, 'drop-2')
    .getByRole('button', { name: /^Bring back/u })
    .click();
  await page.getByRole('button', { name: 'Start: 2 people' }).click();
  await agreeToStart(page, 'Invite 2 people');
  await expect(page.getByRole('heading', { name: 'Done: 2 of 2' })).toBeVisible({ timeout: 20_000 });
  const all = ['drop-1@new.example', 'drop-2@new.example'];
  expect(
    newcomers(await tenant.allUsers())
      .map(({ email }) => email)
      .sort(),
  ).toEqual(all);
  expect(await mailsTo(tenant, '@new.example')).toEqual([...all, ...pasted]);
});

test('K1: what is no CSV is refused in a plain sentence: a workbook, a web page, an empty file', async ({
  launched,
  startTenant,
  folder,
}) => {
  const tenant = await startTenant('--users', '30');
  const { page } = launched;
  await connectTenant(page, tenant);
  await openScreen(page, 'Bulk invite');
  const workbook = Buffer.concat([
    Buffer.from('PK\u0003\u0004'),
    Buffer.alloc(400, 7),
    Buffer.from('[Content_Types].xml'),
  ]);
  const files = [
    { name: 'people.xlsx', bytes: workbook, says: /^people\.xlsx is not a CSV file/u },
    {
      name: 'login.csv',
      bytes: '<!DOCTYPE html><html><body>Sign in</body></html>',
      says: /^login\.csv is not a CSV file/u,
    },
    { name: 'empty.csv', bytes: '', says: /^empty\.csv has no rows\./u },
  ];
  for (const { name, bytes, says } of files) {
    writeFileSync(join(folder, name), bytes);
    await chooseNext(launched, join(folder, name));
    await page.getByRole('button', { name: 'Choose file' }).click();
    const notice = page.getByRole('main').getByRole('alert');
    await expect(notice.getByText(says)).toBeVisible();
    await expect(notice).not.toContainText(/Error|undefined|\[object/u);
    await expect(notice).not.toContainText(folder);
    await expect(page.getByRole('button', { name: 'Choose file' })).toBeVisible();
  }
});
