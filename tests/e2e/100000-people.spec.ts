import { expect } from '@playwright/test';
import { appTest as test } from './steps/app-test.ts';
import { connectTenant } from './steps/connect-tenant.ts';
import { expectRowsRight } from './steps/expect-rows-right.ts';
import { drawnRows, expectMatches, peopleGrid } from './steps/people-grid.ts';
import { byEmail, isFoundBy, personAt, tenantPeople } from './steps/tenant-people.ts';

// A file of its own whose name comes first: the longest test must not be what is left at the end.
test('100,000 people: first rows, the end of the list, the middle and a search are the tenant’s own', async ({
  launched,
  startTenant,
}) => {
  test.setTimeout(150_000);
  const tenant = await startTenant('--users', '100000');
  const { page } = launched;
  await connectTenant(page, tenant);
  const people = byEmail(tenantPeople(await tenant.allUsers()));
  const grid = peopleGrid(page);
  await grid.getByRole('button', { name: 'Email' }).click();
  await expectMatches(page, 100_000);
  await expect(async () => expectRowsRight(page, people)).toPass();

  await page.getByRole('searchbox', { name: 'Search people' }).press('ArrowDown');
  await page.keyboard.press('End');
  await expect(grid.getByRole('gridcell', { name: personAt(people, -1).email, exact: true })).toBeVisible();
  await expectMatches(page, 100_000);
  await expectRowsRight(page, people);
  await expect(page.getByText('Row 100,000 of 100,000')).toBeVisible();

  await grid.evaluate((element) => element.scrollTo({ top: element.scrollHeight / 2 }));
  await expect(async () => {
    expect((await drawnRows(page)).at(0)?.place).toBeGreaterThan(40_000);
    await expectRowsRight(page, people);
  }).toPass();

  const text = personAt(people, 54_321).email.slice(0, 7) ?? '';
  const wanted = people.filter((person) => isFoundBy(text, person));
  await page.getByRole('searchbox', { name: 'Search people' }).fill(text);
  await expectMatches(page, wanted.length);
  await expect(async () => expectRowsRight(page, wanted)).toPass();
});
