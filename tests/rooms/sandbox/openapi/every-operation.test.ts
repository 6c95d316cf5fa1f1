import { expect, test } from 'vitest';
import { adminToken, serveSandbox } from '../serve-sandbox.ts';
import { describedOperations } from './described-operations.ts';

type Sandbox = Awaited<ReturnType<typeof serveSandbox>>;

/** Calls that must succeed; serveSandbox holds each request and answer against the description. */
function callsOf({ call }: Sandbox) {
  return async (method: string, path: string, body?: unknown) => {
    const answer = await call(method, path, body === undefined ? {} : { body });
    expect([method, path, answer.status]).toEqual([method, path, expect.any(Number)]);
    expect(answer.status, `${method} ${path}: ${answer.body?.message ?? ''}`).toBeLessThan(400);
    return answer.body;
  };
}

async function people(sandbox: Sandbox): Promise<void> {
  const ok = callsOf(sandbox);
  await ok('PUT', '/settings/provisioning', { mode: 'invite-only' });
  const email = 'walked.through@halden.example';
  await ok('POST', '/users/register', { email });
  const acceptInviteClientUrl = `${sandbox.tenantUrl}/accept-invite`;
  await ok('POST', '/users/invite', { email: 'invited.here@halden.example', acceptInviteClientUrl });
  const { id } = await sandbox.personOf(email);
  await ok('PATCH', '/users/roles', { email, roles: ['tenant-admin'], resourceType: 'tenant' });
  await ok('PATCH', '/users/deactivate', { email, tenantName: sandbox.ready.tenantName });
  await ok('PATCH', '/users/activate', { email });
  await ok('POST', '/users/reset-password', { email });
  await ok('GET', `/users/${id}`);
  await ok('GET', '/subjects?limit=5&query=in');
  const auditor = 'walked.teams@halden.example';
  await ok('POST', '/users/register', { email: auditor });
  await teams(sandbox, auditor);
  await ok('DELETE', `/users/${id}`);
}

async function teams(sandbox: Sandbox, email: string): Promise<void> {
  const ok = callsOf(sandbox);
  const { user } = await ok('GET', '/session');
  const manifest = { type: 'team', name: 'walked-through', members: [user.email], managers: [user.email] };
  await ok('PUT', '/teams', { manifest });
  const { data } = await ok('GET', '/teams/user?limit=1000');
  const team = data.find(({ teamName }) => teamName === manifest.name);
  await ok('GET', '/teams/user?attributes=teamName,members');
  await ok('PUT', `/teams/${team?.id}/members`, { emails: [email] });
  await ok('PUT', `/teams/${team?.id}/managers`, { emails: [email] });
  await ok('GET', `/teams/${team?.id}/members`);
  await ok('GET', `/teams/${team?.id}/managers?limit=1`);
  await ok('DELETE', `/teams/${team?.id}/managers`, { emails: [email] });
  await ok('DELETE', `/teams/${team?.id}/members`, { emails: [email] });
  await ok('GET', `/teams/${team?.id}`);
  await ok('GET', `/teams/${team?.id}/generate-manifest`);
  await roleBindings(sandbox, { id: team?.id ?? '', name: manifest.name });
  await ok('GET', `/teams/${team?.id}/permissions`);
  await ok('DELETE', `/teams/${team?.id}`);
}

async function roleBindings(sandbox: Sandbox, team: { id: string; name: string }): Promise<void> {
  const ok = callsOf(sandbox);
  const { data } = await ok('GET', '/role-bindings?limit=1');
  const [permission] = (data[0]?.manifest as { permissions?: object[] } | undefined)?.permissions ?? [];
  const subjects = [{ type: 'team', name: team.name }];
  const manifest = { type: 'role-binding', name: 'walked-through', subjects, permissions: [permission] };
  await ok('PUT', '/role-bindings', { manifest });
  await ok('POST', '/role-bindings/inline', {
    roleBindings: [{ ...permission, subjectFqn: `team:${team.name}` }],
  });
  await ok('GET', `/role-bindings/generate-manifest?subjectType=team&subjectId=${team.id}`);
  const role = { type: 'role', name: 'walked-role', displayName: 'Walked', description: '' };
  await ok('PUT', '/role', { manifest: { ...role, resourceType: 'account', permissions: ['user:List'] } });
  const made = (await ok('GET', '/role/list')).data.find(({ name }) => name === role.name);
  await ok('DELETE', `/role/${made?.id}`);
}

async function tokens(sandbox: Sandbox): Promise<void> {
  const ok = callsOf(sandbox);
  await ok('POST', '/personal-access-tokens', { name: 'walked-one', tokenType: 'opaque' });
  await ok('GET', '/personal-access-tokens/walked-two');
  const { data } = await ok('GET', '/personal-access-tokens?nameSearchQuery=walked');
  await ok('DELETE', `/personal-access-tokens/${data[0]?.id}`);
  const { user } = await ok('GET', '/session?includeTenantInfo=false');
  await ok('DELETE', '/personal-access-tokens/revoke/all', { email: user.email });
  await ok('GET', '/virtual-accounts');
  await ok('GET', '/audit-logs?metric=list');
  await ok('GET', '/audit-logs?metric=count&start=2020-01-01');
  await ok('GET', '/audit-logs/actions');
}

async function signIn(sandbox: Sandbox): Promise<void> {
  const ok = callsOf(sandbox);
  const { tenantName } = sandbox.ready;
  await ok('GET', '/tenant-id');
  await ok('GET', '/min-cli-version');
  const device = await sandbox.call('POST', '/oauth2/device-authorize', { body: { tenantName } });
  const { deviceCode } = device.body as unknown as { deviceCode: string };
  const asked = { tenantName, deviceCode, grantType: 'device_code', returnJWT: true };
  expect((await sandbox.call('POST', '/oauth2/token', { body: asked })).status).toBe(202);
  await ok('GET', '/oauth2/authorize?redirectURL=/');
  await ok('GET', '/oauth2/logout');
}

async function extension(sandbox: Sandbox): Promise<void> {
  const ok = callsOf(sandbox);
  await ok('GET', '/settings/provisioning');
  const [sso] = (await ok('GET', '/sso')).data;
  for (const method of ['POST', 'GET', 'DELETE']) await ok(method, `/sso/${sso?.id}/scim-token`);
  for (const path of ['/sandbox/health', '/sandbox/outbox', '/openapi.json']) {
    const answer = await sandbox.at('GET', `${sandbox.tenantUrl}${path}`, { token: adminToken });
    expect([path, answer.status]).toEqual([path, 200]);
  }
}

/** Only where no identity provider signs people in. Everybody has the same first password there. */
async function changePassword(sandbox: Sandbox): Promise<void> {
  const ok = callsOf(sandbox);
  const { user } = await ok('GET', '/session');
  const passwords = { oldPassword: 'halden-robotics', newPassword: 'walked-through-it' };
  await ok('POST', '/users/change-password', { loginId: user.email, ...passwords });
}

test('every described operation succeeds, and every request and answer is as described', async () => {
  const sandbox = await serveSandbox();
  await callsOf(sandbox)('GET', '/users?limit=3&offset=2&showInvalidUsers=true');
  await tokens(sandbox);
  await signIn(sandbox);
  await extension(sandbox);
  await people(sandbox);
  const unmanaged = await serveSandbox('--no-sso');
  await changePassword(unmanaged);
  const succeeded = new Set([...sandbox.succeeded, ...unmanaged.succeeded]);
  const unseen = describedOperations
    .filter(({ responses }) => [...responses.keys()].some((status) => status < '400'))
    .filter(({ id }) => !succeeded.has(id))
    .map(({ id }) => id);
  expect(unseen).toEqual([]);
});
