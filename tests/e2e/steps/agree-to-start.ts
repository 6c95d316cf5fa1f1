import { expect, type Page } from '@playwright/test';

/**
 * Ticks everything that the start of a bulk invite asks, types the number where it is asked for, and starts. With `number` it
 * must be asked for. `asked`: the question, such as `Invite 12 people`.
 */
export async function agreeToStart(page: Page, asked: string, number?: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: new RegExp(`^${asked} in .+\\?$`, 'u') });
  const people = /[\d,]+ \w+$/u.exec(asked)?.[0] ?? '';
  const start = dialog.getByRole('button', { name: `Start: ${people}` });
  await expect(start).toBeVisible();
  const boxes = await dialog.getByRole('checkbox').all();
  const field = dialog.getByRole('textbox');
  if (boxes.length > 0 || (await field.count()) > 0) await expect(start).toBeDisabled();
  for (const box of boxes) await box.check();
  if (number !== undefined || (await field.count()) > 0) {
    await field.fill(number ?? people.replaceAll(/\D/gu, ''));
  }
  await start.click();
}
