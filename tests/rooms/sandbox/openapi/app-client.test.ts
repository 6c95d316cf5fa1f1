import { expect, test } from 'vitest';
import type { ApiOutcome } from '../../../../src-main/tenant-api/api-outcome.ts';
import { createTenantClient } from '../../../../src-main/tenant-api/create-tenant-client.ts';
import { lookUpControlPlane } from '../../../../src-main/tenant-api/look-up-control-plane.ts';
import type { TenantClient } from '../../../../src-main/tenant-api/tenant-client.ts';
import { Secret } from '../../../../src-main/vault/secret.ts';
import { adminToken, serveSandbox } from '../serve-sandbox.ts';
import { checkAgainstOpenapi, type Exchange } from './check-against-openapi.ts';
import { recordExchanges } from './record-exchanges.ts';

async function value<Value>(outcome: Promise<ApiOutcome<Value>>): Promise<Value> {
  const settled = await outcome;
  if (!settled.ok) throw new Error(settled.failure.sentence);
  return settled.value;
}

/** One run of each call that the client has, by name, so that a new one cannot be forgotten. */
function callsOfTheClient(
  client: TenantClient,
  email: string,
): Record<Exclude<keyof TenantClient, 'close' | 'until' | 'pace'>, () => Promise<unknown>> {
  const name = 'described-team';
  return {
    readUsersPage: () => value(client.readUsersPage(0, 20)),
    readTeamsPage: () => value(client.readTeamsPage(0, 20)),
    listRoles: () => value(client.listRoles()),
    readTokenOwner: () => value(client.readTokenOwner()),
    registerUser: async () => {
      expect(await value(client.registerUser({ email, passwordEmail: 'send' }))).toBe('registered');
      expect(await value(client.registerUser({ email, passwordEmail: 'do-not-send' }))).toBe('exists');
    },
    findUser: () => value(client.findUser(email)),
    // Objected to by the field's own name: that is how it is known to be read.
    readsDryRun: async () => expect(await value(client.readsDryRun(email))).toBe('yes'),
    dryRunRegister: async () => {
      expect(await value(client.dryRunRegister(email))).toEqual({ is: 'exists' });
      expect(await value(client.dryRunRegister(`not-${email}`))).toEqual({ is: 'would-register' });
      expect(await client.findUser(`not-${email}`)).toMatchObject({ value: null });
    },
    readUser: async () => {
      const person = await value(client.findUser(email));
      expect((await value(client.readUser(person?.id ?? '')))?.email).toBe(email);
      expect(await value(client.readUser('nobody'))).toBeNull();
    },
    setRole: async () => {
      await value(client.setRole(email, 'tenant-admin'));
      await value(client.setRole(email, 'member'));
      expect(await client.setRole(email, 'no-such-role')).toMatchObject({ ok: false });
    },
    deactivateUser: () => value(client.deactivateUser(email)),
    activateUser: () => value(client.activateUser(email)),
    putTeam: () =>
      value(client.putTeam({ name, members: [email], managers: [email], description: 'Described' })),
    findTeam: () => value(client.findTeam(name)),
    readTeam: async () => {
      const team = await value(client.findTeam(name));
      expect(await value(client.readTeam(team?.id ?? ''))).toMatchObject({ id: team?.id });
      expect(await value(client.readTeam('no-team'))).toBeNull();
    },
    replaceTeam: () =>
      value(client.replaceTeam({ type: 'team', name, members: [email], managers: [], tags: { floor: '3' } })),
    readTeamPermissions: async () =>
      value(client.readTeamPermissions((await value(client.findTeam(name)))?.id ?? '')),
    deleteTeam: async () => value(client.deleteTeam((await value(client.findTeam(name)))?.id ?? '')),
    listTeams: () => value(client.listTeams()),
    listBindings: () => value(client.listBindings()),
    putBinding: async () => {
      const { manifest } = (await value(client.listBindings()))[0] ?? {};
      if (manifest === undefined) throw new Error('the tenant has no role binding');
      const subjects = [{ type: 'user', name: email }];
      await value(client.putBinding({ ...manifest, name: 'described-binding', subjects }));
      await value(client.putBinding({ ...manifest, name: 'described-binding', subjects: [] }));
    },
    revokeTokens: () => value(client.revokeTokens(email)),
    listActiveUsers: () => value(client.listActiveUsers(0)),
    resetPassword: async () => {
      // A tenant with SSO refuses it, cleanly.
      await client.resetPassword(email);
    },
    deleteUser: async () => {
      const person = await value(client.findUser(email));
      await value(client.deleteUser(person?.id ?? '', email));
    },
    probeProfile: () => value(client.probeProfile()),
    readProvisioning: () => value(client.readProvisioning()),
    listSso: () => value(client.listSso()),
    readScimToken: async () => value(client.readScimToken((await value(client.listSso()))[0]?.id ?? '')),
    makeScimToken: async () => value(client.makeScimToken((await value(client.listSso()))[0]?.id ?? '')),
    revokeScimToken: async () => value(client.revokeScimToken((await value(client.listSso()))[0]?.id ?? '')),
    isApiToken: async () => {
      expect(await value(client.isApiToken(new Secret('not-a-token-of-this-tenant')))).toBe(false);
      expect(await value(client.isApiToken(new Secret(adminToken)))).toBe(true);
    },
    putProvisioningMode: () => value(client.putProvisioningMode('invite-only')),
  };
}

const refuse = { strangers: 'refuse' } as const;

test('all that the app sends, and all that it is answered, is as described', async () => {
  const { tenantUrl } = await serveSandbox();
  const { address, exchanges } = await recordExchanges(tenantUrl);
  const room = { fetch, log: () => undefined };
  const client = createTenantClient({ ...room, controlPlane: address, token: new Secret(adminToken) });

  expect(await lookUpControlPlane(address, room)).toMatchObject({ ok: true });
  const calls = callsOfTheClient(client, 'sent.by.app@halden.example');
  for (const run of Object.values(calls)) await run();
  client.close();

  expect(Object.keys(calls).sort()).toEqual(
    Object.keys(client)
      .filter((name) => name !== 'close' && name !== 'until' && name !== 'pace')
      .sort(),
  );
  const operations = exchanges.map((exchange) => checkAgainstOpenapi(exchange, refuse)?.id);
  expect(new Set(operations)).toEqual(
    new Set([
      'readTenantId',
      'listUsers',
      'listTeams',
      'listRoleBindings',
      'listRoles',
      'readSession',
      'registerUser',
      'readUser',
      'setUserRole',
      'deactivateUser',
      'activateUser',
      'putRoleBinding',
      'putTeam',
      'readTeam',
      'listTeamPermissions',
      'deleteTeam',
      'revokeAllPersonalAccessTokens',
      'resetPassword',
      'deleteUser',
      'readProvisioning',
      'listSsoConnections',
      'readScimToken',
      'createScimToken',
      'revokeScimToken',
      'putProvisioning',
    ]),
  );
});

test('the check finds what is not described', () => {
  const good: Exchange = {
    method: 'PATCH',
    path: '/api/svc/v1/users/activate',
    requestBody: { email: 'ada@halden.example' },
    status: 200,
    contentType: 'application/json; charset=utf-8',
    body: {},
  };
  expect(checkAgainstOpenapi(good, refuse)?.id).toBe('activateUser');
  for (const bad of [
    { body: { done: true } },
    { status: 204, body: undefined },
    { status: 418, body: { statusCode: 418, message: 'x', code: 418 } },
    { contentType: 'text/html' },
    { requestBody: {} },
    { requestBody: undefined },
    { requestBody: { email: 'ada@halden.example', tennantName: 'x' } },
    { path: '/api/svc/v1/users/activate?force=true' },
    { path: '/api/svc/v1/users/reactivate/now' },
    { status: 404, body: { statusCode: 409, message: 'x', code: 'USER_NOT_FOUND' } },
    { status: 404, body: { error: 'x' } },
  ]) {
    const exchange = { ...good, ...bad };
    expect(() => checkAgainstOpenapi(exchange, refuse), JSON.stringify(bad)).toThrow(/ answered \d+: /u);
  }
  const withUnknownField = { ...good, requestBody: { email: 'ada@halden.example', later: 1 } };
  expect(checkAgainstOpenapi(withUnknownField)?.id).toBe('activateUser');
});
