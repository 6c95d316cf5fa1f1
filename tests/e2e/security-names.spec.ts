import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { startSandbox } from './harness/start-sandbox.ts';
import { hostileNames, storable } from './security/hostile-names.ts';
import { appTest as test } from './steps/app-test.ts';
import { askBridge } from './steps/call-bridge.ts';
import { connectTenant } from './steps/connect-tenant.ts';
import { expectMatches, peopleGrid } from './steps/people-grid.ts';

const emails = [
  `<img/src=x/onerror=globalThis.pwned=1>@evil.example`,
  `"><script>globalThis.pwned=1</script>"@evil.example`,
  'bob\u202Emoc.live@evil.example',
  `${'x'.repeat(300)}@evil.example`,
  'раураl@evil.example',
];

/** Writes the hostile names into the tenant's own file, as a directory with no rules of its own would hold them. */
async function makeHostileTenant(file: string): Promise<void> {
  const seeded = await startSandbox({ args: ['--users', '160', '--no-sso', '--file', file] });
  await seeded.stop();
  const tenant = new Database(file);
  const rename = tenant.prepare('UPDATE users SET displayName = ? WHERE position = ?');
  const readdress = tenant.prepare('UPDATE users SET email = ? WHERE position = ?');
  const renameTeam = tenant.prepare('UPDATE teams SET name = ? WHERE position = ? AND isEveryone = 0');
  // The first is whose token it is.
  hostileNames.forEach((name, index) => {
    rename.run(storable(name), index + 2);
  });
  emails.forEach((email, index) => {
    readdress.run(email, index + 2);
  });
  for (const position of [2, 3, 4])
    renameTeam.run(`${hostileNames[position * 3] ?? ''} ${position}`, position);
  tenant.close();
}

interface Layout {
  ran: boolean;
  violations: string[];
  overflowing: string[];
  rowHeights: number[];
}

/** What the page looks like now: whether anything ran, is wider than its place, or is a row of another height. */
function layoutOf(page: Page): Promise<Layout> {
  return page.evaluate(() => {
    const here = globalThis as unknown as { pwned?: number; violations: string[] };
    const boxes = ['html', 'body', 'main', 'aside', '[role="dialog"]', 'nav'];
    const overflowing = boxes.flatMap((selector) =>
      [...document.querySelectorAll(selector)]
        .filter((element) => element.scrollWidth > element.clientWidth + 1)
        .map((element) => `${selector} ${element.scrollWidth} > ${element.clientWidth}`),
    );
    const rows = [...document.querySelectorAll('[role="grid"] [role="row"][data-index]')];
    return {
      ran: here.pwned !== undefined,
      violations: here.violations,
      overflowing,
      rowHeights: [...new Set(rows.map((row) => Math.round(row.getBoundingClientRect().height)))],
    };
  });
}

async function expectWhole(page: Page, heights: readonly number[]): Promise<void> {
  expect(await layoutOf(page)).toEqual({ ran: false, violations: [], overflowing: [], rowHeights: heights });
}

test('H4: 150 hostile names in list, search, drawer and dialogs: nothing runs, no layout breaks', async ({
  ownApp: launched,
  folder,
  startTenant,
}) => {
  test.setTimeout(90_000);
  expect(hostileNames).toHaveLength(150);
  const file = join(folder, 'hostile.sqlite');
  await makeHostileTenant(file);
  const tenant = await startTenant('--file', file);
  const { page } = launched;
  await page.addInitScript(() => {
    const here = globalThis as unknown as { violations: string[] };
    here.violations = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
      here.violations.push(effectiveDirective),
    );
  });
  // The drawer slides in from beyond its place; measured is what is at rest.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.reload();
  await connectTenant(page, tenant);
  await expectMatches(page, 160);
  const { rowHeights: heights } = await layoutOf(page);
  expect(heights).toHaveLength(1);

  // Every person once in the drawer, which scrolls the list along.
  const grid = peopleGrid(page);
  await grid.getByRole('row').nth(1).click();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('complementary');
  await expect(drawer.getByText('1 of 160', { exact: true })).toBeVisible();
  for (let place = 1; place <= 160; place += 1) {
    await expect(drawer.getByText(`${place} of 160`, { exact: true })).toBeVisible();
    if (place % 8 === 0) await expectWhole(page, heights);
    if (place < 160) await page.keyboard.press('j');
  }
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  await expectWhole(page, heights);

  const { tenants } = await askBridge(page, 'tenants/list', {});
  const tenantId = tenants[0]?.id ?? '';
  for (const text of ['<script>', '\u202E', "'; DROP", '%', '_', '"', '\\', 'WWWWWWWW', '@evil']) {
    await page.getByRole('searchbox', { name: 'Search people' }).fill(text);
    const filter = { text, status: [], role: [], source: [], lastAccess: [], team: [] };
    const sort = { column: 'name', direction: 'ascending' } as const;
    const { matches } = await askBridge(page, 'users/search', {
      tenantId,
      filter,
      sort,
      offset: 0,
      limit: 1,
    });
    // Measured is the list of this text, not that of the former one.
    if (matches === 0) await expect(page.getByText('Nobody matches')).toBeVisible();
    else await expectMatches(page, matches);
    await expectWhole(page, matches === 0 ? [] : heights);
  }
  await page.getByRole('searchbox', { name: 'Search people' }).fill('');
  await expectMatches(page, 160);

  await grid.getByRole('row').nth(1).click();
  await page.keyboard.press('Escape');
  await grid.getByRole('checkbox').first().focus();
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('region', { name: 'Selected people' })).toBeVisible();
  await expectWhole(page, heights);
  await page
    .getByRole('button', { name: /^Deactivate…/u })
    .last()
    .click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.getByRole('dialog').getByLabel('Reason')).toBeVisible();
  await expectWhole(page, heights);
});
