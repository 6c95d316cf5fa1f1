import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sandboxApi } from '../../e2e/harness/sandbox-api.ts';
import type { AppUnderTest } from '../../torture/app-under-test.ts';
import { openNodeApp } from '../../torture/node-app.ts';
import { seededRandom } from '../../torture/seeded-random.ts';
import { builtProgram } from '../harness/programs.ts';
import { type StartedSandbox, startSandbox } from '../harness/start-sandbox.ts';

const kills = 8;
const seed = 20_261_124;

const thread = builtProgram('cache-thread');
let sandbox: StartedSandbox;
let folder: string;
beforeAll(async () => {
  sandbox = await startSandbox(['--users', '300', '--mode', 'invite-only', '--no-sso', '--latency', '10']);
  folder = mkdtempSync(join(tmpdir(), 'tenantry-killed-staged-'));
}, 60_000);
afterAll(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What is staged and what is in a job, by email and in this order. */
async function whereabouts(app: AppUnderTest, tenantId: string): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const add = (email: string, where: string): void => {
    found.set(email, [...(found.get(email) ?? []), where]);
  };
  for (const { email } of (await app.call('staged/list', { tenantId })).changes) add(email, 'staged');
  for (const { id } of (await app.call('jobs/list', { tenantId, show: 'all' })).jobs) {
    const page = { jobId: id, states: [], order: 'position' as const, offset: 0, limit: 1000 };
    for (const { subject } of (await app.call('jobs/rows', page)).rows) add(subject, 'in a job');
  }
  return found;
}

async function applyAll(app: AppUnderTest, tenantId: string): Promise<void> {
  const { changes } = await app.call('staged/compare', { tenantId });
  const choices = changes
    .filter(({ is }) => is === 'as-seen')
    .map(({ change, now }) => ({ id: change.id, now }));
  if (choices.length === 0) return;
  const { planId, asks } = await app.call('staged/plan', { tenantId, choices });
  const typed = asks.typeTenantName ?? (asks.typeNumber === null ? '' : String(asks.typeNumber));
  await app.call('staged/apply', { planId, reason: '', typed, acknowledged: true });
}

test(`G2, E2: ${kills} kills while staged changes are applied: each is staged or in one job, and is done once (seed ${seed})`, async () => {
  const random = seededRandom(seed);
  const tenant = sandboxApi(sandbox);
  const isFree = ({
    active,
    metadata,
    roles,
    rolesWithResource,
  }: Awaited<ReturnType<typeof tenant.allUsers>>[number]) =>
    active &&
    metadata.inviteAccepted !== false &&
    !JSON.stringify([roles, rolesWithResource]).includes('admin');
  const people = (await tenant.allUsers()).filter(isFree).slice(0, kills * 6);
  expect(people).toHaveLength(kills * 6);
  let app: AppUnderTest = await openNodeApp(folder, thread);
  const { id: tenantId } = await app.call('tenants/connect', {
    controlPlane: sandbox.tenantUrl,
    tenantName: sandbox.tenantName,
    displayName: 'Killed',
    environment: 'staging',
    token: sandbox.token,
  });
  await expect
    .poll(async () => (await app.call('sync/status', { tenantId })).lastSyncAt, { timeout: 20_000 })
    .not.toBeNull();

  for (let kill = 0; kill < kills; kill += 1) {
    const some = people.slice(kill * 6, kill * 6 + 6).map(({ id }) => id);
    const wish = { tenantId, teamIds: [], reason: 'on the train' };
    await app.call('staged/add', { ...wish, verb: 'deactivate', userIds: some.slice(0, 3), role: null });
    await app.call('staged/add', {
      ...wish,
      verb: 'change-role',
      userIds: some.slice(3),
      role: 'read-only-member',
    });
    const applying = applyAll(app, tenantId).catch(() => 'cut off');
    await wait(random() * 160);
    await app.kill();
    await applying;
    app = await openNodeApp(folder, thread);
    await app.call('tenants/sign-in', { tenantId, token: sandbox.token });
    const found = await whereabouts(app, tenantId);
    expect(people.slice(0, kill * 6 + 6).map(({ email }) => found.get(email)?.length)).toEqual(
      Array.from({ length: kill * 6 + 6 }, () => 1),
    );
  }

  await applyAll(app, tenantId);
  for (;;) {
    const { jobs } = await app.call('jobs/list', { tenantId, show: 'open' });
    if (jobs.length === 0) break;
    for (const { id, state } of jobs) {
      if (state === 'paused') await app.call('jobs/resume', { jobId: id });
      await app.call('jobs/await-end', { jobId: id });
    }
  }
  expect((await app.call('staged/list', { tenantId })).changes).toEqual([]);
  await app.close();
  const after = new Map((await tenant.allUsers()).map((user) => [user.email, user]));
  for (const [index, { email }] of people.entries()) {
    const user = after.get(email);
    if (index % 6 < 3) expect([email, user?.active]).toEqual([email, false]);
    else expect([email, JSON.stringify(user?.roles)]).toEqual([email, '["read-only-member"]']);
  }
  for (const action of ['user.deactivate', 'user.role-change']) {
    const { body } = await tenant.api(`/audit-logs?metric=list&action=${action}&limit=1000&offset=0`);
    const names = (body as { data: { resourceName: string }[] }).data.map(({ resourceName }) => resourceName);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(kills * 3);
  }
}, 180_000);
