import { expect } from '@playwright/test';
import type { TourStep } from './tour-room.ts';

/** Turns the colours dark in Settings and takes the two main screens again. */
export const darkScreens: TourStep = {
  name: 'Dark',
  run: async ({ page, shoot }) => {
    await page.getByRole('button', { name: 'Settings', exact: true }).click();
    await page
      .getByRole('navigation', { name: 'Settings' })
      .getByRole('button', { name: 'Appearance' })
      .click();
    await page.getByRole('radiogroup', { name: 'Colours' }).getByText('Dark').click();
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
    for (const screen of ['Users', 'Provisioning']) {
      await page.getByRole('button', { name: screen, exact: true }).click();
      await expect(page.getByRole('heading', { name: screen, level: 1 })).toBeVisible();
      await shoot(`${screen.toLowerCase()}-dark`);
    }
    return 'Users and Provisioning';
  },
};
