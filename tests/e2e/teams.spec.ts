import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { faultControl } from '../rooms/harness/order-fault.ts';
import { appTest as test } from './steps/app-test.ts';
import { connectTenant } from './steps/connect-tenant.ts';
import { openScreen } from './steps/open-screen.ts';
import { expectMatches } from './steps/people-grid.ts';
import { putTenantTeam, tenantTeam, tenantTeams } from './steps/tenant-teams.ts';

const grid = (page: Page) => page.getByRole('grid', { name: 'Teams' });

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.TENANTRY_PICTURES;
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
}

test('a team is made, filled, changed and deleted, and the tenant has it so each time', async ({
  launched,
  startTenant,
}) => {
  const tenant = await startTenant('--users', '300');
  const { page } = launched;
  await connectTenant(page, tenant);
  await openScreen(page, 'Teams');
  await expect(grid(page).getByRole('row').nth(3)).toBeVisible();
  await picture(page, 'teams');

  await page.getByRole('button', { name: 'New team' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Field Ops!');
  await expect(dialog.getByText('Only lower-case letters.')).toBeVisible();
  await picture(page, 'team-new');
  await dialog.getByRole('button', { name: 'field-ops', exact: true }).click();
  const people = (await tenant.allUsers()).filter(({ active }) => active !== false);
  const [manager, member, third] = people.slice(5);
  if (!manager || !member || !third) throw new Error('too few people');
  const pick = async (label: string, email: string): Promise<void> => {
    await dialog.getByRole('combobox', { name: label }).fill(email);
    await page.getByRole('option', { name: email }).click();
    await dialog.getByText('New team', { exact: true }).click();
  };
  await pick('Managers', manager.email);
  await pick('Other people', member.email);
  await dialog.getByRole('button', { name: 'Continue…' }).click();
  await expect(dialog.getByText('2 added, 2 people after')).toBeVisible();
  await picture(page, 'team-plan');
  await dialog.getByRole('button', { name: 'Make the team' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Team saved' })).toBeVisible();
  const made = await tenantTeam(tenant, 'field-ops');
  expect(made?.members.toSorted()).toEqual([manager.email, member.email].toSorted());
  expect(made?.managers).toEqual([manager.email]);

  await grid(page).getByRole('row').filter({ hasText: 'field-ops' }).click();
  const panel = page.getByRole('complementary', { name: 'field-ops' });
  await expect(panel.getByRole('list', { name: 'People of field-ops' })).toContainText('Manager');
  await picture(page, 'team-panel');

  // A colleague adds somebody between the preview and the click: nobody of theirs is lost.
  await panel.getByRole('button', { name: /^Member\. Change/u }).click();
  await page.getByRole('menuitem', { name: 'Remove from team…' }).click();
  await expect(dialog.getByText('1 removed, 1 person after')).toBeVisible();
  await putTenantTeam(tenant, {
    name: 'field-ops',
    members: [manager.email, member.email, third.email],
    managers: [manager.email],
  });
  await dialog.getByRole('button', { name: 'Remove 1' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Team saved' }).last()).toBeVisible();
  await expect
    .poll(async () => (await tenantTeam(tenant, 'field-ops'))?.members.toSorted())
    .toEqual([manager.email, third.email].toSorted());

  // A colleague changes the very same person: the change is refused by person, and theirs stays.
  await panel.getByRole('button', { name: /^Manager\. Change/u }).click();
  await page.getByRole('menuitem', { name: 'Make member…' }).click();
  await expect(dialog.getByText('1 made member')).toBeVisible();
  await expect(dialog.getByText('has no manager after this')).toBeVisible();
  await putTenantTeam(tenant, { name: 'field-ops', members: [third.email], managers: [] });
  await dialog.getByRole('button', { name: 'Change 1' }).click();
  await expect(page.getByText('A colleague changed field-ops since the preview').first()).toBeVisible();
  await picture(page, 'team-conflict');
  expect((await tenantTeam(tenant, 'field-ops'))?.members).toEqual([third.email]);

  await panel.getByRole('button', { name: 'Delete…' }).click();
  await expect(dialog.getByText('one person loses')).toBeVisible();
  await picture(page, 'team-delete');
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: 'Delete 1 team' }).click();
  await expect(page.getByRole('status').filter({ hasText: '1 team deleted' })).toBeVisible();
  expect(await tenantTeam(tenant, 'field-ops')).toBeNull();
});

test('people chosen in Users are added to several teams, one write a team', async ({
  launched,
  startTenant,
}) => {
  const tenant = await startTenant('--users', '300', '--mode', 'invite-only', '--no-sso');
  const { page } = launched;
  await connectTenant(page, tenant);
  await openScreen(page, 'Users');
  await expectMatches(page, 300);
  await page.keyboard.press('Control+a');
  // Without a selection the key would act on the row in focus.
  await expect(page.getByRole('region', { name: 'Selected people' })).toContainText('300 selected');
  await page.keyboard.press('t');
  const dialog = page.getByRole('dialog');
  const manual = (await tenantTeams(tenant))
    .filter(({ isEditable, name }) => isEditable && name !== 'everyone')
    .slice(0, 2);
  for (const { name } of manual) {
    await dialog.getByRole('combobox', { name: 'Teams' }).fill(name);
    // The list that is clicked into is the filtered one, not the one about to be exchanged for it.
    await expect(page.getByRole('option').filter({ hasNotText: name })).toHaveCount(0);
    await page.getByRole('option', { name, exact: true }).click();
    await expect(dialog.getByText(name, { exact: true })).toBeVisible();
  }
  await dialog.getByText('You see what the teams give').click();
  await dialog.getByRole('button', { name: 'Continue…' }).click();
  await expect(dialog.getByRole('button', { name: /^(Add|Change) / })).toBeEnabled({ timeout: 20_000 });
  await picture(page, 'add-to-teams-plan');
  // Whoever comes into both teams is one person.
  await expect(page.getByRole('dialog', { name: /^Add (\d+) people to 2 teams\?$/u })).toBeVisible();
  const title = await dialog.getByRole('heading', { level: 2 }).textContent();
  expect(Number(/\d+/u.exec(title ?? '')?.[0])).toBeLessThanOrEqual(300);
  const before = (await faultControl(tenant.controlUrl).requests()).filter(
    ({ method, path }) => method === 'PUT' && path.endsWith('/teams'),
  ).length;
  await dialog.getByRole('button', { name: /^(Add|Change) / }).click();
  // Whatever toast comes, a failure's too: the assertion then shows its words.
  const toast = page
    .getByRole('status')
    .or(page.getByRole('alert'))
    .filter({ hasText: /\bteams?\b/u });
  await expect(toast.first()).toContainText('2 teams changed', { timeout: 20_000 });
  const after = (await faultControl(tenant.controlUrl).requests()).filter(
    ({ method, path }) => method === 'PUT' && path.endsWith('/teams'),
  ).length;
  expect(after - before).toBe(2);
});
