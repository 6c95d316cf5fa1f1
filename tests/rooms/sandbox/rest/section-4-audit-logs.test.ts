import { expect, test } from 'vitest';
import { adminToken, memberToken, serveSandbox } from '../serve-sandbox.ts';
import { founder } from './rest-calls.ts';

const newcomer = 'new.person@halden.example';

interface SeenLine {
  readonly id: string;
  readonly action: string;
  readonly requestPath: string;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly resourceName: string;
  readonly subject: { readonly subjectId: string; readonly subjectSlug: string };
  readonly createdAt: string;
}

async function serveAudited(...args: string[]) {
  const sandbox = await serveSandbox('--mode', 'jit', ...args);
  /** The lines that fit, newest first. */
  const lines = async (query = '', token = adminToken) => {
    const { body } = await sandbox.call('GET', `/audit-logs?metric=list&limit=1000${query}`, { token });
    return body.data as unknown as SeenLine[];
  };
  const count = async (query = '', token = adminToken) => {
    const { body } = await sandbox.call('GET', `/audit-logs?metric=count${query}`, { token });
    return (body.data as unknown as { count: number }).count;
  };
  return { ...sandbox, lines, count };
}

test('GET /audit-logs: metric is required, list or count', async () => {
  const { call, count, lines } = await serveAudited();
  for (const query of ['', '?metric=', '?metric=sum', '?metric=list&metric=count']) {
    expect([query, (await call('GET', `/audit-logs${query}`)).status]).toEqual([query, 422]);
  }
  expect([await count(), await lines()]).toEqual([0, []]);
  await call('POST', '/users/register', { body: { email: newcomer } });
  expect(await count()).toBe(1);
  expect((await call('GET', '/audit-logs?metric=list')).body).toEqual({
    data: [
      {
        id: expect.stringMatching(/^[a-z0-9]{25}$/),
        action: 'user.register',
        requestPath: '/api/svc/v1/users/register',
        resourceType: 'user',
        resourceId: expect.any(String),
        resourceName: newcomer,
        resourceFqn: null,
        tenantName: 'sandbox',
        clusterId: null,
        workspaceId: null,
        subject: {
          subjectId: expect.any(String),
          subjectType: 'user',
          subjectSlug: founder,
          subjectDisplayName: 'Ingrid Solvang',
        },
        metaData: { method: 'POST', sendInviteEmail: false },
        createdAt: expect.stringMatching(/Z$/),
        updatedAt: expect.stringMatching(/Z$/),
      },
    ],
    pagination: { total: 1, offset: 0, limit: 100 },
  });
});

test('GET /audit-logs: each change of REST and of the extension leaves one line, newest first', async () => {
  const { call, lines, personOf } = await serveAudited();
  const done: string[] = [];
  const change = async (action: string, method: string, path: string, body?: object) => {
    const { status } = await call(method, path, body === undefined ? {} : { body });
    expect([action, status]).toEqual([action, 200]);
    done.unshift(action);
    expect((await lines()).map((line) => line.action)).toEqual(done);
  };
  const emails = [newcomer];
  await change('user.register', 'POST', '/users/register', { email: newcomer });
  await change('user.role-change', 'PATCH', '/users/roles', { email: newcomer, roles: ['auditor'] });
  const manifest = { type: 'team', name: 'night-shift', members: [founder] };
  await change('team.create', 'PUT', '/teams', { manifest });
  await change('team.update', 'PUT', '/teams', { manifest: { ...manifest, description: 'After ten' } });
  const team = (await lines('&action=team.create'))[0]?.resourceId;
  await change('team.members-add', 'PUT', `/teams/${team}/members`, { emails });
  await change('team.managers-add', 'PUT', `/teams/${team}/managers`, { emails });
  await change('team.managers-remove', 'DELETE', `/teams/${team}/managers`, { emails });
  await change('team.members-remove', 'DELETE', `/teams/${team}/members`, { emails });
  await change('team.delete', 'DELETE', `/teams/${team}`);
  const role = {
    type: 'role',
    name: 'support',
    displayName: 'Support',
    description: '',
    resourceType: 'account',
  };
  await change('role.create', 'PUT', '/role', { manifest: { ...role, permissions: [] } });
  await change('role.update', 'PUT', '/role', { manifest: { ...role, permissions: ['user:List'] } });
  await change('role.delete', 'DELETE', `/role/${(await lines('&action=role.create'))[0]?.resourceId}`);
  const [binding] = (await call('GET', '/role-bindings?limit=1')).body.data;
  if (binding === undefined) throw new Error('no role binding');
  await change('role-binding.update', 'PUT', '/role-bindings', { manifest: binding.manifest });
  const without = { ...binding.manifest, subjects: [] };
  await change('role-binding.delete', 'PUT', '/role-bindings', { manifest: without });
  await change('role-binding.create', 'PUT', '/role-bindings', { manifest: binding.manifest });
  await change('personal-access-token.create', 'POST', '/personal-access-tokens', { name: 'night-job' });
  const token = (await lines('&action=personal-access-token.create'))[0]?.resourceId;
  await change('personal-access-token.copy', 'GET', '/personal-access-tokens/night-job');
  await change('personal-access-token.delete', 'DELETE', `/personal-access-tokens/${token}`);
  await change('personal-access-token.revoke-all', 'DELETE', '/personal-access-tokens/revoke/all', {
    email: newcomer,
  });
  await change('user.deactivate', 'PATCH', '/users/deactivate', { email: newcomer });
  await change('user.activate', 'PATCH', '/users/activate', { email: newcomer });
  await change('user.delete', 'DELETE', `/users/${(await personOf(newcomer)).id}`);
  const [sso] = (await call('GET', '/sso')).body.data;
  await change('scim-token.create', 'POST', `/sso/${sso?.id}/scim-token`);
  await change('scim-token.revoke', 'DELETE', `/sso/${sso?.id}/scim-token`);
  await change('provisioning.mode-change', 'PUT', '/settings/provisioning', { mode: 'invite-only' });
  const { body } = await call('GET', '/audit-logs/actions');
  expect(body.data).toEqual(expect.arrayContaining(done));
});

test('GET /audit-logs: what was refused, only planned, or changed nothing leaves no line', async () => {
  const { call, count } = await serveAudited();
  const manifest = { type: 'team', name: 'night-shift', members: [founder] };
  await call('PUT', '/teams', { body: { manifest } });
  const [team] = (await call('GET', '/audit-logs?metric=list')).body.data as unknown as SeenLine[];
  expect(await count()).toBe(1);
  const emails = [founder];
  await call('DELETE', `/teams/${team?.resourceId}/members`, { body: { emails } });
  await call('PUT', '/teams', { body: { manifest, dryRun: true } });
  await call('POST', '/users/register', { body: { email: newcomer, dryRun: true } });
  await call('POST', '/users/register', { body: { email: founder, skipIfUserExists: true } });
  await call('PATCH', '/users/activate', { body: { email: founder } });
  await call('PATCH', '/users/deactivate', { body: { email: founder } });
  await call('PUT', '/settings/provisioning', { body: { mode: 'jit' } });
  await call('POST', '/users/register', { token: memberToken, body: { email: newcomer } });
  expect(await count()).toBe(1);
});

test('GET /audit-logs: every filter narrows, alone and together, in list and count alike', async () => {
  const { call, lines, count, personOf } = await serveAudited();
  await call('POST', '/personal-access-tokens', { token: memberToken, body: { name: 'night-job' } });
  await call('POST', '/users/register', { body: { email: newcomer } });
  await call('PATCH', '/users/roles', { body: { email: newcomer, roles: ['auditor'] } });
  await call('PATCH', '/users/deactivate', { body: { email: newcomer } });
  const { id } = await personOf(newcomer);
  const member = (await call('GET', '/session', { token: memberToken })).body.user.email;
  const all = await lines();
  const actions = async (query: string) => {
    const found = await lines(query);
    expect([query, await count(query)]).toEqual([query, found.length]);
    return found.map((line) => line.action);
  };
  const onNewcomer = ['user.deactivate', 'user.role-change', 'user.register'];
  const token = 'personal-access-token.create';
  expect(await actions('')).toEqual([...onNewcomer, token]);
  expect(await actions('&action=user.register')).toEqual(['user.register']);
  expect(await actions(`&resourceId=${id}`)).toEqual(onNewcomer);
  expect(await actions('&resourceType=personal-access-token')).toEqual([token]);
  expect(await actions(`&resourceName=${newcomer}&action=user.deactivate`)).toEqual(['user.deactivate']);
  expect(await actions(`&subjectSlug=${member.toUpperCase()}`)).toEqual([token]);
  expect(await actions(`&subjectSlug=${encodeURIComponent(`${member}, ${founder}`)}`)).toHaveLength(4);
  expect(await actions('&subjectSlug=nobody@halden.example')).toEqual([]);
  expect(await actions(`&start=${all[1]?.createdAt}&end=${all[1]?.createdAt}`)).toContain('user.role-change');
  expect(await actions('&start=2020-01-01&end=2020-12-31T23:59:59Z')).toEqual([]);
  expect(await actions('&start=2020-01-01')).toHaveLength(4);
  for (const nowhere of ['resourceFqn=x', 'clusterId=x', 'workspaceId=x']) {
    expect(await actions(`&${nowhere}`)).toEqual([]);
  }
});

test('GET /audit-logs: admins see everything, others their own actions', async () => {
  const { call, lines, count } = await serveAudited();
  const member = (await call('GET', '/session', { token: memberToken })).body.user;
  await call('POST', '/users/register', { body: { email: newcomer } });
  await call('POST', '/personal-access-tokens', { token: memberToken, body: { name: 'night-job' } });
  expect(await lines()).toHaveLength(2);
  const own = await lines('', memberToken);
  expect(own.map((line) => [line.action, line.subject.subjectId])).toEqual([
    ['personal-access-token.create', member.id],
  ]);
  expect(await count('', memberToken)).toBe(1);
  expect(await lines(`&subjectSlug=${founder}`, memberToken)).toEqual([]);
  expect((await call('GET', '/audit-logs?metric=list', { token: null })).status).toBe(401);
});

test('GET /audit-logs: names stay as they were when somebody is deleted, and paths have no query', async () => {
  const { call, lines, personOf } = await serveAudited('--tenant-name', 'halden');
  await call('POST', '/users/register', { body: { email: newcomer } });
  const { id } = await personOf(newcomer);
  await call('DELETE', `/users/${id}?tenantName=halden`);
  expect((await lines(`&resourceId=${id}`)).map((line) => [line.resourceName, line.requestPath])).toEqual([
    [newcomer, `/api/svc/v1/users/${id}`],
    [newcomer, '/api/svc/v1/users/register'],
  ]);
});
