import { expect, type Page } from '@playwright/test';
import { expectSynced } from './connect-tenant.ts';

/** Gives the token once more after a restart: without a keychain it is kept for one session only (D2). */
export async function signInAgain(page: Page, token: string): Promise<void> {
  await page.getByRole('button', { name: 'Sign in again', exact: true }).click();
  await page.getByLabel('API token', { exact: true }).fill(token);
  await page.getByRole('button', { name: 'Check and sign in' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expectSynced(page);
}
