import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { electronPath } from '../../scripts/electron-runtime/find-electron.mjs';
import { launchApp } from './harness/launch-app.ts';
import { makeProfile, removeProfile } from './harness/profile.ts';
import { injectAll } from './security/inject.ts';
import { openListeningPost } from './security/listening-post.ts';
import { tryToLeave } from './security/try-to-leave.ts';
import { appTest as test } from './steps/app-test.ts';
import { connectTenant } from './steps/connect-tenant.ts';
import { openScreen } from './steps/open-screen.ts';

test('A1: one window, every preference as promised, no developer tools by key or by code', async ({
  launched,
}) => {
  const { app, page } = launched;
  await expect(page.getByRole('heading', { name: 'Connect a tenant' })).toBeVisible();
  const preferences = await app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      const found = (
        contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences();
      return {
        // Electron leaves some out that are off; the developer tools are tried below.
        sandbox: found.sandbox,
        contextIsolation: found.contextIsolation,
        nodeIntegration: found.nodeIntegration,
        nodeIntegrationInWorker: found.nodeIntegrationInWorker ?? false,
        nodeIntegrationInSubFrames: found.nodeIntegrationInSubFrames,
        webSecurity: found.webSecurity,
        allowRunningInsecureContent: found.allowRunningInsecureContent,
        experimentalFeatures: found.experimentalFeatures,
        webviewTag: found.webviewTag,
        navigateOnDragDrop: found.navigateOnDragDrop ?? false,
        devTools: found.devTools ?? false,
      };
    }),
  );
  expect(preferences).toEqual([
    {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      devTools: false,
    },
  ]);
  for (const keys of ['F12', 'Control+Shift+I', 'Control+Shift+J', 'Control+Shift+C'])
    await page.keyboard.press(keys);
  const state = await app.evaluate(({ webContents }) => {
    for (const contents of webContents.getAllWebContents()) contents.openDevTools();
    return webContents.getAllWebContents().map((contents) => contents.isDevToolsOpened());
  });
  expect(state).toEqual([false]);
});

test('A2: the page has one name more than an empty page: a frozen bridge of two functions', async () => {
  const launched = await launchApp();
  const names = await launched.app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) throw new Error('there is no window');
    const { sandbox, contextIsolation, nodeIntegration } = {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    };
    const empty = new BrowserWindow({
      show: false,
      webPreferences: { sandbox, contextIsolation, nodeIntegration },
    });
    // The same origin, so that both have what secure pages have.
    await empty.loadURL('app://main/no-such-page');
    const list = 'Object.getOwnPropertyNames(globalThis)';
    const ours = (await window.webContents.executeJavaScript(list)) as string[];
    const others = new Set((await empty.webContents.executeJavaScript(list)) as string[]);
    empty.destroy();
    return ours.filter((name) => !others.has(name));
  });
  expect(names).toEqual(['tenantry']);
  const bridge = await launched.page.evaluate(() => {
    const { tenantry } = globalThis as unknown as { tenantry: Record<string, unknown> };
    const isNode = ['require', 'process', 'Buffer', 'module', 'global', '__dirname'].some(
      (name) => name in globalThis,
    );
    return {
      isFrozen: Object.isFrozen(tenantry),
      kinds: Object.fromEntries(Object.entries(tenantry).map(([name, value]) => [name, typeof value])),
      isNode,
    };
  });
  expect(bridge).toEqual({
    isFrozen: true,
    kinds: { call: 'function', onChange: 'function' },
    isNode: false,
  });
  await launched.close();
});

test('A3: app:// serves the files of its table and nothing else', async ({ launched }) => {
  const paths = [
    '../out/main/start.js',
    '..%2fmain%2fstart.js',
    '%2e%2e/main/start.js',
    '../../package.json',
  ];
  const more = [
    'index.html/',
    'index.html%00',
    'index.html?x=1',
    'INDEX.HTML',
    './/index.html',
    '..\\main\\start.js',
  ];
  const urls = [
    ...[...paths, ...more].map((path) => `app://main/${path}`),
    'app://main//etc/passwd',
    'app://other/index.html',
    'app://main:80/../package.json',
    'app://user@main/package.json',
  ];
  const served = await launched.app.evaluate(async ({ net }, asked) => {
    const found: string[] = [];
    for (const url of asked) {
      const answer = await net.fetch(url).catch(() => null);
      if (answer?.ok !== true) continue;
      const text = await answer.text();
      if (!text.includes('<title>Tenantry</title>')) found.push(url);
    }
    return found;
  }, urls);
  expect(served).toEqual([]);
});

/** Walks through every screen, dialog and list as an admin does. */
async function walkThrough(page: Page): Promise<void> {
  await openScreen(page, 'Users');
  await page.getByRole('searchbox', { name: 'Search people' }).fill('a');
  await page.getByRole('grid', { name: 'People' }).getByRole('row').nth(1).click();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page
    .getByRole('button', { name: /^Invite/u })
    .first()
    .click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await openScreen(page, 'Bulk invite');
  await openScreen(page, 'Provisioning');
  await page
    .getByRole('button', { name: /^Switch… to/u })
    .first()
    .click();
  await expect(page.getByRole('dialog').getByRole('checkbox').last()).toBeVisible();
  await page.keyboard.press('Escape');
  await openScreen(page, 'Settings');
  for (const section of ['Sync', 'Appearance', 'Keyboard', 'About']) {
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: section }).click();
  }
  await page.getByRole('button', { name: /^Jobs: / }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Sync: / }).click();
  await page.keyboard.press('Escape');
}

test('A4: no violation of the policy in normal use, on every screen, from the first line on', async ({
  ownApp: launched,
  startTenant,
}) => {
  const tenant = await startTenant('--users', '40', '--mode', 'scim');
  const { page } = launched;
  await page.addInitScript(() => {
    const here = globalThis as unknown as { violations: string[] };
    here.violations = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      here.violations.push(`${effectiveDirective} ${blockedURI}`),
    );
  });
  await page.reload();
  await connectTenant(page, tenant);
  await walkThrough(page);
  expect(await page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations)).toEqual(
    [],
  );
});

test('A4: 24 injections, none runs and nothing leaves the page', async () => {
  const launched = await launchApp();
  const outside = await openListeningPost();
  await expect(launched.page.getByRole('heading', { name: 'Connect a tenant' })).toBeVisible();
  const tried = await injectAll(launched.page, outside.url);
  expect(tried).toHaveLength(24);
  expect(tried.filter(({ ran }) => ran)).toEqual([]);
  expect(tried.filter(({ stoppedBy }) => stoppedBy === '').map(({ name }) => name)).toEqual([]);
  expect(outside.heard).toEqual([]);
  await launched.close();
  await outside.close();
});

test('A5: 41 ways to leave or to open: no navigation, no new window, no download', async ({ folder }) => {
  const launched = await launchApp();
  const { app, page } = launched;
  const outside = await openListeningPost();
  await expect(page.getByRole('heading', { name: 'Connect a tenant' })).toBeVisible();
  writeFileSync(join(folder, 'dropped.html'), '<title>dropped</title>');
  await app.evaluate(({ app: main, webContents }) => {
    const seen = globalThis as unknown as { left: string[] };
    seen.left = [];
    main.on('web-contents-created', () => seen.left.push('new webContents'));
    for (const contents of webContents.getAllWebContents()) {
      contents.on('did-navigate', (_event, url) => seen.left.push(`navigated to ${url}`));
      contents.session.on('will-download', (event, item) => {
        if (!event.defaultPrevented) seen.left.push(`download of ${item.getURL().slice(0, 40)}`);
        event.preventDefault();
      });
    }
  });
  await page.evaluate(() => {
    (globalThis as unknown as { isStillHere: boolean }).isStillHere = true;
  });
  expect(await tryToLeave(page, outside.url, folder)).toBe(41);
  expect(await page.evaluate(() => (globalThis as unknown as { isStillHere?: boolean }).isStillHere)).toBe(
    true,
  );
  expect(new URL(page.url()).host).toBe('main');
  // Read past Playwright's locators, which would wait for the navigation that was refused.
  expect(await page.evaluate(() => document.querySelector('h1')?.textContent)).toBe('Connect a tenant');
  expect(await app.evaluate(() => (globalThis as unknown as { left: string[] }).left)).toEqual([]);
  expect(outside.heard).toEqual([]);
  await launched.close();
  await outside.close();
});

test('A5: about:blank, which Chromium lets no guard refuse, ends on the app’s own page again', async ({
  launched,
}) => {
  const { page } = launched;
  await expect(page.getByRole('heading', { name: 'Connect a tenant' })).toBeVisible();
  await page.evaluate(() => {
    (globalThis as unknown as { isStillHere: boolean }).isStillHere = true;
    location.assign('about:blank');
  });
  await expect(page.getByRole('heading', { name: 'Connect a tenant' })).toBeVisible();
  expect(new URL(page.url()).host).toBe('main');
  expect(await page.evaluate(() => 'isStillHere' in globalThis)).toBe(false);
});

/** Starts the app on a profile as a second click on its icon does. Out: how it ended. */
async function startSecond(profile: string): Promise<number | null> {
  const checkout = fileURLToPath(new URL('../..', import.meta.url));
  const second = spawn(electronPath(), ['--no-sandbox', checkout, `--user-data-dir=${profile}`], {
    stdio: 'ignore',
  });
  return new Promise((resolve, reject) => {
    second.once('error', reject);
    second.once('exit', resolve);
  });
}

test('E8: a second start on the profile ends at once and brings the first to the front; works after kill -9', async () => {
  const profile = await makeProfile();
  const starts = (): number =>
    readFileSync(join(profile, 'tenantry.log'), 'utf8').split(' started version').length - 1;
  const first = await launchApp({ profile });
  await expect(first.page.getByRole('heading', { name: 'Connect a tenant' })).toBeVisible();
  await first.app.evaluate(({ app, BrowserWindow }) => {
    const seen = globalThis as unknown as { calls: string[] };
    seen.calls = [];
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) throw new Error('there is no window');
    const focus = window.focus.bind(window);
    window.focus = () => {
      seen.calls.push('focus');
      focus();
    };
    app.on('second-instance', () => seen.calls.push('second'));
  });
  for (let round = 1; round <= 3; round += 1) {
    expect(await startSecond(profile)).toBe(0);
    const calls = () => first.app.evaluate(() => (globalThis as unknown as { calls: string[] }).calls);
    await expect.poll(async () => (await calls()).filter((call) => call === 'focus').length).toBe(round);
  }
  expect(starts()).toBe(1);
  expect(first.failures()).toEqual([]);

  await first.kill();
  await first.close();
  const after = await launchApp({ profile });
  await expect(after.page.getByRole('heading', { name: 'Connect a tenant' })).toBeVisible();
  expect(starts()).toBe(2);
  expect(after.failures()).toEqual([]);
  await after.close();
  await removeProfile(profile);
});
