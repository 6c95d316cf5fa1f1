import { expect } from '@playwright/test';
import { drawnRows, expectMatches } from '../e2e/steps/people-grid.ts';
import { isFoundBy, type TenantPerson, tenantPeople } from '../e2e/steps/tenant-people.ts';
import { countText, type TourRoom, type TourStep } from './tour-room.ts';

const texts = ['a', 'ng', 'jorgen', 'halden.example vik', 'SØRENSEN'];

async function expectPeople({ page }: TourRoom, wanted: readonly TenantPerson[]): Promise<void> {
  await expectMatches(page, wanted.length);
  const emails = new Set(wanted.map(({ email }) => email));
  await expect(async () => {
    const drawn = await drawnRows(page);
    expect(drawn.length).toBeGreaterThanOrEqual(Math.min(wanted.length, 10));
    expect(drawn.filter(({ email }) => !emails.has(email))).toEqual([]);
  }).toPass({ timeout: 5000 });
}

/** Types searches; each shows as many and only such people as the tenant has. */
export const searchPeople: TourStep = {
  name: 'Search',
  run: async (room) => {
    const { page, tenant, shoot } = room;
    const people = tenantPeople(await tenant.allUsers());
    const field = page.getByRole('searchbox', { name: 'Search people' });
    const counts: string[] = [];
    for (const text of texts) {
      const wanted = people.filter((person) => isFoundBy(text, person));
      await field.fill(text);
      await expectPeople(room, wanted);
      counts.push(`“${text}” ${countText(wanted.length)}`);
    }
    await shoot('search');
    await field.fill('');
    await expectMatches(page, people.length);
    return counts.join(', ');
  },
};

/** Chooses values of two facets; the list and the counts are the tenant's own. */
export const filterPeople: TourStep = {
  name: 'Filter',
  run: async (room) => {
    const { page, tenant, shoot } = room;
    const people = tenantPeople(await tenant.allUsers());
    const rail = page.getByRole('region', { name: 'Filters' });
    const active = people.filter(({ status }) => status === 'Active');
    await rail.getByRole('checkbox', { name: `Active ${countText(active.length)}` }).check();
    await expectPeople(room, active);
    const both = active.filter(({ source }) => source === 'JIT' || source === 'Invited');
    await rail.getByRole('checkbox', { name: 'JIT' }).check();
    await rail.getByRole('checkbox', { name: 'Invited' }).check();
    await expectPeople(room, both);
    await shoot('filter');
    await rail.getByRole('button', { name: 'Clear' }).click();
    await expectMatches(page, people.length);
    return `${countText(active.length)} are active, ${countText(both.length)} of them came by JIT or invite`;
  },
};
