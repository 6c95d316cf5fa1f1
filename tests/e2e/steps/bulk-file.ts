import { expect, type Locator, type Page } from '@playwright/test';
import type { RunningApp } from '../harness/launch-app.ts';

/** The next file that main's own dialog answers; nobody can click a dialog of the system here. */
export const chooseNext = (launched: RunningApp, path: string): Promise<void> =>
  launched.app.evaluate(({ dialog }, file) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] });
  }, path);

/** Chooses a file on the Bulk invite screen and waits until it is read. */
export async function chooseFile(launched: RunningApp, path: string): Promise<void> {
  await chooseNext(launched, path);
  await launched.page.getByRole('button', { name: 'Choose file' }).click();
  await expect(launched.page.getByRole('button', { name: /^Check [\d,]+ rows?/u })).toBeVisible();
}

/** Goes from Map to Review; `rows` as the button counts them: `11 rows`. */
export const check = (page: Page, rows: string): Promise<void> =>
  page.getByRole('button', { name: `Check ${rows}` }).click();

/** The row of Review that shows a text. */
export const rowWith = (page: Page, text: string): Locator =>
  page.getByRole('grid', { name: 'Rows of the file' }).getByRole('row').filter({ hasText: text });
