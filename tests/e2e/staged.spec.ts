import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { startSandbox } from './harness/start-sandbox.ts';
import { appTest as test } from './steps/app-test.ts';
import { connectTenant, expectSynced } from './steps/connect-tenant.ts';
import { openScreen } from './steps/open-screen.ts';
import { searchFor } from './steps/people-grid.ts';
import { syncNow } from './steps/sync-now.ts';

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.TENANTRY_PICTURES;
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
}

test('G2: staged while the tenant is away, one conflict with a colleague shown with both sides, applied as chosen', async ({
  launched,
  startTenant,
  folder,
}) => {
  const token = 'token-of-the-staged-test';
  const file = join(folder, 'tenant.sqlite');
  const options = ['--users', '150', '--mode', 'invite-only', '--no-sso', '--token', token, '--file', file];
  const first = await startTenant(...options);
  const { page } = launched;
  await connectTenant(page, first);
  const members = (await first.allUsers()).filter(
    ({ active, metadata, roles, rolesWithResource }) =>
      active &&
      metadata.inviteAccepted !== false &&
      !JSON.stringify([roles, rolesWithResource]).includes('admin'),
  );
  const [one, two, three] = members;
  if (!one || !two || !three) throw new Error('too few people');
  await first.stop();
  await syncNow(page);
  await expect(page.getByRole('status').filter({ hasText: 'Offline.' })).toBeVisible({ timeout: 30_000 });

  for (const { email } of [one, two]) {
    await (await searchFor(page, email)).click();
    await page.getByRole('button', { name: 'Deactivate…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Stage 1 change?' });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('prepared on the train');
    await picture(page, 'stage-dialog');
    await dialog.getByRole('button', { name: 'Stage 1' }).click();
    await expect(
      page.getByRole('status').filter({ hasText: '1 change staged. Nothing was sent.' }).first(),
    ).toBeVisible();
  }
  await (await searchFor(page, three.email)).click();
  await page.getByRole('button', { name: 'Edit role' }).click();
  await page.getByRole('menuitem', { name: 'Read-only member' }).click();
  await page
    .getByRole('dialog', { name: 'Stage 1 change?' })
    .getByRole('button', { name: 'Stage 1' })
    .click();
  await openScreen(page, 'Staged');
  await expect(page.getByRole('list', { name: 'Staged changes' }).getByRole('listitem')).toHaveCount(3);
  await expect(page.getByRole('button', { name: /^Apply/u })).toHaveAttribute('aria-disabled', 'true');
  await picture(page, 'staged-offline');

  const { port } = new URL(first.tenantUrl);
  const second = await startSandbox({ args: ['--file', file, '--port', port, '--token', token] });
  try {
    const body = JSON.stringify({ email: two.email, roles: ['auditor'] });
    await second.api('/users/roles', { method: 'PATCH', body });
    await openScreen(page, 'Users');
    await page
      .getByRole('status')
      .filter({ hasText: 'Offline.' })
      .getByRole('button', { name: 'Try now' })
      .click();
    await expectSynced(page);
    await page.getByRole('button', { name: 'Compare and apply' }).click();
    const rows = page.getByRole('list', { name: 'Staged changes' }).getByRole('listitem');
    // Conflicts first, both sides shown, and nothing is ticked for them.
    await expect(rows.first()).toContainText(two.email);
    await expect(rows.first()).toContainText('Changed meanwhile');
    await expect(rows.first()).toContainText('Active, Member');
    await expect(rows.first()).toContainText('auditor');
    await expect(rows.first().getByRole('checkbox')).not.toBeChecked();
    await picture(page, 'staged-conflict');
    await page.getByRole('button', { name: 'Apply 2…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Apply 2 staged changes?' });
    await expect(dialog).toContainText('They run as 2 jobs.');
    await picture(page, 'staged-apply');
    await dialog.getByRole('button', { name: 'Apply 2' }).click();
    await expect(rows).toHaveCount(1);
    await expect.poll(async () => (await second.findUser(one.email))?.active).toBe(false);
    expect((await second.findUser(two.email))?.active).toBe(true);
    await rows.getByRole('button', { name: /^Drop Deactivate/u }).click();
    await expect(page.getByText('Nothing is staged')).toBeVisible();
    await picture(page, 'staged-empty');

    // By choice, with the connection.
    await openScreen(page, 'Users');
    await (await searchFor(page, two.email)).click();
    await expect(page.getByText('Staged change dropped: Deactivate, on Active, Member')).toBeVisible();
    await page.getByRole('button', { name: 'Deactivate…' }).click();
    const plan = page.getByRole('dialog', { name: 'Deactivate 1 person?' });
    await expect(plan.getByLabel('Reason')).toBeVisible();
    await picture(page, 'stage-instead');
    await plan.getByRole('button', { name: 'Stage instead…' }).click();
    const staging = page.getByRole('dialog', { name: 'Stage 1 change?' });
    await expect(staging).toContainText('It waits on Staged');
    await picture(page, 'stage-by-choice');
    await staging.getByRole('button', { name: 'Stage 1' }).click();
    await page.getByRole('button', { name: 'Compare and apply' }).click();
    await expect(rows).toHaveCount(1);
    await expect(rows.first()).toContainText('As you saw it');
    expect((await second.findUser(two.email))?.active).toBe(true);
  } finally {
    await second.stop();
  }
});
