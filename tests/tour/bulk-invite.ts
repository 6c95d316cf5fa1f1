import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import { agreeToStart } from '../e2e/steps/agree-to-start.ts';
import { tenantPeople } from '../e2e/steps/tenant-people.ts';
import { tenantTeams } from './tenant-teams.ts';
import { countText, type TourStep } from './tour-room.ts';
import { wishedPeople } from './wished-people.ts';

const file = fileURLToPath(new URL('../fixtures/csv/tour-200.csv', import.meta.url));

/** Runs a file of 200 rows, good and bad ones: each good row is in the tenant exactly once, no bad one is. */
export const bulkInvite: TourStep = {
  name: 'Bulk invite',
  run: async ({ page, app, tenant, shoot }) => {
    const before = tenantPeople(await tenant.allUsers());
    const teamsBefore = await tenantTeams(tenant);
    const known = new Set(before.map(({ email }) => email.toLowerCase()));
    const { rows, wished } = wishedPeople(file, { known, teams: teamsBefore });

    await app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    }, file);
    await page.getByRole('button', { name: 'Bulk invite' }).click();
    await page.getByRole('button', { name: 'Choose file' }).click();
    await expect(page.getByRole('table', { name: 'Columns' })).toBeVisible();
    await shoot('bulk-map');
    await page.getByRole('button', { name: `Check ${rows} rows` }).click();
    await page.getByRole('checkbox', { name: /^Create .* missing team/u }).check();
    const start = page.getByRole('button', { name: `Start: ${wished.length} people` });
    await expect(start).toBeVisible();
    await shoot('bulk-review');
    await start.click();
    await agreeToStart(page, `Invite ${wished.length} people`, String(wished.length));
    await expect(
      page.getByRole('heading', { name: `Done: ${wished.length} of ${wished.length}` }),
    ).toBeVisible({
      timeout: 45_000,
    });
    await shoot('bulk-report');

    const after = tenantPeople(await tenant.allUsers()).filter(
      ({ email }) => !known.has(email.toLowerCase()),
    );
    const rolesOf = (people: readonly { email: string; role: string }[]) =>
      people.map(({ email, role }) => `${email} ${role}`).toSorted();
    expect(rolesOf(after)).toEqual(rolesOf(wished));
    expect(await teamChanges()).toEqual(wishedChanges());
    return `${rows} rows, ${countText(wished.length)} good ones, each in the tenant once with role and teams; ${rows - wished.length} left out`;

    async function teamChanges(): Promise<string[]> {
      const was = new Map(teamsBefore.map(({ name, members }) => [name, new Set(members)]));
      return (await tenantTeams(tenant))
        .flatMap(({ name, members }) =>
          members.filter((email) => !was.get(name)?.has(email)).map((email) => `${name} ${email}`),
        )
        .toSorted();
    }
    function wishedChanges(): string[] {
      return wished.flatMap(({ email, teams }) => teams.map((name) => `${name} ${email}`)).toSorted();
    }
  },
};
