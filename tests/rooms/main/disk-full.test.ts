import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SandboxUser, sandboxApi } from '../../e2e/harness/sandbox-api.ts';
import { builtProgram } from '../harness/programs.ts';
import { type RunningSandbox, serveSandbox } from '../harness/start-sandbox.ts';
import { type OpenedMain, openMain } from './open-main.ts';

/** Mounts something small here, or says why not. */
function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const place = mkdtempSync(join(tmpdir(), 'tenantry-mount-'));
  const tried = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place]);
  if (tried.status === 0) execFileSync('umount', [place]);
  rmSync(place, { recursive: true, force: true });
  return tried.status === 0;
}
const mounts = canMount();
if (!mounts) console.info('E6 is skipped: only root on Linux may mount a small disk here.');

describe.skipIf(!mounts)('E6: the disk fills up while a job runs', () => {
  const thread = builtProgram('cache-thread');
  let folder: string;
  let sandbox: RunningSandbox;
  let main: OpenedMain;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tenantry-small-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder]);
    sandbox = await serveSandbox(['--users', '400', '--mode', 'invite-only', '--no-sso', '--latency', '40']);
    main = await openMain(thread, folder);
  });
  afterEach(async () => {
    await main.close();
    await sandbox.stop();
    execFileSync('umount', [folder]);
    rmSync(folder, { recursive: true, force: true });
  });

  /** Takes all room but a little: what a download of somebody else's does to the disk. */
  function fillDisk(): void {
    const { bavail, bsize } = statfsSync(folder);
    const ballast = openSync(join(folder, 'ballast'), 'w');
    const chunk = Buffer.alloc(16 * 1024, 1);
    for (let left = bavail * bsize - 48 * 1024; left > 0; left -= chunk.length) writeSync(ballast, chunk);
    closeSync(ballast);
  }

  test('the job pauses with the reason, goes on when there is room, and everybody is deactivated once', async () => {
    const tenantId = await main.connect(sandbox);
    const tenant = sandboxApi(sandbox);
    const isAdmin = ({ roles, rolesWithResource }: SandboxUser): boolean =>
      JSON.stringify([roles, rolesWithResource]).includes('tenant-admin');
    const people = (await tenant.allUsers()).filter((user) => user.active && !isAdmin(user)).slice(0, 130);
    const plan = await main.value('users/plan-deactivate', { tenantId, userIds: people.map(({ id }) => id) });
    const wished = people.filter(({ email }) => plan.leftOut.every(({ user }) => user.email !== email));
    expect(wished).toHaveLength(plan.includedCount);
    expect(wished.length).toBeGreaterThan(100);
    const { jobId } = await main.value('users/deactivate', {
      planId: plan.planId,
      reason: 'a test',
      typed: plan.asks.typeTenantName ?? String(plan.asks.typeNumber ?? ''),
      acknowledged: true,
    });
    await main.hear(
      (change) => change.what === 'job' && change.job.id === jobId && change.job.counts.done >= 20,
    );
    fillDisk();
    const paused = await main.value('jobs/await-end', { jobId });
    expect(paused.state).toBe('paused');
    expect(paused.counts.done).toBeLessThan(wished.length);
    const { notices } = await main.value('app/about', {});
    expect(notices.join(' ')).toContain('The disk of this computer is full.');

    rmSync(join(folder, 'ballast'));
    await main.value('jobs/resume', { jobId });
    const ended = await main.value('jobs/await-end', { jobId });
    expect(ended).toMatchObject({ state: 'done', counts: { done: wished.length, failed: 0, unknown: 0 } });
    const after = new Map((await tenant.allUsers()).map((user) => [user.email, user]));
    expect(wished.filter(({ email }) => after.get(email)?.active !== false)).toEqual([]);
    const { body } = await tenant.api('/audit-logs?metric=list&action=user.deactivate&limit=1000&offset=0');
    const names = (body as { data: { resourceName: string }[] }).data.map(({ resourceName }) => resourceName);
    expect(names.sort()).toEqual(wished.map(({ email }) => email).sort());
    expect(await main.value('audit-log/check', { tenantId })).toMatchObject({ is: 'unbroken' });
  }, 120_000);
});
