import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Job } from '../../../src-contract/jobs.ts';
import type { User, UserFilter } from '../../../src-contract/users.ts';
import { sandboxApi } from '../../e2e/harness/sandbox-api.ts';
import { builtProgram } from '../harness/programs.ts';
import { type RunningSandbox, serveSandbox } from '../harness/start-sandbox.ts';
import { type OpenedMain, openMain } from './open-main.ts';

const thread = builtProgram('cache-thread');
let sandbox: RunningSandbox;
let main: OpenedMain;

beforeEach(async () => {
  sandbox = await serveSandbox(['--users', '200', '--member-token', 'member-token-1']);
  main = await openMain(thread);
});
afterEach(async () => {
  await main.close();
  main.remove();
  await sandbox.stop();
});

const everybody: UserFilter = { text: '', status: [], role: [], source: [], lastAccess: [], team: [] };

async function people(tenantId: string, filter: Partial<UserFilter>): Promise<User[]> {
  const found = await main.value('users/search', {
    tenantId,
    filter: { ...everybody, ...filter },
    sort: { column: 'name', direction: 'ascending' },
    offset: 0,
    limit: 500,
  });
  return found.rows;
}

async function ended(jobId: string): Promise<Job> {
  return main.value('jobs/await-end', { jobId });
}

describe('connect', () => {
  test('stores nothing for a refused token, a member, a page that is no control plane', async () => {
    const input = {
      controlPlane: sandbox.tenantUrl,
      tenantName: sandbox.tenantName,
      displayName: 'Halden',
      environment: 'staging' as const,
      token: 'not-a-token',
    };
    expect(await main.call('tenants/connect', input)).toMatchObject({
      ok: false,
      failure: { code: 'token-refused' },
    });
    const member = await main.call('tenants/connect', { ...input, token: 'member-token-1' });
    expect(member).toMatchObject({ ok: false, failure: { code: 'not-admin' } });
    expect(member.ok ? '' : member.failure.sentence).toMatch(
      /^The token works, but .+ is Member here\. Tenantry needs Admin\.$/,
    );
    expect(await main.call('tenants/connect', { ...input, controlPlane: 'ftp://x.example' })).toMatchObject({
      ok: false,
      failure: { code: 'address-invalid' },
    });
    expect((await main.value('tenants/list', {})).tenants).toEqual([]);
  });

  test('knows whose token it is, refuses the same tenant twice, and offers what the control plane has', async () => {
    const tenantId = await main.connect(sandbox);
    const [tenant] = (await main.value('tenants/list', {})).tenants;
    expect(tenant).toMatchObject({
      id: tenantId,
      profile: 'full',
      credential: 'session-only',
      signedInAs: { email: 'ingrid.solvang@halden.example', role: 'tenant-admin' },
    });
    expect(tenant?.lastSyncAt).not.toBeNull();
    const again = await main.call('tenants/connect', {
      controlPlane: sandbox.tenantUrl,
      tenantName: sandbox.tenantName,
      displayName: 'Twice',
      environment: 'staging',
      token: sandbox.token,
    });
    expect(again).toMatchObject({ ok: false, failure: { code: 'tenant-exists' } });
  });
});

describe('deactivate', () => {
  test('leaves out who must not be changed, changes the rest in the tenant, and undoes it', async () => {
    const tenantId = await main.connect(sandbox);
    const api = sandboxApi(sandbox);
    const free = (await people(tenantId, { source: ['jit', 'invited'], status: ['active'] })).filter(
      (user) => user.role === 'member' && user.managedBy === null,
    );
    const scim = (await people(tenantId, { source: ['scim'], status: ['active'] }))[0];
    const me = (await people(tenantId, { text: 'ingrid.solvang' }))[0];
    const chosen = free.slice(0, 2);
    if (scim === undefined || me === undefined || chosen.length < 2)
      throw new Error('the seed lacks somebody');

    const plan = await main.value('users/plan-deactivate', {
      tenantId,
      userIds: [...chosen, scim, me].map((user) => user.id),
    });
    expect(plan.included.map((user) => user.email).sort()).toEqual(chosen.map((user) => user.email).sort());
    expect(plan.leftOut.map(({ why }) => why).sort()).toEqual([
      'The next Okta push would undo it',
      'This is you',
    ]);

    const started = await main.value('users/deactivate', {
      planId: plan.planId,
      reason: 'contract ended',
      typed: '',
      acknowledged: false,
    });
    const job = await ended(started.jobId);
    expect(job).toMatchObject({ state: 'done', counts: { done: 2 }, undo: 'offered' });
    for (const user of chosen) expect((await api.findUser(user.email))?.active).toBe(false);
    expect((await people(tenantId, { text: chosen[0]?.email ?? '' }))[0]?.status).toBe('deactivated');
    expect((await api.findUser(scim.email))?.active).toBe(true);
    const { history } = await main.value('users/read', { tenantId, userId: chosen[0]?.id ?? '' });
    expect(history[0]).toMatchObject({
      by: 'ingrid.solvang@halden.example',
      what: 'Deactivated, Active → Deactivated (contract ended)',
    });

    expect(
      await main.call('users/deactivate', {
        planId: plan.planId,
        reason: '',
        typed: '',
        acknowledged: false,
      }),
    ).toMatchObject({
      ok: false,
      failure: { code: 'plan-expired' },
    });

    const undo = await main.value('jobs/undo', { jobId: job.id, planId: null });
    expect(await ended(undo.id)).toMatchObject({ state: 'done', counts: { done: 2 } });
    for (const user of chosen) expect((await api.findUser(user.email))?.active).toBe(true);
    expect(await main.value('jobs/read', { jobId: job.id })).toMatchObject({ undo: 'done' });
  });

  test('F4: a tenth of the tenant needs its name typed; anything else changes nobody', async () => {
    const tenantId = await main.connect(sandbox, 'production');
    const api = sandboxApi(sandbox);
    // Not managed any more, so that there are enough people to choose from.
    await api.api('/settings/provisioning', { method: 'PUT', body: '{"mode":"invite-only"}' });
    const ids = (await people(tenantId, { status: ['active'], role: ['member'] })).map((user) => user.id);
    await main.value('sync/start', { tenantId });
    const plan = await main.value('users/plan-deactivate', { tenantId, userIds: ids });
    expect(plan.share).toBeGreaterThan(0.1);
    expect(plan.asks).toEqual({
      typeText: null,
      typeNumber: expect.any(Number),
      typeTenantName: 'Halden Robotics',
      acknowledge: null,
    });
    const before = (await api.allUsers()).filter((user) => user.active).length;
    for (const typed of ['', 'Halden', String(plan.includedCount)]) {
      expect(
        await main.call('users/deactivate', { planId: plan.planId, reason: '', typed, acknowledged: false }),
      ).toMatchObject({
        ok: false,
        failure: { code: 'confirmation-differs' },
      });
    }
    expect((await api.allUsers()).filter((user) => user.active)).toHaveLength(before);
  });
});

describe('invite', () => {
  test('invites with role and team, sends mail only when asked, and says what is wrong with an address', async () => {
    const tenantId = await main.connect(sandbox);
    const api = sandboxApi(sandbox);
    const choices = await main.value('users/invite-choices', { tenantId });
    const team = choices.teams.find((one) => !one.isManagedByIdp)?.name ?? '';
    expect(choices).toMatchObject({ signInWith: 'sso', idpName: 'Okta' });
    expect(choices.roles.map((role) => role.label)).toEqual(expect.arrayContaining(['Admin', 'Member']));
    expect(choices.roles.map((role) => role.name)).not.toContain('team-manager');

    const known = (await people(tenantId, { status: ['active'] }))[0]?.email ?? '';
    const { verdicts } = await main.value('users/check-invite', {
      tenantId,
      emails: ['new.one@fieldcrew.example', 'nobody@@x', known, 'somebody.new@halden.example'],
    });
    expect(verdicts.map(({ verdict }) => verdict)).toEqual([
      'ready',
      'invalid',
      'already-active',
      'scim-domain',
    ]);

    const refused = await main.call('users/invite', {
      tenantId,
      emails: ['somebody.new@halden.example'],
      role: 'member',
      teams: [],
      passwordEmail: 'do-not-send',
      inviteAnyway: [],
    });
    expect(refused).toMatchObject({ ok: false, failure: { code: 'input-refused' } });

    const { jobId } = await main.value('users/invite', {
      tenantId,
      emails: ['New.One@fieldcrew.example', 'somebody.new@halden.example'],
      role: 'auditor',
      teams: [team],
      passwordEmail: 'send',
      inviteAnyway: ['somebody.new@halden.example'],
    });
    expect(await ended(jobId)).toMatchObject({ state: 'done', counts: { done: 3 } });
    for (const email of ['new.one@fieldcrew.example', 'somebody.new@halden.example']) {
      expect((await api.findUser(email))?.roles).toEqual(['auditor']);
      expect((await api.outbox()).filter((mail) => mail.to === email)).toHaveLength(1);
      expect((await people(tenantId, { text: email }))[0]).toMatchObject({
        status: 'pending',
        role: 'auditor',
        teams: [team],
      });
    }
  });
});

describe('the trail and the files', () => {
  test('every change leaves intent and result, and removing a tenant leaves nothing readable (E9)', async () => {
    const tenantId = await main.connect(sandbox);
    const { jobId } = await main.value('users/invite', {
      tenantId,
      emails: ['canary.person@fieldcrew.example'],
      role: 'member',
      teams: [],
      passwordEmail: 'do-not-send',
      inviteAnyway: [],
    });
    await ended(jobId);
    const ledger = new Database(join(main.folder, 'ledger.sqlite'), { readonly: true });
    const trail = ledger
      .prepare<[], { action: string; phase: string; actor: string }>(
        'SELECT action, phase, actor FROM trail ORDER BY number',
      )
      .all();
    ledger.close();
    expect(trail).toEqual([
      { action: 'Invited', phase: 'intent', actor: 'ingrid.solvang@halden.example' },
      { action: 'Invited', phase: 'result', actor: 'ingrid.solvang@halden.example' },
    ]);

    expect(await main.call('tenants/remove', { tenantId, typedName: 'halden' })).toMatchObject({
      ok: false,
      failure: { code: 'confirmation-differs' },
    });
    await main.value('tenants/remove', { tenantId, typedName: 'Halden Robotics' });
    expect((await main.value('tenants/list', {})).tenants).toEqual([]);
    const remnants = [
      'canary.person',
      'ingrid.solvang',
      'halden.example',
      'fieldcrew.example',
      sandbox.token,
      tenantId,
    ];
    const files = readdirSync(main.folder, { recursive: true, encoding: 'utf8' });
    // The backup that was made anew after the removal is among them.
    expect(files.some((name) => name.startsWith('backups'))).toBe(true);
    for (const name of files.filter((name) => statSync(join(main.folder, name)).isFile())) {
      const bytes = readFileSync(join(main.folder, name)).toString('latin1');
      for (const remnant of remnants) expect(bytes.includes(remnant), `${remnant} in ${name}`).toBe(false);
    }
    for (const line of main.logged) expect(line).not.toContain(sandbox.token);
  });

  test('a token that stops while working means signed out, and signing in again goes on', async () => {
    const tenantId = await main.connect(sandbox);
    const gone = 'user-that-never-was';
    expect(await main.call('users/read', { tenantId, userId: gone })).toMatchObject({
      ok: false,
      failure: { code: 'person-gone' },
    });
    expect(await main.call('tenants/sign-in', { tenantId, token: 'wrong' })).toMatchObject({
      ok: false,
      failure: { code: 'token-refused' },
    });
    expect(await main.value('tenants/sign-in', { tenantId, token: sandbox.token })).toMatchObject({
      id: tenantId,
    });
  });
});
