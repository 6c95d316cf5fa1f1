import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { faultControl } from '../rooms/harness/order-fault.ts';
import { freePeople, makeBlocked, tenantHands } from '../rooms/offboarding/open-offboarding.ts';
import { appTest as test } from './steps/app-test.ts';
import { connectTenant } from './steps/connect-tenant.ts';
import { searchFor } from './steps/people-grid.ts';
import { syncNow } from './steps/sync-now.ts';

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.TENANTRY_PICTURES;
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** Opens the deletion plan of one person from the drawer, and does not wait until it is read. */
async function openPlanUnread(page: Page, email: string): Promise<void> {
  await (await searchFor(page, email)).click();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
}

async function openPlan(page: Page, email: string): Promise<void> {
  await openPlanUnread(page, email);
  await expect(page.getByRole('heading', { level: 1, name: /^Delete ./u })).toBeVisible();
}

const red = (page: Page) => page.getByRole('button', { name: /^(Remove|Delete) /u }).last();
const emailField = (page: Page) => page.getByRole('textbox', { name: /^Type / });

async function chooseManager(page: Page, team: string): Promise<void> {
  await page.getByRole('combobox', { name: `New manager of ${team}` }).click();
  await page.getByRole('option').first().click();
}

test('F2: a person who blocks on teams and resources, the last manager of one, is offboarded and gone', async ({
  launched,
  startTenant,
}) => {
  const tenant = await startTenant('--users', '60', '--mode', 'invite-only');
  const hands = tenantHands(tenant);
  const person = await makeBlocked(hands);
  const { page } = launched;
  await connectTenant(page, { ...tenant, environment: 'Production' });
  await openPlan(page, person.email);
  await expect(page.getByText('The server refuses to delete this person yet.')).toBeVisible();
  await expect(page.getByText('Last manager')).toBeVisible();
  await picture(page, 'offboard');

  // The button says why it does nothing until a manager is chosen and the email is exact.
  await expect(red(page)).toHaveAttribute('aria-disabled', 'true');
  await chooseManager(page, 'night-shift');
  await emailField(page).fill(person.email.slice(0, -1));
  await expect(red(page)).toHaveAttribute('aria-disabled', 'true');
  await emailField(page).fill(person.email);
  await expect(red(page)).not.toHaveAttribute('aria-disabled', 'true');
  await picture(page, 'offboard-ready');
  await red(page).click();
  const progress = page.getByRole('region', { name: 'Progress' });
  await expect(progress).toContainText('of the deletion done', { timeout: 30_000 });
  await picture(page, 'offboard-done');
  expect(await hands.findUser(person.email)).toBeUndefined();
  expect((await hands.team('night-shift')).managers).toEqual([person.colleague]);
  const shared = (await hands.bindings()).find(({ name }) => name === 'shared-access');
  expect(shared?.subjects.map(({ name }) => name)).toEqual([person.colleague]);
  await progress.getByRole('button', { name: 'Back to Users' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();
});

test('G1: an unticked line keeps the account, and what was removed is put back', async ({
  launched,
  startTenant,
}) => {
  const tenant = await startTenant('--users', '60', '--mode', 'invite-only');
  const hands = tenantHands(tenant);
  const person = await makeBlocked(hands);
  const before = await hands.standing(person.email);
  const { page } = launched;
  await connectTenant(page, tenant);
  await openPlan(page, person.email);
  await chooseManager(page, 'night-shift');
  await page.getByRole('checkbox', { name: 'Remove day-shift' }).uncheck();
  await expect(red(page)).toContainText('keep the account');
  await expect(page.getByText('Skipped')).toHaveCount(2);
  await emailField(page).fill(person.email);
  await picture(page, 'offboard-kept');
  await red(page).click();
  const progress = page.getByRole('region', { name: 'Progress' });
  await progress.getByRole('button', { name: 'Put back…' }).click({ timeout: 30_000 });
  expect(await hands.standing(person.email)).toEqual({ teams: ['day-shift'], bindings: [] });
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('list').first()).toContainText('night-shift');
  await picture(page, 'offboard-put-back');
  const tick = dialog.getByRole('checkbox');
  if ((await tick.count()) > 0) await tick.check();
  await dialog.getByRole('button').last().click();
  await expect(page.getByRole('status').filter({ hasText: 'put back' })).toBeVisible({ timeout: 30_000 });
  expect(await hands.standing(person.email)).toEqual(before);
});

test('F3: a role granted meanwhile: the plan comes back grown, asks again, and then deletes', async ({
  launched,
  startTenant,
}) => {
  const tenant = await startTenant('--users', '60', '--mode', 'invite-only');
  const hands = tenantHands(tenant);
  const person = await makeBlocked(hands);
  const { page } = launched;
  await connectTenant(page, tenant);
  await openPlan(page, person.email);
  await chooseManager(page, 'night-shift');
  await emailField(page).fill(person.email);
  const [known] = await hands.bindings();
  await hands.putBinding({
    name: 'granted-meanwhile',
    subjects: [{ type: 'user', name: person.email }],
    permissions: known?.permissions.slice(0, 1) ?? [],
  });
  await red(page).click();
  await expect(page.getByText('The plan has changed.')).toBeVisible({ timeout: 30_000 });
  await expect(emailField(page)).toHaveValue('');
  await expect(page.getByRole('heading', { level: 3, name: 'Remove 1 role on resources' })).toBeVisible();
  await picture(page, 'offboard-grown');
  expect(await hands.findUser(person.email)).toBeDefined();
  await emailField(page).fill(person.email);
  await red(page).click();
  await expect(page.getByRole('region', { name: 'Progress' })).toContainText('of the deletion done', {
    timeout: 30_000,
  });
  expect(await hands.findUser(person.email)).toBeUndefined();
});

test('F4: several people at once by the tenant name; the directory is told about its own', async ({
  launched,
  startTenant,
}) => {
  const tenant = await startTenant('--users', '80');
  const hands = tenantHands(tenant);
  const people = (await freePeople(hands)).slice(0, 2);
  const locked = (await hands.allUsers()).find(({ isEditable, active }) => active && isEditable === false);
  if (locked === undefined) throw new Error('nobody is managed by the directory');
  const { page } = launched;
  await connectTenant(page, { ...tenant, displayName: 'Halden Robotics' });
  for (const { email } of [...people, locked]) {
    await (await searchFor(page, email)).getByRole('checkbox').click();
  }
  await page.getByRole('button', { name: 'More for the selected people' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await expect(page.getByRole('list', { name: 'Left out' })).toContainText('Is managed by');
  for (const choice of await page.getByRole('combobox', { name: /^New manager of/u }).all()) {
    await choice.click();
    await page.getByRole('option').first().click();
  }
  await page.getByRole('textbox', { name: /^Type Halden Robotics/u }).fill('Halden Robotics');
  await expect(red(page)).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('checkbox', { name: /2 accounts are deleted for ever/u }).check();
  await picture(page, 'offboard-several');
  await red(page).click();
  await expect(page.getByRole('region', { name: 'Progress' })).toContainText('of the deletion done', {
    timeout: 30_000,
  });
  for (const { email } of people) expect(await hands.findUser(email)).toBeUndefined();
  expect(await hands.findUser(locked.email)).toBeDefined();
});

test('A step that fails keeps what is done: try again goes on; dark, narrow, empty and unreadable plans tell what they are', async ({
  ownApp: launched,
  startTenant,
}) => {
  const tenant = await startTenant('--users', '60', '--mode', 'invite-only');
  const control = faultControl(tenant.controlUrl);
  const hands = tenantHands(tenant);
  const person = await makeBlocked(hands);
  const free = 'nothing.blocks@northwind-field.example';
  await hands.api('/users/register', {
    method: 'POST',
    body: JSON.stringify({ email: free, sendInviteEmail: false }),
  });
  const { page } = launched;
  await connectTenant(page, tenant);

  await control.order({
    kind: 'latency',
    ms: 1500,
    match: { method: 'GET', path: '/api/svc/v1/role-bindings' },
  });
  await openPlanUnread(page, person.email);
  await expect(page.getByRole('status', { name: 'Reading what blocks the deletion' })).toBeVisible();
  await expect(page.getByLabel('Read', { exact: true }).first()).toBeVisible();
  await picture(page, 'offboard-reading');
  await expect(page.getByRole('heading', { level: 1, name: /^Delete .+/u })).toBeVisible();
  await control.clear();
  await chooseManager(page, 'night-shift');
  await emailField(page).fill(person.email);
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'offboard-dark');
  await page.setViewportSize({ width: 1040, height: 700 });
  await picture(page, 'offboard-narrow');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });

  const refusal = JSON.stringify({ statusCode: 409, message: 'The binding is locked for a moment.' });
  const match = { method: 'PUT', path: '/api/svc/v1/role-bindings' };
  await control.order({ kind: 'answer', status: 409, body: refusal, match });
  await red(page).click();
  const progress = page.getByRole('region', { name: 'Progress' });
  await expect(progress.getByRole('button', { name: 'Try again' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByLabel('Not done').first()).toBeVisible();
  await picture(page, 'offboard-failed');
  expect(await hands.findUser(person.email)).toBeDefined();
  expect((await hands.standing(person.email)).teams).toEqual([]);
  await control.clear();
  await progress.getByRole('button', { name: 'Try again' }).click();
  await expect(progress).toContainText('of the deletion done', { timeout: 30_000 });
  expect(await hands.findUser(person.email)).toBeUndefined();
  await progress.getByRole('button', { name: 'Back to Users' }).click();

  // Nobody who blocks: steps 1 and 2 are done before anything is sent.
  await openPlan(page, free);
  await expect(page.getByText('Nothing blocks.')).toBeVisible();
  await expect(page.getByText('The deletion withdraws it.')).toBeVisible();
  await expect(red(page)).toContainText('Delete the account');
  await picture(page, 'offboard-empty');
  await page.keyboard.press('Escape');

  await control.order({
    kind: 'answer',
    status: 403,
    body: refusal,
    match: { method: 'GET', path: '/api/svc/v1/role-bindings' },
  });
  await openPlanUnread(page, free);
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByText('The plan cannot be built')).toBeVisible();
  await expect(page.getByLabel('Not read').first()).toBeVisible();
  await picture(page, 'offboard-unreadable');
  await control.clear();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Nothing blocks.')).toBeVisible();
});

test('Offline: an open plan cannot be started and the menu says why', async ({ launched, startTenant }) => {
  const tenant = await startTenant('--users', '60', '--mode', 'invite-only');
  const hands = tenantHands(tenant);
  const [person] = await freePeople(hands);
  if (person === undefined) throw new Error('the tenant has nobody to delete');
  const control = faultControl(tenant.controlUrl);
  const { page } = launched;
  await connectTenant(page, tenant);
  await openPlan(page, person.email);
  await emailField(page).fill(person.email);
  await control.order({ kind: 'refuse-connections', ms: 60_000 });
  await syncNow(page);
  await expect(page.getByRole('status').filter({ hasText: 'Offline.' })).toBeVisible({ timeout: 30_000 });
  await expect(red(page)).toHaveAttribute('aria-disabled', 'true');
  await red(page).hover();
  await expect(page.getByRole('tooltip')).toContainText('Needs the connection');
  await picture(page, 'offboard-offline');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'More actions' }).click();
  const item = page.getByRole('menuitem', { name: 'Delete…' });
  await expect(item).toHaveAttribute('aria-disabled', 'true');
  await item.hover();
  await expect(page.getByRole('tooltip')).toContainText('Needs the connection');
  await page.keyboard.press('Escape');
});
