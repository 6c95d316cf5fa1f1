import { expect } from '@playwright/test';
import { appTest as test } from './steps/app-test.ts';
import { askEveryRead } from './steps/ask-every-read.ts';
import { onlyTenantId } from './steps/call-bridge.ts';
import { connectTenant } from './steps/connect-tenant.ts';
import { findOnDisk } from './steps/find-on-disk.ts';
import { openScreen } from './steps/open-screen.ts';

test('a SCIM token is pasted, tested and probed: all passes, nothing stays, and the token is nowhere', async ({
  launched,
  startTenant,
}) => {
  const tenant = await startTenant('--users', '60', '--mode', 'scim');
  const before = (await tenant.allUsers()).length;
  const { body } = await tenant.api('/sso');
  const ssoId = (body as { data: { id: string }[] }).data[0]?.id ?? '';
  const made = (await tenant.api(`/sso/${ssoId}/scim-token`, { method: 'POST' })).body;
  const { token } = (made as { data?: { token: string } }).data ?? (made as { token: string });
  const { page, app } = launched;
  await connectTenant(page, tenant);
  await openScreen(page, 'Provisioning');
  await expect(page.getByText('Not tested yet')).toBeVisible();

  await app.evaluate(({ clipboard }) => clipboard.writeText('two words'));
  await page.getByRole('button', { name: 'Test…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Paste and test' }).click();
  await expect(dialog.getByText('There is no token on the clipboard')).toBeVisible();
  await app.evaluate(({ clipboard }, text) => clipboard.writeText(text), token);
  await dialog.getByRole('button', { name: 'Paste and test' }).click();
  const test = dialog.getByRole('region', { name: 'Connection test' });
  await expect(test.getByText(/^\d+ passed, 1 skipped/u)).toBeVisible();
  await expect(test.getByRole('img', { name: 'failed' })).toHaveCount(0);

  await dialog.getByRole('button', { name: 'Probe the dialect…' }).click();
  const plan = page.getByRole('dialog');
  await expect(plan.getByText(/^tenantry-probe-[0-9a-f]{8}@example\.invalid$/u)).toBeVisible();
  const go = plan.getByRole('button', { name: 'Make and remove them' });
  await expect(go).toBeDisabled();
  await plan.getByRole('checkbox', { name: /^I agree/u }).check();
  await go.click();
  const probe = page.getByRole('region', { name: 'Dialect probe' });
  await expect(probe.getByText('Everything removed again')).toBeVisible({ timeout: 45_000 });
  await expect(
    probe.getByRole('list', { name: 'Providers' }).getByText('Works', { exact: true }),
  ).toHaveCount(9);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('9 of 9 providers work.')).toBeVisible();
  expect((await tenant.allUsers()).length).toBe(before);

  const answers = await askEveryRead(page, await onlyTenantId(page));
  for (const part of [token, token.slice(4, -4)]) {
    expect((await page.content()).includes(part)).toBe(false);
    expect(answers.includes(part)).toBe(false);
    expect(findOnDisk(launched.profile, [part])).toEqual([]);
  }
});
