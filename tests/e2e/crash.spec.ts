import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { faultControl } from '../rooms/harness/order-fault.ts';
import { type LaunchedApp, launchApp } from './harness/launch-app.ts';
import { makeProfile, removeProfile } from './harness/profile.ts';
import { type StartedSandbox, startSandbox } from './harness/start-sandbox.ts';
import { appTest as test } from './steps/app-test.ts';
import { askBridge } from './steps/call-bridge.ts';
import { connectTenant } from './steps/connect-tenant.ts';
import { openScreen } from './steps/open-screen.ts';
import { signInAgain } from './steps/sign-in-again.ts';
import { startBulkInvite } from './steps/start-bulk-invite.ts';

// What a tenant holds after a run was cut off in every way there is: each wished person once, one mail each (F1, F2, E2).
const domain = '@crash.example';
const options = {
  passwordEmail: 'send',
  reactivate: 'no',
  update: 'no',
  createTeams: 'yes',
  letterCase: 'lower',
  letters: 'ascii',
} as const;

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
}

function wishes(count: number): Wish[] {
  return Array.from({ length: count }, (_, index) => ({
    email: `person-${String(index).padStart(3, '0')}${domain}`,
    role: index % 5 === 0 ? 'read-only-member' : 'member',
    team: index % 4 === 0 ? 'night-crew' : '',
  }));
}

function csvOf(people: readonly Wish[]): string {
  const lines = people.map(({ email, role, team }) => `${email},${role},${team}`);
  return `Email,Role,Teams\n${lines.join('\n')}\n`;
}

async function arrived(): Promise<string[]> {
  return (await sandbox.allUsers()).map(({ email }) => email).filter((email) => email.endsWith(domain));
}

/** Waits until the tenant has at least so many of the wished people. */
async function untilArrived(count: number): Promise<void> {
  await expect
    .poll(async () => (await arrived()).length, { timeout: 30_000, intervals: [50] })
    .toBeGreaterThanOrEqual(count);
}

async function openJobs(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Jobs: / }).click();
}

const jobsPill = (page: Page, words: string) => page.getByRole('button', { name: `Jobs: ${words}` });

async function launchAgain(): Promise<void> {
  launched = await launchApp({ profile });
  await signInAgain(launched.page, sandbox.token);
}

/** The tenant holds every wished person once, with role and team as wished, and sent each of them one mail. */
async function expectWishesOnce(people: readonly Wish[]): Promise<void> {
  const emails = people.map(({ email }) => email).sort();
  const users = (await sandbox.allUsers()).filter(({ email }) => email.endsWith(domain));
  expect(users.map(({ email }) => email).sort()).toEqual(emails);
  const mails = (await sandbox.outbox()).filter(({ to }) => to.endsWith(domain));
  expect(mails.map(({ to }) => to).sort()).toEqual(emails);
  const roles = new Map(users.map((user) => [user.email, roleOf(user)]));
  expect(people.filter(({ email, role }) => roles.get(email) !== role)).toEqual([]);
  const teams = await sandbox.api('/teams/user?limit=1000');
  const rows = (teams.body as { data: { manifest: { name: string; members: string[] } }[] }).data;
  const crew = rows.filter(({ manifest }) => manifest.name === 'night-crew');
  expect(crew).toHaveLength(1);
  const members = (crew[0]?.manifest.members ?? []).filter((email) => email.endsWith(domain)).sort();
  expect(members).toEqual(people.filter(({ team }) => team !== '').map(({ email }) => email));
}

function roleOf(user: { roles: string[]; [field: string]: unknown }): string | undefined {
  const listed = (user.rolesWithResource ?? []) as { roleName?: string }[];
  return user.roles[0] ?? listed[0]?.roleName;
}

test('F1, F2, E2: three kills in one run, each resumed: 200 people once, one mail each', async () => {
  test.setTimeout(90_000);
  sandbox = await startSandbox({ args: ['--users', '40', '--no-sso', '--latency', '40'] });
  const people = wishes(200);
  launched = await launchApp({ profile });
  await connectTenant(launched.page, sandbox);
  const jobId = await startBulkInvite(launched.page, csvOf(people), options);

  for (const killAt of [12, 70, 150]) {
    await untilArrived(killAt);
    await launched.kill();
    await launched.close();
    await launchAgain();
    const { page } = launched;
    // It waits for the admin: nothing goes on by itself after a crash.
    await expect(jobsPill(page, '1 job paused')).toBeVisible();
    const job = await askBridge(page, 'jobs/read', { jobId });
    expect(job.state).toBe('paused');
    expect(job.why?.code).toBe('was-interrupted');
    expect(job.counts.planned + job.counts.sent).toBeGreaterThan(0);
    await openJobs(page);
    await expect(
      page.getByRole('listitem').filter({ hasText: 'people.csv' }).getByText('Paused'),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Resume' }).click();
  }

  await expect(jobsPill(launched.page, 'No jobs')).toBeVisible({ timeout: 40_000 });
  const job = await askBridge(launched.page, 'jobs/read', { jobId });
  expect(job).toMatchObject({
    state: 'done',
    counts: { done: 201, failed: 0, unknown: 0, sent: 0, planned: 0 },
  });
  await expectWishesOnce(people);
  expect(launched.failures()).toEqual([]);
});

test('F5: pause holds, resume goes on, cancel leaves what is done', async () => {
  sandbox = await startSandbox({ args: ['--users', '40', '--no-sso', '--latency', '250'] });
  const people = wishes(300);
  launched = await launchApp({ profile });
  const { page } = launched;
  await connectTenant(page, sandbox);
  const jobId = await startBulkInvite(page, csvOf(people), options);
  await untilArrived(10);

  await openJobs(page);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
  const held = await askBridge(page, 'jobs/read', { jobId });
  expect(held.state).toBe('paused');
  const atHold = await arrived();
  expect(atHold.length).toBeLessThan(people.length);
  // A whole sync later nobody else has arrived.
  await askBridge(page, 'sync/start', { tenantId: held.tenantId });
  await expect
    .poll(async () => (await askBridge(page, 'sync/status', { tenantId: held.tenantId })).people)
    .toBe((await sandbox.allUsers()).length);
  expect(await arrived()).toEqual(atHold);

  await page.getByRole('button', { name: 'Resume' }).click();
  await untilArrived(atHold.length + 20);
  await page.keyboard.press('Escape');
  await openScreen(page, 'Bulk invite');
  await page.getByRole('button', { name: 'Cancel…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End here' }).click();
  await expect(page.getByRole('heading', { name: /^Cancelled: / })).toBeVisible();
  const cancelled = await askBridge(page, 'jobs/read', { jobId });
  expect(cancelled.state).toBe('cancelled');
  const done = await askBridge(page, 'jobs/rows', {
    jobId,
    states: ['done'],
    order: 'position',
    offset: 0,
    limit: 1000,
  });
  const arrivedInAll = (await arrived()).sort();
  const known = new Set(arrivedInAll);
  expect(done.rows.map(({ subject }) => subject).filter((email) => !known.has(email))).toEqual([]);
  // A row whose answer was cut off by the cancelling may have arrived; it is told as such, never lost.
  expect(arrivedInAll.length - done.rows.length).toBeLessThanOrEqual(cancelled.counts.unknown);
  expect(arrivedInAll.length).toBeLessThan(people.length);
  const mails = (await sandbox.outbox()).map(({ to }) => to).filter((to) => to.endsWith(domain));
  expect(mails.sort()).toEqual(arrivedInAll);
  expect(launched.failures()).toEqual([]);
});

test('F1: closed in order in the middle of a run, opened again, resumed: everybody once', async () => {
  sandbox = await startSandbox({ args: ['--users', '40', '--no-sso', '--latency', '250'] });
  const people = wishes(150);
  launched = await launchApp({ profile });
  await connectTenant(launched.page, sandbox);
  const jobId = await startBulkInvite(launched.page, csvOf(people), options);
  await untilArrived(15);
  await launched.close();
  const atClose = await arrived();
  expect(atClose.length).toBeLessThan(people.length);

  await launchAgain();
  const { page } = launched;
  const job = await askBridge(page, 'jobs/read', { jobId });
  expect(job.state).toBe('paused');
  expect(job.why?.code).toBe('was-interrupted');
  expect(await arrived()).toEqual(atClose);
  await openScreen(page, 'Bulk invite');
  await expect(page.getByText(/^Tenantry was closed while this ran: \d+ of 151 done\.$/u)).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(jobsPill(page, 'No jobs')).toBeVisible({ timeout: 30_000 });
  await expectWishesOnce(people);
  expect(launched.failures()).toEqual([]);
});

test('F1, F2: 429s, an outage and a killed app in one run: nobody twice, nobody missing', async () => {
  test.setTimeout(90_000);
  const token = 'tenant-that-goes-away-token';
  const file = join(profile, 'away.sqlite');
  const args = ['--users', '40', '--no-sso', '--latency', '150', '--token', token, '--file', file];
  sandbox = await startSandbox({ args });
  const onRegister = { method: 'POST', path: '/api/svc/v1/users/register' };
  const control = faultControl(sandbox.controlUrl);
  await control.orderAll([
    { kind: 'too-many-requests', retryAfterSeconds: 1, times: 2, match: onRegister },
    { kind: 'too-many-requests', retryAfterSeconds: 1, retryAfterAs: 'date', times: 1, match: onRegister },
    { kind: 'server-error', status: 502, when: 'after', times: 2, match: onRegister },
  ]);
  const people = wishes(160);
  launched = await launchApp({ profile });
  await connectTenant(launched.page, sandbox);
  const jobId = await startBulkInvite(launched.page, csvOf(people), options);
  await untilArrived(15);
  expect((await control.faults()).map(({ struck }) => struck)).toEqual([2, 1, 2]);
  const { port } = new URL(sandbox.tenantUrl);
  await sandbox.stop();

  const state = async () => (await askBridge(launched.page, 'jobs/read', { jobId })).state;
  await expect.poll(state, { timeout: 20_000 }).toBe('waiting');
  await expect(jobsPill(launched.page, '1 waiting for server')).toBeVisible();
  sandbox = await startSandbox({ args: [...args, '--port', port] });
  const before = await arrived();
  expect(before.length).toBeLessThan(people.length);

  // It would go on by itself at the moment that it says; an admin need not wait for it.
  await openJobs(launched.page);
  await launched.page.getByRole('button', { name: 'Pause', exact: true }).click();
  await launched.page.getByRole('button', { name: 'Resume' }).click();
  await untilArrived(before.length + 10);

  await launched.kill();
  await launched.close();
  await launchAgain();
  await expect(jobsPill(launched.page, '1 job paused')).toBeVisible();
  await openJobs(launched.page);
  await launched.page.getByRole('button', { name: 'Resume' }).click();
  await expect.poll(state, { timeout: 40_000 }).toBe('done');
  const job = await askBridge(launched.page, 'jobs/read', { jobId });
  expect(job.counts).toMatchObject({ done: 161, failed: 0, unknown: 0 });
  await expectWishesOnce(people);
  expect(launched.failures()).toEqual([]);
});
