import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import type { RunningApp } from './harness/launch-app.ts';
import type { SandboxUser } from './harness/sandbox-api.ts';
import type { StartedSandbox } from './harness/start-sandbox.ts';
import { appTest as test } from './steps/app-test.ts';
import { askEveryRead } from './steps/ask-every-read.ts';
import { callBridge, onlyTenantId } from './steps/call-bridge.ts';
import { connectTenant, expectSynced } from './steps/connect-tenant.ts';
import { findOnDisk } from './steps/find-on-disk.ts';
import { openScreen } from './steps/open-screen.ts';
import { clipboardOf, copyToken, makeToken } from './steps/scim-token.ts';

async function modeOf(tenant: StartedSandbox): Promise<string> {
  const { body } = await tenant.api('/settings/provisioning');
  return (body as { data: { mode: string } }).data.mode;
}

async function ssoOf(tenant: StartedSandbox): Promise<{ id: string; scimUrl: string }> {
  const { body } = await tenant.api('/sso');
  const [connection] = (body as { data: { id: string; scimUrl: string }[] }).data;
  if (connection === undefined) throw new Error('the tenant has no SSO connection');
  return connection;
}

async function tokenStateOf(tenant: StartedSandbox): Promise<{ state: string; lastFour: string | null }> {
  const { body } = await tenant.api(`/sso/${(await ssoOf(tenant)).id}/scim-token`);
  return (body as { data: { state: string; lastFour: string | null } }).data;
}

/** What the tenant's SCIM answers to this token. */
async function scimStatus(tenant: StartedSandbox, token: string): Promise<number> {
  const { scimUrl } = await ssoOf(tenant);
  const answer = await fetch(`${scimUrl}/Users?count=1`, { headers: { authorization: `Bearer ${token}` } });
  return answer.status;
}

/** People as a switch must leave them: who, whether active, with which role, how they came. */
const standing = (users: readonly SandboxUser[]) =>
  users.map(({ email, active, roles, metadata }) => ({
    email,
    active,
    roles,
    createdByScim: metadata.createdByScim,
    inviteAccepted: metadata.inviteAccepted,
  }));

const figure = (dialog: Locator, label: string): Locator =>
  dialog.locator('dl > div').filter({ hasText: label }).locator('dd');

async function expectOneModeOn(page: Page, name: string): Promise<void> {
  const cards = page.getByRole('radiogroup', { name: 'Provisioning mode' });
  await expect(cards.getByRole('radio')).toHaveCount(3);
  await expect(cards.getByRole('radio', { checked: true })).toHaveCount(1);
  await expect(cards.getByRole('radio', { name, checked: true })).toBeVisible();
}

/** One walk over all six switches: every pair of modes, each direction once. */
const walk = ['jit', 'scim', 'invite-only', 'jit', 'invite-only', 'scim'] as const;
const modeNames = {
  scim: { word: 'SCIM', title: 'SCIM' },
  jit: { word: 'just-in-time', title: 'Just-in-time (JIT)' },
  'invite-only': { word: 'invite-only', title: 'Invite-only' },
} as const;

test('six switches in Production: rehearsed with the tenant’s own counts, backed up, agreed to, checked after', async ({
  launched,
  startTenant,
  folder,
}) => {
  const tenant = await startTenant('--users', '150', '--mode', 'scim');
  const { page } = launched;
  await connectTenant(page, { ...tenant, environment: 'Production', displayName: 'Acme live' });
  const tenantId = await onlyTenantId(page);
  await openScreen(page, 'Provisioning');
  await expectOneModeOn(page, 'SCIM');

  const before = await tenant.allUsers();
  const mails = await tenant.outbox();
  const scim = before.filter(({ metadata }) => metadata.createdByScim === true);
  const open = before.filter(({ active, metadata }) => active && metadata.inviteAccepted === false);
  const backup = `${folder}/backup.csv`;
  await launched.app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, backup);

  let from: 'scim' | 'jit' | 'invite-only' = 'scim';
  for (const [turn, to] of walk.entries()) {
    const { word, title } = modeNames[to];
    await page.getByRole('button', { name: `Switch… to ${word}` }).click();
    const dialog = page.getByRole('dialog');
    await expect(figure(dialog, 'open invites')).toHaveText(String(open.length));
    const counted = (list: string): Locator => dialog.locator(`[data-list="${list}"]`);
    await expect(counted('scim-people')).toContainText(String(scim.length));
    await expect(counted('other-people')).toContainText(String(before.length - scim.length));

    const red = dialog.getByRole('button', { name: `Switch to ${word}` });
    const agree = dialog.getByRole('checkbox').nth(1);
    const save = dialog.getByRole('checkbox', { name: /^Save the .+ as CSV before the switch$/u });
    await expect(save).toBeChecked();
    if (turn === 0) {
      // The count opens its names, and they are the tenant's.
      await dialog.getByRole('button', { name: /become unmanaged: show the names$/u }).click();
      await dialog.getByLabel('Search in this list').fill(scim[0]?.email ?? '');
      await expect(dialog.getByRole('listitem')).toHaveCount(1);
      await dialog.getByRole('button', { name: 'Back' }).click();
      await expect(red).toBeDisabled();
      await agree.check();
      await expect(red).toBeDisabled();
      await dialog.getByLabel('Type Acme live').fill('Acme');
      await expect(red).toBeDisabled();
      expect(await modeOf(tenant)).toBe(from);
    } else await save.uncheck();
    await dialog.getByLabel('Type Acme live').fill('Acme live');
    await agree.uncheck();
    await expect(red).toBeDisabled();
    await agree.check();
    await red.click();

    // What was predicted is compared with what the tenant says now, here with its own counts.
    await expect(dialog.getByText('Everything is as predicted.')).toBeVisible();
    expect(await modeOf(tenant)).toBe(to);
    const after = await tenant.allUsers();
    expect(standing(after)).toEqual(standing(before));
    const seen = (label: string) =>
      dialog.getByRole('row').filter({ hasText: label }).getByRole('cell').last();
    await expect(seen('People editable here')).toHaveText(
      String(to === 'scim' ? after.length - scim.length : after.length),
    );
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expectOneModeOn(page, title);
    await expect(page.getByText(`Last switch from here: ${modeNames[from].word} to ${word},`)).toBeVisible();
    await expectSynced(page);
    from = to;
  }
  expect(await tenant.outbox()).toEqual(mails);
  expect(readFileSync(backup, 'utf8').trim().split('\r\n')).toHaveLength(scim.length + 1);

  // Main checks the typed name itself: a page that lies about it changes nothing (B5).
  const plan = await callBridge(page, 'provisioning/plan-switch', { tenantId, to: 'jit' });
  const planId = plan.ok ? plan.value.planId : '';
  const lied = await callBridge(page, 'provisioning/switch-mode', {
    planId,
    acknowledged: true,
    typedTenantName: 'acme',
    backup: 'skip',
  });
  expect(lied).toMatchObject({ ok: false, failure: { code: 'confirmation-differs' } });
  expect(await modeOf(tenant)).toBe('scim');
});

/** Takes main's own timers of a minute in hand, so that the test ends them instead of waiting. */
async function holdMinuteTimers(launched: RunningApp): Promise<{ fire(): Promise<void> }> {
  await launched.app.evaluate(() => {
    const main = globalThis as unknown as { heldTimers: (() => void)[]; setTimeout: typeof setTimeout };
    const real = main.setTimeout;
    main.heldTimers = [];
    main.setTimeout = ((run: () => void, ms?: number) => {
      if (ms !== 60_000) return real(run, ms);
      main.heldTimers.push(run);
      return real(() => undefined, 0);
    }) as typeof setTimeout;
  });
  return {
    fire: async () => {
      const fired = await launched.app.evaluate(() => {
        const main = globalThis as unknown as { heldTimers: (() => void)[] };
        const run = main.heldTimers.pop();
        run?.();
        return run !== undefined;
      });
      if (!fired) throw new Error('main set no timer of 60 s');
    },
  };
}

test('B4, D5: a SCIM token made and rotated: works, ends the old one, is on the clipboard for 60 s and nowhere else', async ({
  ownApp: launched,
  startTenant,
}) => {
  const tenant = await startTenant('--users', '60', '--mode', 'invite-only');
  // Pushes arrive in SCIM mode only; switched on like this, the mode begins without a token.
  await tenant.api('/settings/provisioning', { method: 'PUT', body: JSON.stringify({ mode: 'scim' }) });
  const { page } = launched;
  await connectTenant(page, tenant);
  const tenantId = await onlyTenantId(page);
  await openScreen(page, 'Provisioning');
  await expectOneModeOn(page, 'SCIM');
  const { scimUrl } = await ssoOf(tenant);
  await page.getByRole('button', { name: 'Copy SCIM URL' }).click();
  await expect.poll(() => clipboardOf(launched)).toBe(scimUrl);

  const timers = await holdMinuteTimers(launched);
  const hadToken = (await tokenStateOf(tenant)).state === 'active';
  const firstEnd = await makeToken(page, hadToken ? 'Rotate' : 'Make');
  const first = await copyToken(launched);
  expect(first.slice(-4)).toBe(firstEnd);
  expect(await tokenStateOf(tenant)).toMatchObject({ state: 'active', lastFour: firstEnd });
  expect(await scimStatus(tenant, first)).toBe(200);
  await page.getByRole('dialog').getByRole('button', { name: 'Test connection' }).click();
  await expect(
    page.getByRole('region', { name: 'Connection test' }).getByRole('img', { name: 'passed' }).first(),
  ).toBeVisible();
  await timers.fire();
  await expect.poll(() => clipboardOf(launched)).toBe('');
  await page.getByRole('dialog').getByRole('button', { name: 'I have pasted it' }).click();

  const secondEnd = await makeToken(page, 'Rotate');
  const second = await copyToken(launched);
  expect(second.slice(-4)).toBe(secondEnd);
  expect(second).not.toBe(first);
  expect(await scimStatus(tenant, first)).toBe(401);
  expect(await scimStatus(tenant, second)).toBe(200);
  const whileShown = await page.content();

  // What was copied by somebody else meanwhile stays.
  await launched.app.evaluate(({ clipboard }) => clipboard.writeText('a note of mine'));
  await timers.fire();
  expect(await clipboardOf(launched)).toBe('a note of mine');
  await page.getByRole('dialog').getByRole('button', { name: 'I have pasted it' }).click();

  const answers = await askEveryRead(page, tenantId);
  for (const token of [first, second]) {
    // The middle too: a value cut in half would be a leak all the same.
    for (const part of [token, token.slice(0, -4).slice(-40)]) {
      expect(whileShown.includes(part)).toBe(false);
      expect((await page.content()).includes(part)).toBe(false);
      expect(answers.includes(part)).toBe(false);
      expect(findOnDisk(launched.profile, [part]).length).toBe(0);
    }
  }
});

test('D5: quitting clears a token that is still on the clipboard', async ({
  ownApp: launched,
  startTenant,
  folder,
}) => {
  const tenant = await startTenant('--users', '30', '--mode', 'scim');
  await connectTenant(launched.page, tenant);
  await openScreen(launched.page, 'Provisioning');
  const hadToken = (await tokenStateOf(tenant)).state === 'active';
  await makeToken(launched.page, hadToken ? 'Rotate' : 'Make');
  await copyToken(launched);
  // The clipboard goes with the process here, so what main does to it last is written down: never the value itself.
  const notes = `${folder}/clipboard`;
  await launched.app.evaluate(({ app, clipboard }, file) => {
    const { appendFileSync } = process.getBuiltinModule('node:fs');
    app.on('before-quit', () =>
      appendFileSync(file, `before ${String(clipboard.readText()) === '' ? 'empty' : 'full'}\n`),
    );
    process.on('exit', () =>
      appendFileSync(file, `after ${String(clipboard.readText()) === '' ? 'empty' : 'full'}\n`),
    );
  }, notes);
  await launched.close();
  expect(readFileSync(notes, 'utf8')).toBe('before full\nafter empty\n');
});

test('published API only: the mode is inferred and said to be, nothing offers a switch, the admin records it', async ({
  launched,
  startTenant,
}) => {
  const tenant = await startTenant('--users', '80', '--mode', 'scim', '--published-only');
  const { page } = launched;
  await connectTenant(page, tenant);
  await openScreen(page, 'Provisioning');
  await expectOneModeOn(page, 'SCIM');
  await expect(page.getByText('SCIM, inferred from what people look like')).toBeVisible();
  await expect(
    page.getByText('This control plane does not report its mode to other programs.'),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: /^(Switch…|Make…|Rotate…)/u })).toHaveCount(0);
  const before = standing(await tenant.allUsers());

  await page.getByRole('button', { name: 'Record the mode…' }).click();
  await page
    .getByRole('dialog')
    .getByRole('radio', { name: /^Invite-only/u })
    .check();
  await page.getByRole('button', { name: 'Record invite-only' }).click();
  await expectOneModeOn(page, 'Invite-only');
  await expect(page.getByText(/^Invite-only, recorded by .+ on /u)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Switch…/u })).toHaveCount(0);
  expect(standing(await tenant.allUsers())).toEqual(before);
  expect((await tenant.api('/settings/provisioning')).status).toBe(404);

  // It is rehearsed all the same, from the copy; what is asked is only whether it was done in the console.
  await page.getByRole('button', { name: 'Rehearse… to just-in-time' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('It is switched in the console.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Record the switch to just-in-time' })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  // Main refuses as well, whatever the page asks for.
  const tenantId = await onlyTenantId(page);
  const plan = await callBridge(page, 'provisioning/plan-switch', { tenantId, to: 'jit' });
  expect(plan).toMatchObject({ ok: true, value: { blockedBecause: expect.stringContaining('console') } });
  const switched = await callBridge(page, 'provisioning/switch-mode', {
    planId: plan.ok ? plan.value.planId : '',
    acknowledged: true,
    typedTenantName: '',
    backup: 'skip',
  });
  expect(switched).toMatchObject({ ok: false, failure: { code: 'needs-extension-profile' } });
});
