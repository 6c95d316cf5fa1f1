import { expect } from '@playwright/test';
import { expectSynced, fillConnectForm } from '../e2e/steps/connect-tenant.ts';
import { expectMatches } from '../e2e/steps/people-grid.ts';
import { tenantTeams } from './tenant-teams.ts';
import { countText, type TourStep } from './tour-room.ts';

/** The name that the tour gives the tenant; Production asks for it before large changes. */
export const displayName = 'Halden Robotics';

/** Types address and token on Welcome, and waits for the first sync: as many people and teams as the tenant lists. */
export const connectAndSync: TourStep = {
  name: 'Connect and sync',
  run: async ({ page, tenant, shoot }) => {
    await expect(page.getByRole('form', { name: 'Connect a tenant' })).toBeVisible();
    await shoot('welcome');
    await fillConnectForm(page, { ...tenant, displayName, environment: 'Production' });
    await expectSynced(page);
    const people = await tenant.allUsers();
    const teams = await tenantTeams(tenant);
    await expectMatches(page, people.length);
    await page.getByRole('button', { name: /^Sync: Synced/u }).click();
    const facts = page.getByRole('dialog', { name: 'Sync' });
    await expect(facts).toContainText(`${countText(people.length)} people, ${teams.length} teams`);
    await page.keyboard.press('Escape');
    await expect(facts).toHaveCount(0);
    await shoot('users');
    return `${countText(people.length)} people, ${teams.length} teams, as the tenant lists them`;
  },
};
