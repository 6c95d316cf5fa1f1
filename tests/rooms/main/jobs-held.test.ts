import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Job } from '../../../src-contract/jobs.ts';
import { sandboxApi } from '../../e2e/harness/sandbox-api.ts';
import { arrivedAt, type FaultControl, faultControl } from '../harness/order-fault.ts';
import { builtProgram } from '../harness/programs.ts';
import { type StartedSandbox, startSandbox } from '../harness/start-sandbox.ts';
import { type OpenedMain, openMain } from './open-main.ts';

// Jobs that cannot go on now: held by the admin, cut off from the tenant, behind the page of a guest network, signed out.
const register = { method: 'POST', path: '/api/svc/v1/users/register' };
const args = ['--users', '40', '--mode', 'invite-only', '--no-sso'];

const thread = builtProgram('cache-thread');
let folder: string;
let sandbox: StartedSandbox;
let control: FaultControl;
let main: OpenedMain;
let tenantId: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-held-jobs-'));
  const token = 'token-of-a-tenant-that-goes-away';
  sandbox = await startSandbox([...args, '--token', token, '--file', join(folder, 'tenant.sqlite')]);
  control = faultControl(sandbox.controlUrl);
  main = await openMain(thread);
  tenantId = await main.connect(sandbox);
});
afterEach(async () => {
  await main.close();
  main.remove();
  await sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function invite(count: number): Promise<{ jobId: string; emails: string[] }> {
  const emails = Array.from({ length: count }, (_, index) => `held.${index}@halden.example`);
  const { jobId } = await main.value('users/invite', {
    tenantId,
    emails,
    role: 'member',
    teams: [],
    passwordEmail: 'send',
    inviteAnyway: emails,
  });
  return { jobId, emails };
}

/** The first announcement from now on in which the job is so. */
async function becomes(jobId: string, fits: (job: Job) => boolean): Promise<void> {
  const from = main.heard.length;
  const now = await main.value('jobs/read', { jobId });
  if (fits(now)) return;
  await main.hear(
    (change) =>
      change.what === 'job' &&
      change.job.id === jobId &&
      fits(change.job) &&
      main.heard.indexOf(change) >= from,
  );
}

/** Everybody who was to be invited is there once, with one mail. */
async function expectOnce(emails: readonly string[]): Promise<void> {
  const api = sandboxApi(sandbox);
  const isOurs = (email: string): boolean => email.startsWith('held.');
  const wished = [...emails].sort();
  expect(
    (await api.allUsers())
      .map(({ email }) => email)
      .filter(isOurs)
      .sort(),
  ).toEqual(wished);
  expect(
    (await api.outbox())
      .map(({ to }) => to)
      .filter(isOurs)
      .sort(),
  ).toEqual(wished);
}

test('F5: pause gives hanging requests at most ten seconds, keeps their rows, and Resume settles them by asking', async () => {
  await control.order({ kind: 'hang', when: 'after', match: register });
  const { jobId, emails } = await invite(6);
  await becomes(jobId, ({ counts }) => counts.sent === 4);
  const begun = performance.now();
  const paused = await main.value('jobs/pause', { jobId });
  expect(performance.now() - begun).toBeLessThan(12_000);
  expect(paused).toMatchObject({ state: 'paused', counts: { sent: 4, planned: 2, unknown: 0 } });
  await control.clear();
  await control.forgetRequests();
  await main.value('jobs/resume', { jobId });
  expect(await main.value('jobs/await-end', { jobId })).toMatchObject({ state: 'done', counts: { done: 6 } });
  expect(arrivedAt(await control.requests(), 'POST', '/users/register')).toHaveLength(2);
  await expectOnce(emails);
}, 60_000);

test('F5: a cancel that comes while a pause still waits ends within 2 s', async () => {
  await control.order({ kind: 'hang', match: register });
  const { jobId } = await invite(6);
  await becomes(jobId, ({ counts }) => counts.sent === 4);
  const pausing = main.value('jobs/pause', { jobId });
  const begun = performance.now();
  const cancelled = await main.value('jobs/cancel', { jobId });
  expect(performance.now() - begun).toBeLessThan(2000);
  expect(cancelled).toMatchObject({ state: 'cancelled', counts: { unknown: 4, planned: 2 } });
  await pausing;
});

test('G3: the page of a guest network is never taken as done; the job waits and goes on by itself', async () => {
  // All that goes to the tenant meets the page, as behind a captive portal.
  await control.order({ kind: 'web-page', match: {} });
  const { jobId, emails } = await invite(5);
  await becomes(jobId, ({ state }) => state === 'waiting');
  expect(await main.value('jobs/read', { jobId })).toMatchObject({
    counts: { done: 0, failed: 0 },
    why: { code: 'not-json' },
  });
  await control.clear();
  await main.value('sync/start', { tenantId });
  expect(await main.value('jobs/await-end', { jobId })).toMatchObject({ state: 'done', counts: { done: 5 } });
  await expectOnce(emails);
}, 30_000);

test('G3: a tenant that goes away holds the job, which goes on by itself as soon as the tenant answers a sync', async () => {
  await control.order({ kind: 'latency', ms: 50, match: register });
  const { jobId, emails } = await invite(20);
  await becomes(jobId, ({ counts }) => counts.done >= 3);
  const { port } = new URL(sandbox.tenantUrl);
  await sandbox.kill();
  await becomes(jobId, ({ state }) => state === 'waiting');
  sandbox = await startSandbox([
    ...args,
    '--token',
    sandbox.token,
    '--file',
    join(folder, 'tenant.sqlite'),
    '--port',
    port,
  ]);
  const begun = performance.now();
  await main.value('sync/start', { tenantId });
  expect(await main.value('jobs/await-end', { jobId })).toMatchObject({
    state: 'done',
    counts: { done: 20 },
  });
  // Its own next try would have come after half a minute.
  expect(performance.now() - begun).toBeLessThan(25_000);
  await expectOnce(emails);
}, 60_000);

test('a token that ends holds the job; after signing in again it says that it can go on, and does', async () => {
  await control.order({ kind: 'revoke-token', from: 3, match: register });
  const { jobId, emails } = await invite(12);
  const held = await main.value('jobs/await-end', { jobId });
  expect(held).toMatchObject({ state: 'paused', why: { code: 'signed-out' }, counts: { failed: 0 } });
  await control.clear();
  await sandbox.kill();
  const { port } = new URL(sandbox.tenantUrl);
  const token = 'token-that-was-made-anew';
  const file = join(folder, 'tenant.sqlite');
  sandbox = await startSandbox([...args, '--token', token, '--file', file, '--port', port]);
  await main.value('tenants/sign-in', { tenantId, token });
  await becomes(jobId, ({ why }) => why?.code === 'signed-in-again');
  await main.value('jobs/resume', { jobId });
  expect(await main.value('jobs/await-end', { jobId })).toMatchObject({
    state: 'done',
    counts: { done: 12 },
  });
  await expectOnce(emails);
}, 60_000);
