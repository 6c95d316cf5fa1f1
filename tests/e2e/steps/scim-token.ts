import { expect, type Page } from '@playwright/test';
import type { RunningApp } from '../harness/launch-app.ts';

/** The text on the clipboard of the app's machine. */
export const clipboardOf = (launched: RunningApp): Promise<string> =>
  launched.app.evaluate(({ clipboard }) => clipboard.readText());

/** Goes through the dialogs that make or rotate the token, up to the one that offers Copy. Out: its last four characters. */
export async function makeToken(page: Page, verb: 'Make' | 'Rotate'): Promise<string> {
  await page.getByRole('button', { name: `${verb}…`, exact: true }).click();
  const asked = page.getByRole('dialog');
  const confirm = asked.getByRole('button', { name: `${verb} token` });
  await expect(confirm).toBeDisabled();
  await asked.getByRole('checkbox').check();
  await confirm.click();
  const shown = page.getByLabel(/^New token, ends in ....$/u);
  await expect(shown).toBeVisible();
  return ((await shown.getAttribute('aria-label')) ?? '').slice(-4);
}

/** Copies the token of the dialog on screen. Out: its value, as the admin has it now. */
export async function copyToken(launched: RunningApp): Promise<string> {
  const was = await clipboardOf(launched);
  await launched.page.getByRole('dialog').getByRole('button', { name: /^Copy/u }).click();
  await expect.poll(() => clipboardOf(launched)).not.toBe(was);
  return clipboardOf(launched);
}
