import { expect, type Page } from '@playwright/test';

/** Goes to a screen by the sidebar. */
export async function openScreen(
  page: Page,
  name: 'Overview' | 'Users' | 'Teams' | 'Staged' | 'Bulk invite' | 'Provisioning' | 'Activity' | 'Settings',
): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name, exact: true }).click();
  await expect(page.getByRole('main').getByRole('heading', { level: 1, name })).toBeVisible();
}
