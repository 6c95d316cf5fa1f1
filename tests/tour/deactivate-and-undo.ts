import { expect } from '@playwright/test';
import { searchFor } from '../e2e/steps/people-grid.ts';
import { tenantPeople } from '../e2e/steps/tenant-people.ts';
import type { TourStep } from './tour-room.ts';

/** Deactivates somebody whom no identity provider manages, with a reason, and takes it back. */
export const deactivateAndUndo: TourStep = {
  name: 'Deactivate and undo',
  run: async ({ page, tenant, shoot }) => {
    const person = tenantPeople(await tenant.allUsers()).find(
      ({ isLocked, status, role }) => !isLocked && status === 'Active' && role === 'member',
    );
    if (person === undefined) throw new Error('The tenant has nobody to deactivate');
    const isActive = async () => (await tenant.findUser(person.email))?.active;
    await (await searchFor(page, person.email)).click();
    await page
      .getByRole('complementary', { name: person.name })
      .getByRole('button', { name: 'Deactivate…' })
      .click();
    const dialog = page.getByRole('dialog', { name: 'Deactivate 1 person?' });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Contract ended');
    await shoot('deactivate');
    await dialog.getByRole('button', { name: 'Deactivate 1' }).click();
    const toast = page.getByRole('status').filter({ hasText: '1 person deactivated' });
    await expect(toast).toBeVisible();
    expect(await isActive()).toBe(false);
    await shoot('deactivated');
    await toast.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('Undone, 1 change put back')).toBeVisible();
    expect(await isActive()).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('searchbox', { name: 'Search people' }).fill('');
    return `${person.email} was inactive in the tenant, then active again`;
  },
};
