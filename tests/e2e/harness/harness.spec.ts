import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { appTest as test } from '../steps/app-test.ts';
import { launchApp } from './launch-app.ts';
import { makeProfile, removeProfile } from './profile.ts';

// Proves the harness itself on a tiny app: an assertion that nothing failed is worth something only where failures
// are seen. Its main registers a scheme at its top level, which works only when `ready` waits for that.
const page = `<h1>hi</h1><script>
  localStorage.starts = 1 + Number(localStorage.starts ?? 0);
  document.title = 'start ' + localStorage.starts;
  if (location.hash === '#fail') {
    console.error('said by the page');
    setTimeout(() => { throw new Error('thrown by the page'); });
  }
</script>`;
const main = `import { app, BrowserWindow, protocol } from 'electron';
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
app.whenReady().then(() => {
  protocol.handle('app', () => new Response(${JSON.stringify(page)}, { headers: { 'content-type': 'text/html' } }));
  const fails = process.argv.includes('--fail');
  if (fails) Promise.reject(new Error('rejected in main'));
  new BrowserWindow({ webPreferences: { sandbox: true } }).loadURL('app://main/index.html' + (fails ? '#fail' : ''));
});
app.on('window-all-closed', () => app.quit());
`;

let appFolder = '';
test.beforeAll(() => {
  appFolder = mkdtempSync(join(tmpdir(), 'tenantry-tiny-app-'));
  writeFileSync(join(appFolder, 'package.json'), '{ "name": "tiny", "type": "module", "main": "main.js" }');
  writeFileSync(join(appFolder, 'main.js'), main);
});
test.afterAll(() => rmSync(appFolder, { recursive: true }));

test('failures of main and of the page are seen from the first line on', async () => {
  const launched = await launchApp({ appFolder, args: ['--fail'] });
  await expect
    .poll(() => launched.failures())
    .toEqual([
      expect.stringContaining('main: Error: rejected in main'),
      'page: said by the page',
      'page: Uncaught Error: thrown by the page',
    ]);
  await launched.close();
});

test('an app that was killed starts again on the same profile', async () => {
  const profile = await makeProfile();
  const first = await launchApp({ appFolder, profile });
  await expect(first.page).toHaveTitle('start 1');
  expect(await first.app.evaluate(({ app }) => app.getPath('userData'))).toBe(profile);
  // What a page stores reaches the disk with a delay; flushed, so that the kill cannot take it along.
  await first.app.evaluate(({ session }) => session.defaultSession.flushStorageData());
  const pid = first.app.process().pid ?? 0;
  await first.kill();
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  await first.close();

  const second = await launchApp({ appFolder, profile });
  await expect(second.page.locator('h1')).toHaveText('hi');
  expect(second.failures()).toEqual([]);
  await second.close();
  await removeProfile(profile);
});
