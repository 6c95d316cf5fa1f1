import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTenantClient } from '../../../src-main/tenant-api/create-tenant-client.ts';
import { lookUpControlPlane } from '../../../src-main/tenant-api/look-up-control-plane.ts';
import type { RequestLine } from '../../../src-main/tenant-api/request.ts';
import type { TenantClient } from '../../../src-main/tenant-api/tenant-client.ts';
import { usersPageSchema, userWireSchema } from '../../../src-main/tenant-api/wire/users.ts';
import { Secret } from '../../../src-main/vault/secret.ts';
import { type RunningSandbox, serveSandbox } from '../harness/start-sandbox.ts';

let sandbox: RunningSandbox;
let client: TenantClient;
const lines: RequestLine[] = [];

function clientWith(token: string): TenantClient {
  return createTenantClient({
    controlPlane: sandbox.tenantUrl,
    token: new Secret(token),
    fetch,
    log: (line) => lines.push(line),
  });
}

async function value<Value>(
  outcome: Promise<{ ok: true; value: Value } | { ok: false; failure: { sentence: string } }>,
): Promise<Value> {
  const settled = await outcome;
  if (!settled.ok) throw new Error(settled.failure.sentence);
  return settled.value;
}

beforeAll(async () => {
  sandbox = await serveSandbox(['--users', '1284', '--member-token', 'member-token-0123456789']);
  client = clientWith(sandbox.token);
});
afterAll(async () => {
  client.close();
  await sandbox.stop();
});

describe('a tenant over real HTTP', () => {
  test('is found without a token', async () => {
    const found = await lookUpControlPlane(sandbox.tenantUrl, { fetch, log: () => undefined });
    expect(found).toMatchObject({ ok: true, value: { tenantName: sandbox.tenantName, certificate: null } });
  });

  test('tells whose token it is, and what it offers', async () => {
    const owner = await value(client.readTokenOwner());
    expect(owner).toMatchObject({ name: 'Ingrid Solvang', role: 'tenant-admin' });
    expect(await value(client.probeProfile())).toBe('full');
  });

  test('an opaque token has no owner that could be told, or the right one', async () => {
    const member = clientWith('member-token-0123456789');
    const owner = await value(member.readTokenOwner());
    expect(owner?.role ?? 'not told').not.toBe('tenant-admin');
    member.close();
  });

  test('refuses a wrong token', async () => {
    const stranger = clientWith('wrong-token-0123456789');
    expect(await stranger.listRoles()).toMatchObject({
      ok: false,
      status: 401,
      failure: { code: 'token-refused' },
    });
    expect(await stranger.deactivateUser('x@halden.example')).toMatchObject({ status: 401, effect: 'none' });
    stranger.close();
  });

  test('hands out everyone page by page as bytes', async () => {
    const ids = new Set<string>();
    for (let offset = 0; ; ) {
      const { bytes, serverDate } = await value(client.readUsersPage(offset, 500));
      const page = usersPageSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
      expect(page.pagination.total).toBe(1284);
      expect(serverDate).toMatch(/Z$/);
      if (page.data.length === 0) break;
      for (const row of page.data) ids.add(userWireSchema.parse(row).id);
      offset += page.data.length;
    }
    expect(ids.size).toBe(1284);
  });

  test('finds a person by exact email whatever the letters’ case, and nobody by a part of it', async () => {
    const { bytes } = await value(client.readUsersPage(700, 1));
    const person = userWireSchema.parse(JSON.parse(new TextDecoder().decode(bytes)).data[0]);
    expect((await value(client.findUser(person.email.toUpperCase())))?.id).toBe(person.id);
    expect(await value(client.findUser(person.email.slice(1)))).toBeNull();
    expect((await value(client.readUser(person.id)))?.email).toBe(person.email);
    expect(await value(client.readUser('nobody-has-this-id'))).toBeNull();
  });

  test('registers, gives a role, deactivates and activates; says who exists and who is gone', async () => {
    const email = 'new.person@partner.example';
    expect(await value(client.registerUser({ email, passwordEmail: 'send' }))).toBe('registered');
    expect(
      await value(client.registerUser({ email: email.toUpperCase(), passwordEmail: 'do-not-send' })),
    ).toBe('exists');
    await value(client.setRole(email, 'tenant-admin'));
    expect((await value(client.findUser(email)))?.roles).toContain('tenant-admin');
    await value(client.setRole(email, 'member'));
    await value(client.deactivateUser(email));
    expect((await value(client.findUser(email)))?.active).toBe(false);
    await value(client.activateUser(email));
    expect((await value(client.findUser(email)))?.active).toBe(true);
    expect(await client.setRole(email, 'no-such-role')).toMatchObject({ failure: { code: 'unknown-role' } });
    expect(await client.deactivateUser('nobody@partner.example')).toMatchObject({
      failure: { code: 'person-gone' },
    });
    expect(await client.registerUser({ email: 'not an email', passwordEmail: 'send' })).toMatchObject({
      failure: { code: 'input-refused' },
      effect: 'none',
    });
  });

  test('makes and replaces a team, and refuses what cannot be', async () => {
    const email = 'new.person@partner.example';
    const made = await value(client.putTeam({ name: 'pilot-team', members: [email], managers: [email] }));
    expect(await value(client.findTeam('pilot-team'))).toMatchObject({
      id: made.id,
      manifest: { members: [email] },
    });
    expect(await value(client.findTeam('pilot'))).toBeNull();
    expect(await client.putTeam({ name: 'Bad Name', members: [email], managers: [] })).toMatchObject({
      status: 422,
      failure: { code: 'input-refused' },
    });
    expect(await client.putTeam({ name: 'everyone', members: [email], managers: [] })).toMatchObject({
      status: 409,
      failure: { code: 'conflict' },
    });
    expect((await value(client.listRoles())).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['tenant-admin', 'member']),
    );
    const teams = await value(client.readTeamsPage(0, 10));
    expect(JSON.parse(new TextDecoder().decode(teams.bytes)).data.length).toBe(10);
  });

  test('a SCIM token is made, works, and ends the one before', async () => {
    const [sso] = await value(client.listSso());
    if (!sso?.scimUrl) throw new Error('the sandbox has no SSO connection');
    const { scimUrl } = sso;
    const first = await value(client.makeScimToken(sso.id));
    expect(await value(client.readScimToken(sso.id))).toMatchObject({
      state: 'active',
      lastFour: first.token.lastFour(),
    });
    const statusWith = async (token: Secret): Promise<number> =>
      (await fetch(`${scimUrl}/Users?count=1`, { headers: { authorization: `Bearer ${token.reveal()}` } }))
        .status;
    expect(await statusWith(first.token)).toBe(200);
    const second = await value(client.makeScimToken(sso.id));
    expect(await statusWith(first.token)).toBe(401);
    expect(await statusWith(second.token)).toBe(200);
  });

  test('no log line holds a token, an email or an id', async () => {
    expect(lines.length).toBeGreaterThan(20);
    expect(JSON.stringify(lines)).not.toMatch(/@|token-0123456789|eyJ/);
    expect(lines.every(({ requestId }) => requestId !== null)).toBe(true);
  });
});

describe('a control plane with the published API only', () => {
  test('is told apart, and says what it does not offer', async () => {
    const bare = await serveSandbox(['--users', '20', '--published-only']);
    const plain = createTenantClient({
      controlPlane: bare.tenantUrl,
      token: new Secret(bare.token),
      fetch,
      log: () => undefined,
    });
    expect(await value(plain.probeProfile())).toBe('published-only');
    expect(await plain.putProvisioningMode('jit')).toMatchObject({
      effect: 'none',
      failure: { code: 'needs-extension-profile' },
    });
    plain.close();
    await bare.stop();
  });
});
