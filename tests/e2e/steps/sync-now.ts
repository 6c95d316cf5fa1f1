import type { Page } from '@playwright/test';

/** Opens the sync pill, asks for a sync, and closes it again. Does not wait for the sync's end. */
export async function syncNow(page: Page): Promise<void> {
  const pill = page.getByRole('button', { name: /^Sync: /u });
  await pill.click();
  await page.getByRole('dialog', { name: 'Sync' }).getByRole('button', { name: 'Sync now' }).click();
  await pill.click();
}
