import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { faultControl } from '../rooms/harness/order-fault.ts';
import { type LaunchedApp, launchApp } from './harness/launch-app.ts';
import { makeProfile, removeProfile } from './harness/profile.ts';
import type { SandboxUser } from './harness/sandbox-api.ts';
import { type StartedSandbox, startSandbox } from './harness/start-sandbox.ts';
import { appTest as test } from './steps/app-test.ts';
import { askBridge } from './steps/call-bridge.ts';
import { connectTenant } from './steps/connect-tenant.ts';
import { openScreen } from './steps/open-screen.ts';
import { signInAgain } from './steps/sign-in-again.ts';
import { tenantTeams } from './steps/tenant-teams.ts';

// A file with every verdict, mended by keyboard alone, and then everything that can come between (issue: bulk invite).
const domain = '@two-thousand.example';
const fresh = 500;

let sandbox: StartedSandbox;
let profile: string;
let launched: LaunchedApp;

test.beforeEach(async () => {
  profile = await makeProfile();
});
test.afterEach(async () => {
  await launched.close();
  await sandbox.stop();
  await removeProfile(profile);
});

interface Wish {
  email: string;
  role: 'member' | 'read-only-member';
  team: string;
  mail: boolean;
}

const wishes: Wish[] = Array.from({ length: fresh }, (_, index) => ({
  email: `person-${String(index).padStart(4, '0')}${domain}`,
  role: index % 9 === 0 ? 'read-only-member' : 'member',
  team: index % 4 === 0 ? 'contractors' : index % 7 === 0 ? 'second-shift' : '',
  mail: index % 5 === 0,
}));
const mended: Wish[] = [
  ...Array.from({ length: 12 }, (_, index): Wish => {
    return { email: `mended-${index}${domain}`, role: 'member', team: '', mail: false };
  }),
  { email: `chosen${domain}`, role: 'read-only-member', team: '', mail: false },
  { email: `flagged${domain}`, role: 'member', team: '', mail: true },
  { email: `pair-a${domain}`, role: 'member', team: '', mail: false },
  { email: `pair-b${domain}`, role: 'member', team: '', mail: false },
];

/** Two thousand rows: fresh people, people of every state who are there already, and what is wrong in every way. */
function fileOf(there: {
  active: string[];
  pending: string[];
  deactivated: string[];
  managed: string[];
}): string {
  const line = ({ email, role, team, mail }: Wish): string => `${email},${role},${team},${mail ? 'yes' : ''}`;
  const rows = [
    ...wishes.map(line),
    ...Array.from({ length: 12 }, (_, index) => `mended-${index}@${domain},member,,`),
    `chosen${domain},member,,`,
    `chosen${domain},read-only-member,,`,
    `flagged${domain},member,,perhaps`,
    `pair-a${domain}; pair-b${domain},member,,`,
    `${there.active.find((email) => /l.*@/u.test(email))?.replace('l', '1')},member,,`,
    `${there.active[0]},read-only-member,second-shift,`,
    ...wishes.slice(0, 20).map(line),
    ...[...there.active.slice(1), ...there.pending, ...there.deactivated, ...there.managed].map(
      (email) => `${email},,,`,
    ),
    ...Array.from({ length: 10 }, (_, index) => `wizard-${index}${domain},wizard,,`),
    ...Array.from({ length: 10 }, (_, index) => `team-${index}${domain},member,!!!,`),
    ...Array.from({ length: 5 }, (_, index) => `shifted-${index}${domain},member,,,spilled`),
  ];
  const lost = Array.from({ length: 2000 - rows.length }, (_, index) => `nobody ${index},,,`);
  return `Email,Role,Teams,Send email\n${[...rows, ...lost].join('\n')}\n`;
}

const isOurs = ({ email }: { email: string }): boolean => email.endsWith(domain);
async function arrived(): Promise<number> {
  return (await sandbox.allUsers()).filter(isOurs).length;
}
async function untilArrived(count: number): Promise<void> {
  await expect.poll(arrived, { timeout: 60_000, intervals: [100] }).toBeGreaterThanOrEqual(count);
}

/** A token of its own for the app, so that it can end without that of the witness. */
async function makeToken(name: string): Promise<string> {
  const made = await sandbox.api('/personal-access-tokens', {
    method: 'POST',
    body: JSON.stringify({ name }),
  });
  return (made.body as { token: string }).token;
}

/** Mends with keys alone: F to the next problem, then what its row offers. Ends when nothing of it is left. */
async function mendByKeys(page: Page): Promise<void> {
  const focused = page.locator('[role="grid"] [role="row"][data-focused]');
  const busy = page.locator('[role="grid"] [role="row"][aria-busy="true"]');
  const look = page.getByRole('button', { name: /^Need a look/u }).locator('span');
  for (let turn = 0; turn < 15; turn += 1) {
    const before = await look.textContent();
    for (;;) {
      // While the rows are read again F goes from row to row, since it cannot know what is in them.
      await expect(busy).toHaveCount(0);
      await page.keyboard.press('f');
      await expect(busy).toHaveCount(0);
      const text = (await focused.textContent()) ?? '';
      if (text.includes('Split')) {
        await page.keyboard.press('x');
        await expect(look).not.toHaveText(before ?? '');
        break;
      }
      if ((await focused.getByRole('button', { name: /^Use /u }).count()) > 0) {
        await page.keyboard.press('Enter');
        await expect(page.getByRole('textbox', { name: /^Email of row/u })).toBeFocused();
        await page.keyboard.press('Tab');
      } else if (text.includes('Take') && text.includes('Read-only member')) await page.keyboard.press('x');
      else if (text.includes('perhaps')) {
        await page.keyboard.press('Enter');
        await expect(page.getByRole('combobox', { name: /^Send email of row/u })).toBeFocused();
        // Letters look through the list, Enter takes.
        await page.keyboard.type('Send');
        await expect(look).toHaveText(before ?? '');
        await page.keyboard.press('Enter');
      } else continue;
      break;
    }
    await expect(look).not.toHaveText(before ?? '');
    await expect(
      page.getByRole('status').filter({ hasText: /^Row [\d,.]+: (?:part 1 of 2, )?Ready$/u }),
    ).toBeVisible();
  }
}

async function resume(page: Page, jobId: string): Promise<void> {
  await page.getByRole('button', { name: /^Jobs: / }).click();
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await askBridge(page, 'jobs/read', { jobId })).state).not.toBe('paused');
}

/** A row that was scrolled away has no key: the first press shows it, and leaves it as it is. */
async function leaveNoneOutUnseen(page: Page): Promise<void> {
  const first = page.locator('[role="row"][data-index="0"]');
  const list = page.getByRole('grid', { name: 'Rows of the file' });
  await first.click();
  await list.hover();
  await page.mouse.wheel(0, 2000);
  await expect(first).toHaveCount(0);
  await page.keyboard.press('Delete');
  await expect(first).toBeFocused();
  await expect(page.getByRole('button', { name: /^Left out/u })).toHaveCount(0);
  // From the top again: F goes on behind a row that was gone to by hand.
  await page.getByRole('button', { name: /^Need a look/u }).press('Enter');
  await list.focus();
}

test('2,000 rows with every verdict, mended by keyboard; 429s, an outage, a SIGKILL and an ended token: every wish once', async () => {
  test.setTimeout(240_000);
  const token = 'witness-of-two-thousand';
  const file = join(profile, 'tenant.sqlite');
  const args = ['--users', '300', '--token', token, '--file', file];
  sandbox = await startSandbox({ args });
  launched = await launchApp({ profile });
  const { page } = launched;
  await connectTenant(page, { ...sandbox, token: await makeToken('of-the-app') });
  const before = await sandbox.allUsers();
  const { tenants } = await askBridge(page, 'tenants/list', {});
  const tenantId = tenants[0]?.id ?? '';
  const sort = { column: 'name', direction: 'ascending' } as const;
  const none = { text: '', status: [], role: [], source: [], lastAccess: [], team: [] };
  const { rows } = await askBridge(page, 'users/search', {
    tenantId,
    filter: none,
    sort,
    offset: 0,
    limit: 1000,
  });
  const emails = (fits: (row: (typeof rows)[number]) => boolean): string[] =>
    rows
      .filter(fits)
      .slice(0, 8)
      .map(({ email }) => email);
  const there = {
    active: emails(({ status }) => status === 'active'),
    pending: emails(({ status }) => status === 'pending'),
    deactivated: emails(({ status, managedBy }) => status === 'deactivated' && managedBy === null),
    managed: emails(({ status, managedBy }) => status === 'deactivated' && managedBy !== null),
  };
  for (const some of Object.values(there)) expect(some.length).toBeGreaterThan(0);

  const csv = join(profile, 'two-thousand.csv');
  writeFileSync(csv, fileOf(there));
  await launched.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, csv);
  await openScreen(page, 'Bulk invite');
  await page.getByRole('button', { name: 'Choose file' }).click();
  await expect(page.getByRole('button', { name: /^Check 2,000 rows/u })).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('grid', { name: 'Rows of the file' })).toBeVisible();
  await page.getByRole('checkbox', { name: /^Create 1 missing team/u }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('grid', { name: 'Rows of the file' }).focus();
  for (const verdict of [
    'Already active',
    'Pending invite',
    'Deactivated',
    'Managed by Okta',
    'Duplicate in file',
  ]) {
    await expect(page.getByRole('button', { name: new RegExp(`^${verdict}`, 'u') })).toBeVisible();
  }
  for (const verdict of [
    'Invalid email',
    'Unknown role',
    'Unusable team',
    'Bad row',
    'Look-alike',
    'Differs',
  ]) {
    await expect(page.getByRole('button', { name: new RegExp(`^${verdict}`, 'u') })).toBeVisible();
  }
  await leaveNoneOutUnseen(page);
  await mendByKeys(page);
  const people = `${(fresh + mended.length).toLocaleString('en-US')} people`;
  await expect(page.getByRole('button', { name: `Start: ${people}` })).toBeEnabled();
  expect(await arrived()).toBe(0);

  const onRegister = { method: 'POST', path: '/api/svc/v1/users/register' };
  await faultControl(sandbox.controlUrl).orderAll([
    { kind: 'too-many-requests', retryAfterSeconds: 1, times: 3, match: onRegister },
    { kind: 'too-many-requests', retryAfterSeconds: 1, retryAfterAs: 'date', times: 2, match: onRegister },
    { kind: 'server-error', status: 502, when: 'after', times: 3, match: onRegister },
  ]);
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: new RegExp(`^Invite[a-z, ]* ${people} in .+\\?$`, 'u') });
  for (const box of await dialog.getByRole('checkbox').all()) {
    await box.focus();
    await page.keyboard.press('Space');
  }
  // So many at once are more than half of this tenant, so their number is typed (condition 67).
  await dialog.getByRole('textbox', { name: /the number of people$/u }).focus();
  await page.keyboard.type(people.replace(' people', ''));
  await expect(dialog.getByRole('button', { name: `Start: ${people}` })).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  await untilArrived(120);
  const { jobs } = await askBridge(page, 'jobs/list', { tenantId, show: 'open' });
  const jobId = jobs[0]?.id ?? '';
  const state = async () => (await askBridge(launched.page, 'jobs/read', { jobId })).state;

  // The tenant goes away and comes back.
  const { port } = new URL(sandbox.tenantUrl);
  await sandbox.kill();
  await expect.poll(state, { timeout: 30_000 }).toBe('waiting');
  sandbox = await startSandbox({ args: [...args, '--port', port] });
  await askBridge(page, 'jobs/pause', { jobId });
  await askBridge(page, 'jobs/resume', { jobId });
  await untilArrived(240);

  // The app is killed.
  await launched.kill();
  await launched.close();
  launched = await launchApp({ profile });
  const soonEnded = await makeToken('soon-ended');
  await signInAgain(launched.page, soonEnded);
  await resume(launched.page, jobId);
  await untilArrived(360);

  // The token ends.
  const { body } = await sandbox.api('/personal-access-tokens/soon-ended');
  const { id } = (body as { data: { id: string } }).data;
  expect((await sandbox.api(`/personal-access-tokens/${id}`, { method: 'DELETE' })).status).toBe(200);
  await expect.poll(state, { timeout: 30_000 }).toBe('paused');
  expect((await askBridge(launched.page, 'jobs/read', { jobId })).why?.code).toBe('signed-out');
  await signInAgain(launched.page, await makeToken('made-anew'));
  await resume(launched.page, jobId);
  await expect.poll(state, { timeout: 90_000 }).toBe('done');

  const report = await askBridge(launched.page, 'bulk-invites/report', { jobId });
  const skipped = report.skippedBefore.reduce((sum, { count }) => sum + count, 0);
  expect(report).toMatchObject({ rowsRead: 2000, failed: 0, unknown: 0, notRun: 0 });
  // Whom the kill left to be found is invited too, though nobody can say that their email went out.
  const invited = report.invited + report.invitedMailFailed;
  expect(invited).toBe(fresh + mended.length);
  expect(report).toMatchObject({ rowsRead: 2000, addedBySplit: 1 });
  expect(invited + skipped).toBe(2001);
  await expectWishesOnce([...wishes, ...mended], before);
  expect(launched.failures()).toEqual([]);
});

/** The tenant's own list, outbox and teams against the file. */
async function expectWishesOnce(wished: readonly Wish[], before: readonly SandboxUser[]): Promise<void> {
  const users = await sandbox.allUsers();
  expect(
    users
      .filter(isOurs)
      .map(({ email }) => email)
      .sort(),
  ).toEqual(wished.map(({ email }) => email).sort());
  expect(users.filter((user) => !isOurs(user))).toHaveLength(before.length);
  const roles = new Map(users.map((user) => [user.email, roleOf(user)]));
  expect(wished.filter(({ email, role }) => roles.get(email) !== role)).toEqual([]);
  const mails = (await sandbox.outbox()).map(({ to }) => to).filter((to) => to.endsWith(domain));
  expect(mails.sort()).toEqual(wished.flatMap(({ email, mail }) => (mail ? [email] : [])).sort());
  const teams = new Map((await tenantTeams(sandbox)).map(({ name, members }) => [name, members]));
  for (const team of ['contractors', 'second-shift']) {
    const members = (teams.get(team) ?? []).filter((email) => email.endsWith(domain)).sort();
    expect(members).toEqual(wished.flatMap((wish) => (wish.team === team ? [wish.email] : [])).sort());
  }
}

function roleOf(user: SandboxUser): string | undefined {
  const listed = (user.rolesWithResource ?? []) as { roleName?: string }[];
  return user.roles[0] ?? listed[0]?.roleName;
}
