import { expect } from '@playwright/test';
import type { RunningApp } from '../harness/launch-app.ts';
import { askBridge } from './call-bridge.ts';

/**
 * Makes an app that a test has used as good as a new one: every tenant is removed, which leaves nothing of it in main or on the
 * disk, what was chosen in Settings is put back, and the page is loaded anew. What tests put in the place of the system's dialogs is put in its place by each that needs it.
 */
export async function makeAsNew({ app, page }: RunningApp): Promise<void> {
  const { tenants } = await askBridge(page, 'tenants/list', {});
  for (const { id, displayName } of tenants) {
    await askBridge(page, 'tenants/remove', { tenantId: id, typedName: displayName });
  }
  await askBridge(page, 'app/choose-color-scheme', { colorScheme: 'system' });
  await askBridge(page, 'app/remember', { lastTenantId: null, letterKeys: 'on' });
  await app.evaluate(({ clipboard }) => clipboard.clear());
  // The mouse would still hover over something of the next page.
  await page.mouse.move(0, 0);
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  await page.reload();
  await expect(page.getByRole('form', { name: 'Connect a tenant' })).toBeVisible();
  expect(await askBridge(page, 'tenants/list', {})).toEqual({ tenants: [] });
}
