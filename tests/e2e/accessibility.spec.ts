import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { appTest as test } from './steps/app-test.ts';
import { connectTenant } from './steps/connect-tenant.ts';
import { peopleGrid } from './steps/people-grid.ts';
import { syncNow } from './steps/sync-now.ts';

type Scheme = 'light' | 'dark';
const schemes: readonly Scheme[] = ['light', 'dark'];

async function choose(page: Page, scheme: Scheme): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme);
  // Colours that are still on their way from one scheme to the other would be measured as neither.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => null))),
  );
}

/** Serious and critical violations: rule and element each. Legacy mode, because an Electron app opens no second page. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found, passes } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  // Rules that ran and held: an empty page has no violations either.
  expect(passes.length).toBeGreaterThan(10);
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
    );
}

async function expectAccessible(page: Page): Promise<void> {
  for (const scheme of schemes) {
    await choose(page, scheme);
    expect(await violations(page), scheme).toEqual([]);
  }
}

test('Welcome has no serious violation', async ({ launched }) => {
  const { page } = launched;
  await expect(page.getByRole('form', { name: 'Connect a tenant' })).toBeVisible();
  await expectAccessible(page);
});

test('Users, the drawer, the invite dialog and Settings have no serious violation', async ({
  launched,
  startTenant,
}) => {
  // Each look of axe walks the whole page: many seconds of work on a busy machine.
  test.setTimeout(150_000);
  const tenant = await startTenant('--users', '80');
  const { page } = launched;
  await connectTenant(page, tenant);
  await expectAccessible(page);

  await peopleGrid(page).getByRole('row').nth(2).getByRole('gridcell').nth(1).click();
  await expect(page.getByRole('button', { name: 'Next person' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Invite people' })).toBeVisible();
  await page
    .getByRole('dialog')
    .getByRole('textbox', { name: 'Emails' })
    .fill('someone@halden.example, nonsense ');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Emails' }).press('Enter');
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  for (const section of ['sandbox', 'Keyboard']) {
    const entry = page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: section });
    await entry.click();
    await expect(entry).toHaveAttribute('aria-current', 'true');
    await expectAccessible(page);
  }
});

test('Overview and Provisioning, in each of its modes, have no serious violation', async ({
  launched,
  startTenant,
}) => {
  test.setTimeout(150_000);
  const tenant = await startTenant('--users', '80');
  const { page } = launched;
  await connectTenant(page, tenant);

  await page.getByRole('button', { name: 'Overview', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Last access' }).getByRole('button')).not.toHaveCount(0);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Provisioning', exact: true }).click();
  await expect(page.getByRole('region', { name: 'SCIM connection' })).toBeVisible();
  await expect(page.getByRole('figure', { name: /^Pushes per day/u })).toBeVisible();
  await expectAccessible(page);

  for (const [mode, region] of [
    ['jit', 'Just-in-time sign-in'],
    ['invite-only', 'Invites'],
  ] as const) {
    await tenant.api('/settings/provisioning', { method: 'PUT', body: JSON.stringify({ mode }) });
    await page.getByRole('button', { name: 'Users', exact: true }).click();
    await syncNow(page);
    await page.getByRole('button', { name: 'Provisioning', exact: true }).click();
    await expect(page.getByRole('region', { name: region })).toBeVisible({ timeout: 15_000 });
    await expectAccessible(page);
  }
});
