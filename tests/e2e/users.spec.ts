import { expect } from '@playwright/test';
import { appTest as test } from './steps/app-test.ts';
import { connectTenant } from './steps/connect-tenant.ts';
import { expectRowsRight } from './steps/expect-rows-right.ts';
import { drawnRows, expectMatches, peopleGrid } from './steps/people-grid.ts';
import { byEmail, isFoundBy, personAt, tenantPeople } from './steps/tenant-people.ts';

const count = (value: number) => value.toLocaleString('en-US');

test('facets and sorting show exactly the people of the tenant that they name', async ({
  launched,
  startTenant,
}) => {
  const tenant = await startTenant('--users', '400');
  const { page } = launched;
  await connectTenant(page, tenant);
  const people = tenantPeople(await tenant.allUsers());
  const rail = page.getByRole('region', { name: 'Filters' });
  const grid = peopleGrid(page);
  await grid.getByRole('button', { name: 'Email' }).click();
  await expect(grid.getByRole('columnheader', { name: 'Email' })).toHaveAttribute('aria-sort', 'ascending');
  await expectMatches(page, people.length);
  await expect(async () => expectRowsRight(page, byEmail(people))).toPass();

  for (const status of ['Active', 'Pending invite', 'Deactivated'] as const) {
    const wanted = byEmail(people.filter((person) => person.status === status));
    const box = rail.getByRole('checkbox', { name: `${status} ${count(wanted.length)}` });
    await box.check();
    await expectMatches(page, wanted.length);
    await expect(async () => expectRowsRight(page, wanted)).toPass();
    await box.uncheck();
  }

  await rail.getByRole('checkbox', { name: 'SCIM' }).check();
  await rail.getByRole('checkbox', { name: 'Invited' }).check();
  await rail.getByRole('checkbox', { name: 'Active' }).check();
  const both = people.filter(
    ({ source, status }) => (source === 'SCIM' || source === 'Invited') && status === 'Active',
  );
  await expectMatches(page, both.length);
  await grid.getByRole('button', { name: 'Email' }).click();
  await expect(grid.getByRole('columnheader', { name: 'Email' })).toHaveAttribute('aria-sort', 'descending');
  await expect(async () => expectRowsRight(page, byEmail(both).toReversed())).toPass();
  await expect(page.getByRole('list', { name: 'Filters that are on' }).getByRole('listitem')).toHaveText([
    'Status is Active',
    'Source is SCIM or Invited',
  ]);
});

test('search finds whom the tenant has, from one letter on, without accents and in any order of words', async ({
  launched,
  startTenant,
}) => {
  const tenant = await startTenant('--users', '400');
  const { page } = launched;
  await connectTenant(page, tenant);
  await peopleGrid(page).getByRole('button', { name: 'Email' }).click();
  const people = byEmail(tenantPeople(await tenant.allUsers()));
  const accented = people.find(({ name }) => /[^ -~]/u.test(name)) ?? people[0];
  const [given = '', family = ''] = (accented?.name ?? '').split(' ');
  const texts = ['q', 'an', 'Ü', 'SEN', `${family} ${given}`, accented?.email ?? '', 'zzqx'];
  const search = page.getByRole('searchbox', { name: 'Search people' });
  for (const text of texts) {
    const wanted = people.filter((person) => isFoundBy(text, person));
    await search.fill(text);
    await expectMatches(page, wanted.length);
    await expect(async () => {
      expect((await drawnRows(page)).map(({ email }) => email)).toEqual(
        wanted.slice(0, (await drawnRows(page)).length).map(({ email }) => email),
      );
    }).toPass();
  }
  await expect(page.getByRole('heading', { name: 'Nobody matches' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expectMatches(page, people.length);
});

test('keys move, select, open and close; select all takes all that match, not all that show', async ({
  launched,
  startTenant,
}) => {
  const tenant = await startTenant('--users', '120');
  const { page } = launched;
  await connectTenant(page, tenant);
  const people = byEmail(tenantPeople(await tenant.allUsers()));
  const grid = peopleGrid(page);
  await grid.getByRole('button', { name: 'Email' }).click();
  await expect(async () => expectRowsRight(page, people)).toPass();

  await page.getByRole('searchbox', { name: 'Search people' }).press('ArrowDown');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('complementary', { name: personAt(people, 1).name });
  await expect(drawer).toContainText(personAt(people, 1).email);
  await expect(drawer).toContainText(`2 of ${people.length}`);
  await page.keyboard.press('j');
  await expect(page.getByRole('complementary', { name: personAt(people, 2).name })).toContainText(
    `3 of ${people.length}`,
  );
  await page.keyboard.press('Escape');
  await expect(page.getByText(`3 of ${people.length}`, { exact: true })).toHaveCount(0);

  const bar = page.getByRole('region', { name: 'Selected people' });
  await page.keyboard.press('x');
  await expect(bar).toContainText('1 selected');
  await page.keyboard.press('Shift+J');
  await page.keyboard.press('Shift+J');
  await expect(bar).toContainText('3 selected');
  await page.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);

  await page.getByRole('region', { name: 'Filters' }).getByRole('checkbox', { name: 'SCIM' }).check();
  const scim = people.filter(({ source }) => source === 'SCIM');
  await expectMatches(page, scim.length);
  await grid.getByRole('checkbox', { name: 'Select all that match' }).click();
  await expect(bar).toContainText(`${scim.length} selected, all that match`);
  const locked = scim.filter(({ isLocked }) => isLocked).length;
  await expect(bar).toContainText(`${locked} are managed by SCIM`);
});
