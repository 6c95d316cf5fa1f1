import { expect } from '@playwright/test';
import { appTest as test } from './steps/app-test.ts';
import { connectTenant } from './steps/connect-tenant.ts';
import { openScreen } from './steps/open-screen.ts';
import { expectMatches } from './steps/people-grid.ts';
import { tenantPeople } from './steps/tenant-people.ts';

test('the figures of Overview are the tenant’s, and each leads to its people', async ({
  launched,
  startTenant,
}) => {
  const tenant = await startTenant('--users', '200');
  const { page } = launched;
  await connectTenant(page, tenant);
  const people = tenantPeople(await tenant.allUsers());
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  const card = (name: string) => page.getByRole('region', { name, exact: true });

  for (const status of ['Active', 'Pending invite', 'Deactivated'] as const) {
    const count = people.filter((person) => person.status === status).length;
    await card('People')
      .getByRole('button', { name: new RegExp(`^${status}: ${count} `, 'u') })
      .click();
    await expectMatches(page, count);
    await openScreen(page, 'Overview');
  }
  const scim = people.filter(({ source }) => source === 'SCIM').length;
  await card('By source')
    .getByRole('button', { name: new RegExp(`^SCIM: ${scim} `, 'u') })
    .click();
  await expectMatches(page, scim);

  // Every bar opens as many people as it says.
  await openScreen(page, 'Overview');
  const bars = card('Last access').getByRole('button', { name: /Show in Users$/u });
  const names = await bars.evaluateAll((buttons) =>
    buttons.map((button) => button.getAttribute('aria-label')),
  );
  const counts = names.map((name) => Number(/: (\d+) /u.exec(name ?? '')?.[1]));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(people.length);
  for (const [at, count] of counts.entries()) {
    if (count === 0 || at % 2 === 1) continue;
    await bars.nth(at).click();
    await expectMatches(page, count);
    await openScreen(page, 'Overview');
  }

  const attention = card('Needs attention');
  const teamless = attention.getByRole('listitem').filter({ hasText: 'in no team' });
  const words = (await teamless.textContent()) ?? '';
  await teamless.getByRole('button', { name: /^Show: /u }).click();
  await expectMatches(page, Number(/^(\d+) /u.exec(words)?.[1]));
  await openScreen(page, 'Overview');
  await teamless.getByRole('button', { name: /^More about/u }).click();
  await page.getByRole('menuitem', { name: 'Snooze 7 days' }).click();
  await expect(teamless).toHaveCount(0);
  await attention.getByRole('button', { name: 'Show again' }).click();
  await expect(teamless).toBeVisible();
});
