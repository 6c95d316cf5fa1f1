import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sandboxApi } from '../../e2e/harness/sandbox-api.ts';
import { type NodeApp, openNodeApp } from '../../torture/node-app.ts';
import { arrivedAt, faultControl } from '../harness/order-fault.ts';
import { builtProgram } from '../harness/programs.ts';
import { type StartedSandbox, startSandbox } from '../harness/start-sandbox.ts';

/** As long as G3 asks for: longer than every time limit of a request but one, so that all of them run out. */
const stoppedMs = 60_000;

const thread = builtProgram('cache-thread');
let sandbox: StartedSandbox;
let folder: string;
let app: NodeApp;
beforeAll(async () => {
  sandbox = await startSandbox(['--users', '40', '--mode', 'invite-only', '--no-sso', '--latency', '60']);
  folder = mkdtempSync(join(tmpdir(), 'tenantry-stopped-jobs-'));
  app = await openNodeApp(folder, thread);
}, 60_000);
afterAll(async () => {
  await app.close();
  await sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('G3: a process that stood still for a minute in the middle of a job goes on: nobody twice, nobody missing', async () => {
  const tenant = await app.call('tenants/connect', {
    controlPlane: sandbox.tenantUrl,
    tenantName: sandbox.tenantName,
    displayName: 'Stopped',
    environment: 'staging',
    token: sandbox.token,
  });
  const emails = Array.from({ length: 20 }, (_, index) => `stopped.${index}@halden.example`);
  const { jobId } = await app.call('users/invite', {
    tenantId: tenant.id,
    emails,
    role: 'member',
    teams: [],
    passwordEmail: 'send',
    inviteAnyway: emails,
  });
  const control = faultControl(sandbox.controlUrl);
  await expect
    .poll(async () => arrivedAt(await control.requests(), 'POST', '/users/register').length, { interval: 5 })
    .toBeGreaterThan(3);
  app.signal('SIGSTOP');
  const before = arrivedAt(await control.requests(), 'POST', '/users/register').length;
  expect(before).toBeLessThan(emails.length);
  await wait(stoppedMs);
  app.signal('SIGCONT');
  expect(await app.call('jobs/await-end', { jobId })).toMatchObject({ state: 'done', counts: { done: 20 } });

  const api = sandboxApi(sandbox);
  const there = (await api.allUsers()).filter(({ email }) => email.startsWith('stopped.'));
  expect(there.map(({ email }) => email).sort()).toEqual([...emails].sort());
  const mailed = (await api.outbox()).map(({ to }) => to).filter((to) => to.startsWith('stopped.'));
  expect(mailed.sort()).toEqual([...emails].sort());
  const { body } = await api.api('/audit-logs?metric=list&action=user.register&limit=1000&offset=0');
  const { data } = body as { data: { resourceName: string }[] };
  const registered = data
    .map(({ resourceName }) => resourceName)
    .filter((name) => name.startsWith('stopped.'));
  expect(registered.sort()).toEqual([...emails].sort());
}, 150_000);
