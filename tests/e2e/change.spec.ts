import { expect, type Page } from '@playwright/test';
import { appTest as test } from './steps/app-test.ts';
import { connectTenant } from './steps/connect-tenant.ts';
import { expectMatches, searchFor } from './steps/people-grid.ts';
import { readTrail } from './steps/read-trail.ts';
import { type TenantPerson, tenantPeople } from './steps/tenant-people.ts';

const isFree = ({ isLocked, status, role }: TenantPerson): boolean =>
  !isLocked && status === 'Active' && role === 'member';

const drawerOf = (page: Page, { name }: TenantPerson) => page.getByRole('complementary', { name });
const toast = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text });

async function invite(page: Page, email: string, mail: 'on' | 'off'): Promise<void> {
  const open = page.getByRole('button', { name: 'Invite', exact: true });
  // The empty list of a tenant that was just connected offers one, too.
  await expect(open).toHaveCount(1);
  await open.click();
  const dialog = page.getByRole('dialog', { name: 'Invite people' });
  await dialog.getByRole('textbox', { name: 'Emails' }).fill(email);
  await dialog.getByRole('textbox', { name: 'Emails' }).press('Enter');
  const choice = dialog.getByRole('switch', { name: 'Send email to set password' });
  await choice.setChecked(mail === 'on');
  const confirm = dialog.getByRole('button', { name: 'Invite 1' });
  const meant = dialog.getByRole('checkbox', { name: /sign in with a password/u });
  if (await meant.isVisible()) {
    await expect(confirm).toBeDisabled();
    await meant.check();
  }
  await confirm.click();
  await expect(toast(page, '1 person invited').first()).toBeVisible();
  await expect(dialog).toHaveCount(0);
}

/** Ticks people by searching for each; a selection outlives the search. */
async function tick(page: Page, people: readonly TenantPerson[]): Promise<void> {
  for (const { email } of people) await (await searchFor(page, email)).getByRole('checkbox').click();
  await expect(page.getByRole('region', { name: 'Selected people' })).toContainText(
    `${people.length} selected`,
  );
}

test('an invite sends the password email exactly when it is switched on', async ({
  launched,
  startTenant,
}) => {
  const tenant = await startTenant('--users', '40');
  const { page } = launched;
  await connectTenant(page, tenant);
  const mailsTo = async () => (await tenant.outbox()).map(({ to, kind }) => `${kind} ${to}`);
  const before = await mailsTo();

  await invite(page, 'without.mail@northwind-field.example', 'off');
  expect(await tenant.findUser('without.mail@northwind-field.example')).toMatchObject({ active: true });
  expect(await mailsTo()).toEqual(before);

  await invite(page, 'with.mail@northwind-field.example', 'on');
  // The toast of the first invite may still be there.
  await expect
    .poll(() => tenant.findUser('with.mail@northwind-field.example'))
    .toMatchObject({ active: true });
  expect(await mailsTo()).toEqual([...before, 'invite with.mail@northwind-field.example']);
  expect(await tenant.allUsers()).toHaveLength(42);
  await expectMatches(page, 42);
});

test('in a tenant whose people have passwords the email is on by itself', async ({
  launched,
  startTenant,
}) => {
  const tenant = await startTenant('--users', '40', '--no-sso');
  const { page } = launched;
  await connectTenant(page, tenant);
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite people' });
  await expect(dialog.getByRole('switch', { name: 'Send email to set password' })).toBeChecked();
  await dialog
    .getByRole('textbox', { name: 'Emails' })
    .fill('new@northwind-field.example, NEW@northwind-field.example ');
  await dialog.getByRole('textbox', { name: 'Emails' }).press('Enter');
  await dialog.getByRole('button', { name: 'Invite 1' }).click();
  await expect(toast(page, '1 person invited')).toBeVisible();
  const mails = (await tenant.outbox()).filter(({ to }) => to === 'new@northwind-field.example');
  expect(mails.map(({ kind }) => kind)).toEqual(['invite']);
});

test('one person: deactivated with a reason that the trail keeps, undone, deactivated and reactivated', async ({
  launched,
  startTenant,
}) => {
  const tenant = await startTenant('--users', '120');
  const { page, profile } = launched;
  await connectTenant(page, tenant);
  const person = tenantPeople(await tenant.allUsers()).find(isFree);
  if (person === undefined) throw new Error('The tenant has nobody to deactivate');
  const isActive = async () => (await tenant.findUser(person.email))?.active;
  const reason = 'Left the company, ticket 4711';
  await (await searchFor(page, person.email)).click();
  const drawer = drawerOf(page, person);
  const deactivate = async (why: string): Promise<void> => {
    await drawer.getByRole('button', { name: 'Deactivate…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Deactivate 1 person?' });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill(why);
    await dialog.getByRole('button', { name: 'Deactivate 1' }).click();
    await expect(dialog).toHaveCount(0);
    await expect.poll(isActive).toBe(false);
  };

  await deactivate(reason);
  await toast(page, '1 person deactivated').getByRole('button', { name: 'Undo' }).click();
  await expect(toast(page, 'Undone, 1 change put back')).toBeVisible();
  expect(await isActive()).toBe(true);
  await expect(drawer.getByRole('button', { name: 'Deactivate…' })).toBeVisible();
  const kept = readTrail(profile).filter(({ detail }) => detail.includes(reason));
  expect(kept.map(({ subject }) => subject)).toContain(person.email);
  expect(kept.map(({ phase }) => phase)).toContain('intent');

  await deactivate('Again');
  await drawer.getByRole('button', { name: 'Reactivate' }).click();
  await expect.poll(isActive).toBe(true);
  await expect(drawer).toContainText('Active');
});

test('a selection: people managed by SCIM are left out, the others are deactivated and put back', async ({
  launched,
  startTenant,
}) => {
  const tenant = await startTenant('--users', '200');
  const { page } = launched;
  await connectTenant(page, tenant);
  const people = tenantPeople(await tenant.allUsers());
  const free = people.filter(isFree).slice(0, 2);
  const locked = people.filter(({ isLocked, status }) => isLocked && status === 'Active').slice(0, 2);
  const activeOf = async (of: readonly TenantPerson[]) => {
    const emails = new Set(of.map(({ email }) => email));
    return (await tenant.allUsers()).filter(({ email }) => emails.has(email)).map(({ active }) => active);
  };
  await tick(page, [...free, ...locked]);
  await page.getByRole('button', { name: 'Deactivate…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Deactivate 2 people?' });
  await expect(dialog.getByText('Left out: 2 managed by SCIM')).toBeVisible();
  await expect(dialog.getByRole('list', { name: 'Included' }).getByRole('listitem')).toHaveCount(2);
  for (const { name } of free)
    await expect(dialog.getByRole('list', { name: 'Included' })).toContainText(name);
  for (const { name } of locked)
    await expect(dialog.getByRole('list', { name: 'Left out' })).toContainText(name);
  await dialog.getByRole('button', { name: 'Deactivate 2' }).click();
  const done = toast(page, '2 people deactivated');
  await expect(done).toBeVisible();
  expect(await activeOf(free)).toEqual([false, false]);
  expect(await activeOf(locked)).toEqual([true, true]);
  await done.getByRole('button', { name: 'Undo' }).click();
  await expect(toast(page, 'Undone, 2 changes put back')).toBeVisible();
  expect(await activeOf(free)).toEqual([true, true]);
});

test('people managed by SCIM are locked and say why', async ({ launched, startTenant }) => {
  const tenant = await startTenant('--users', '120');
  const { page } = launched;
  await connectTenant(page, tenant);
  const people = tenantPeople(await tenant.allUsers());
  const locked = people.find(
    ({ isLocked, status, role }) => isLocked && status === 'Active' && role === 'member',
  );
  if (locked === undefined) throw new Error('The tenant has nobody who is managed by SCIM');
  await (await searchFor(page, locked.email)).click();
  const button = drawerOf(page, locked).getByRole('button', { name: 'Deactivate…' });
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await button.hover();
  await expect(page.getByRole('tooltip')).toContainText('so edits are locked');
});

test('nobody can deactivate themselves, alone or among all admins', async ({ launched, startTenant }) => {
  // Outside of SCIM nobody is locked, so only the rule about oneself stands in the way.
  const tenant = await startTenant('--users', '120', '--mode', 'invite-only');
  const { page } = launched;
  await connectTenant(page, tenant);
  const users = await tenant.allUsers();
  const admins = tenantPeople(users).filter(
    ({ role, status }) => role === 'tenant-admin' && status === 'Active',
  );
  const session = await tenant.api('/session?hostName=127.0.0.1&tenantName=sandbox');
  const you = admins.find(({ email }) => JSON.stringify(session.body).includes(email));
  if (you === undefined) throw new Error('The tenant does not tell whose token it is');

  await (await searchFor(page, you.email)).click();
  const button = drawerOf(page, you).getByRole('button', { name: 'Deactivate…' });
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await button.hover();
  await expect(page.getByRole('tooltip')).toContainText('This is you');
  await page.keyboard.press('Escape');

  await tick(page, admins);
  await page
    .getByRole('region', { name: 'Selected people' })
    .getByRole('button', { name: 'Deactivate…' })
    .click();
  const leftOut = page.getByRole('dialog').getByRole('list', { name: 'Left out' });
  await expect(leftOut.getByRole('listitem')).toHaveCount(1);
  await expect(leftOut).toContainText(you.name);
  await expect(leftOut).toContainText('This is you');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  expect((await tenant.allUsers()).map(({ active }) => active)).toEqual(users.map(({ active }) => active));
});
