import { expect } from '@playwright/test';
import type { StartedSandbox } from './harness/start-sandbox.ts';
import { appTest as test } from './steps/app-test.ts';
import { askEveryRead } from './steps/ask-every-read.ts';
import { onlyTenantId } from './steps/call-bridge.ts';
import { connectTenant } from './steps/connect-tenant.ts';
import { findOnDisk } from './steps/find-on-disk.ts';
import { openScreen } from './steps/open-screen.ts';
import { clipboardOf, copyToken, makeToken } from './steps/scim-token.ts';
import { syncNow } from './steps/sync-now.ts';

/** Steers the identity provider of the tenant, past the app. */
async function steer(tenant: StartedSandbox, verb: string, body: object = {}): Promise<void> {
  const answer = await fetch(`${tenant.controlUrl}${verb}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${verb}: ${answer.status} ${await answer.text()}`);
}

const emailsOf = async (tenant: StartedSandbox): Promise<string[]> =>
  (await tenant.allUsers()).map(({ email }) => email);

for (const vendor of ['okta', 'entra'] as const) {
  test(`${vendor}: connected with a token made here, people and teams arrive; a broken token is named; rotated, pushes come again`, async ({
    launched,
    startTenant,
  }) => {
    const tenant = await startTenant('--users', '40', '--mode', 'scim', '--idp', vendor);
    const { page } = launched;
    await connectTenant(page, tenant);
    const tenantId = await onlyTenantId(page);
    await openScreen(page, 'Provisioning');
    const card = page.getByRole('region', { name: 'SCIM connection' });
    // The first sync counts nothing: whatever is there was pushed at some time before.
    await expect(card.getByText(/^Today 0$/u)).toBeVisible();

    // The admin makes a token and pastes it into the identity provider, which pushes a newcomer and a group.
    await makeToken(page, 'Rotate');
    const first = await copyToken(launched);
    await page.getByRole('dialog').getByRole('button', { name: 'I have pasted it' }).click();
    await steer(tenant, 'idp/token-config', { token: first });
    await steer(tenant, 'idp/make-group', { name: 'night-shift' });
    await steer(tenant, 'idp/cycle');
    const before = await emailsOf(tenant);
    await steer(tenant, 'idp/join', { count: 2 });
    await steer(tenant, 'idp/move-group');
    await steer(tenant, 'idp/cycle');
    const joined = (await emailsOf(tenant)).filter((email) => !before.includes(email));
    expect(joined).toHaveLength(2);
    await syncNow(page);
    await expect(card.getByText(/^Today [1-9]/u)).toBeVisible({ timeout: 20_000 });
    await expect(card.getByText('Pushing', { exact: true })).toBeVisible();
    await expect(card.getByText(/^Last push (?:just now|\d+ (?:s|min) ago)$/u)).toBeVisible();
    await openScreen(page, 'Users');
    for (const email of joined) await expect(page.getByText(email, { exact: true })).toHaveCount(1);
    await openScreen(page, 'Teams');
    await expect(page.getByText('night-shift', { exact: true }).first()).toBeVisible();

    // What the identity provider has by now is mistyped: the test of just that token says so, and what to do.
    await steer(tenant, 'idp/break-token');
    await steer(tenant, 'idp/join', { count: 1 });
    await steer(tenant, 'idp/cycle');
    await openScreen(page, 'Provisioning');
    await launched.app.evaluate(({ clipboard }, text) => clipboard.writeText(text), `${first}x`);
    await card.getByRole('button', { name: 'Test…', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Paste and test' }).click();
    const results = dialog.getByRole('region', { name: 'Connection test' });
    await expect(
      results
        .getByText(/token/iu)
        .filter({ hasText: /refused|401/iu })
        .first(),
    ).toBeVisible({
      timeout: 20_000,
    });
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();

    // Rotated: the former token is dead, the new one brings what waited.
    const waiting = await emailsOf(tenant);
    await makeToken(page, 'Rotate');
    const second = await copyToken(launched);
    await page.getByRole('dialog').getByRole('button', { name: 'I have pasted it' }).click();
    await steer(tenant, 'idp/token-config', { token: second });
    await steer(tenant, 'idp/cycle');
    const [late] = (await emailsOf(tenant)).filter((email) => !waiting.includes(email));
    expect(late).toBeDefined();
    await syncNow(page);
    await openScreen(page, 'Users');
    await expect(page.getByText(late ?? '', { exact: true })).toHaveCount(1);

    // D4: the tokens are nowhere but where the admin put them.
    expect(await clipboardOf(launched)).toBe(second);
    const answers = await askEveryRead(page, tenantId);
    for (const token of [first, second]) {
      const middle = token.slice(20, -8);
      expect((await page.content()).includes(middle)).toBe(false);
      expect(answers.includes(middle)).toBe(false);
      expect(findOnDisk(launched.profile, [middle])).toEqual([]);
    }
  });
}
