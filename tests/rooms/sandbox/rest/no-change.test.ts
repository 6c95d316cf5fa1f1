import { expect, test } from 'vitest';
import { serveScim } from '../scim/serve-scim.ts';
import { serveTeams } from './serve-teams.ts';

test('what is so already leaves no line in the audit log and no later moment', async () => {
  const { call, put, team, somebody } = await serveTeams('--mode', 'invite-only');
  const person = await somebody(({ roles, active }) => active && roles.includes('member'));
  const other = await somebody(
    ({ id, email, active }) => active && id !== person.id && !email.startsWith('ingrid.'),
  );
  const { email } = person;
  expect((await put({ name: 'night-shift', members: [email, other.email], managers: [email] })).status).toBe(
    200,
  );
  const { id, updatedAt } = await team('night-shift');
  const lines = async () => (await call('GET', '/audit-logs?metric=list&limit=1')).body.pagination.total;
  const before = await lines();
  for (const [method, path, body] of [
    ['PATCH', '/users/roles', { email, roles: ['member'] }],
    ['PATCH', '/users/activate', { email }],
    ['PUT', `/teams/${id}/members`, { emails: [email] }],
    ['DELETE', `/teams/${id}/members`, { emails: ['ingrid.solvang@halden.example'] }],
    ['PUT', `/teams/${id}/managers`, { emails: [email] }],
    ['DELETE', `/teams/${id}/managers`, { emails: [other.email] }],
  ] as const) {
    expect([method, path, (await call(method, path, { body })).status]).toEqual([method, path, 200]);
    expect([method, path, await lines()]).toEqual([method, path, before]);
  }
  expect((await team('night-shift')).updatedAt).toBe(updatedAt);
  expect(
    (await call('DELETE', `/teams/${id}/managers`, { body: { emails: [email, other.email] } })).status,
  ).toBe(200);
  expect(await lines()).toBe(before + 1);
});

test('PUT /teams: a name that SCIM made in capitals is the same team and stays as it is stored, in a dry run too', async () => {
  const { call, makeGroup, makeUser } = await serveScim();
  const ada = await makeUser('ada@halden.example');
  const group = await makeGroup('Ops-Team', [ada]);
  const put = (more: object = {}) =>
    call('PUT', '/teams', {
      body: { manifest: { type: 'team', name: 'ops-team', members: ['ada@halden.example'] }, ...more },
    });
  expect((await put()).status).toBe(403);
  await call('PUT', '/settings/provisioning', { body: { mode: 'invite-only' } });
  for (const more of [{ dryRun: true }, {}]) {
    const { status, body } = await put(more);
    expect([status, body.data]).toEqual([
      200,
      expect.objectContaining({
        id: group.id,
        teamName: 'Ops-Team',
        manifest: expect.objectContaining({ name: 'Ops-Team' }),
      }),
    ]);
  }
  const named = (await call('GET', '/teams/user?limit=1000')).body.data.map(({ teamName }) => teamName);
  expect(named.filter((name) => name.toLowerCase() === 'ops-team')).toEqual(['Ops-Team']);
});
