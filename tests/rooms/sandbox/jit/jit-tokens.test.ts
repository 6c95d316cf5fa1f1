import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { serveVisited } from '../sign-in/serve-visited.ts';

interface Minted {
  readonly token: string;
  readonly issuer: string;
  readonly audience: string;
}

const newcomer = 'ada.newcomer@newcomers.example';

async function serveIdp(...args: string[]) {
  const sandbox = await serveVisited(...args);
  const mint = (order: object) => sandbox.control<Minted>('POST', '/idp/token', order);
  const bear = (token: string) => sandbox.call('GET', '/session', { token });
  const countPeople = async () => (await sandbox.everybody()).length;
  return { ...sandbox, mint, bear, countPeople };
}

test('the first valid token makes the person as JIT makes people, and is then theirs', async () => {
  const { mint, bear, personOf, countPeople, call } = await serveIdp('--mode', 'jit');
  const before = await countPeople();
  const { token } = await mint({ email: newcomer, name: 'Ada Newcomer' });
  const first = await call('GET', '/users?limit=1', { token });
  expect(first.status).toBe(200);
  const made = await personOf(newcomer);
  expect(made).toMatchObject({
    active: true,
    isEditable: true,
    roles: [],
    rolesWithResource: [expect.objectContaining({ roleName: 'member', resourceType: 'account' })],
    metadata: {
      registeredInIdp: true,
      ssoName: 'Okta',
      displayName: 'Ada Newcomer',
      tenantRoleManagedBy: 'initial',
    },
  });
  expect(made.metadata).not.toHaveProperty('createdByScim');
  expect((await bear(token)).body.user.id).toBe(made.id);
  expect((await bear((await mint({ email: newcomer.toUpperCase() })).token)).body.user.id).toBe(made.id);
  expect(await countPeople()).toBe(before + 1);
  const { body } = await call('GET', '/audit-logs?metric=list&action=user.create');
  expect(body.data).toHaveLength(1);
});

test('ten wrong tokens make nobody: the capability check', async () => {
  const { mint, bear, countPeople, tenantUrl } = await serveIdp('--mode', 'jit');
  const before = await countPeople();
  const email = newcomer;
  const wrong: [object, RegExp][] = [
    [{ email, flaw: 'bad-signature' }, /signature/],
    [{ email, flaw: 'unknown-kid' }, /key/],
    [{ email, flaw: 'alg-none' }, /RS256/],
    [{ email, flaw: 'hs256-with-public-key' }, /RS256/],
    [{ email, audience: 'tenant-other' }, /audience/],
    [{ email, issuer: tenantUrl }, /issuer/],
    [{ email, expiresInSeconds: -1 }, /expired/],
    [{ email, notBeforeSeconds: 60 }, /not valid yet/],
    [{ email, emailVerified: false }, /verified/],
    [{ email, emailVerified: null }, /verified/],
    [{ email: null }, /verified/],
  ];
  for (const [order, reason] of wrong) {
    const { token } = await mint(order);
    const refused = await bear(token);
    expect(refused, JSON.stringify(order)).toMatchObject({
      status: 401,
      body: { message: expect.stringMatching(reason) },
    });
  }
  expect(await countPeople()).toBe(before);
  expect((await bear((await mint({ email })).token)).status).toBe(200);
  expect(await countPeople()).toBe(before + 1);
});

test('a token signed by a key that the token itself brings makes nobody (RFC 8725 section 3.2)', async () => {
  const { mint, bear, countPeople } = await serveIdp('--mode', 'jit');
  const { token } = await mint({ email: newcomer });
  const before = await countPeople();
  const [, claims = ''] = token.split('.');
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const header = { alg: 'RS256', typ: 'JWT', jwk: publicKey.export({ format: 'jwk' }) };
  const unsigned = `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${claims}`;
  const signature = sign(
    'sha256',
    Buffer.from(unsigned),
    createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  );
  expect((await bear(`${unsigned}.${signature.toString('base64url')}`)).status).toBe(401);
  expect(await countPeople()).toBe(before);
});

test('a token ends at its exp by the clock of the tenant', async () => {
  const { mint, bear, advance } = await serveIdp('--mode', 'jit');
  const { token } = await mint({ email: newcomer, expiresInSeconds: 600 });
  expect((await bear(token)).status).toBe(200);
  await advance(600_000);
  expect((await bear(token)).status).toBe(401);
  expect((await bear((await mint({ email: newcomer })).token)).status).toBe(200);
});

test('a deactivated person is not revived by a token, and a deleted one is made anew', async () => {
  const { mint, bear, personOf, call } = await serveIdp('--mode', 'jit');
  const { token } = await mint({ email: newcomer });
  await bear(token);
  const { id } = await personOf(newcomer);
  await call('PATCH', '/users/deactivate', { body: { email: newcomer } });
  expect((await bear(token)).status).toBe(401);
  expect((await bear((await mint({ email: newcomer })).token)).status).toBe(401);
  expect(await personOf(newcomer)).toMatchObject({ id, active: false });
  await call('DELETE', `/users/${id}`);
  expect((await bear(token)).status).toBe(200);
  expect((await personOf(newcomer)).id).not.toBe(id);
});

test('many first tokens at the same moment make one person', async () => {
  const { mint, bear, countPeople } = await serveIdp('--mode', 'jit');
  const before = await countPeople();
  const { token } = await mint({ email: newcomer });
  const answers = await Promise.all(Array.from({ length: 20 }, () => bear(token)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
  expect(new Set(answers.map(({ body }) => body.user.id)).size).toBe(1);
  expect(await countPeople()).toBe(before + 1);
});

test.each(['scim', 'invite-only'])(
  'in the mode %s a token makes nobody, but a known person comes in',
  async (mode) => {
    const { mint, bear, countPeople, somebody } = await serveIdp('--mode', mode);
    const before = await countPeople();
    const refused = await bear((await mint({ email: newcomer })).token);
    expect(refused).toMatchObject({ status: 403, body: { code: 'USER_NOT_PROVISIONED' } });
    expect(await countPeople()).toBe(before);
    const known = await somebody((user) => user.active && user.metadata?.registeredInIdp === true);
    expect((await bear((await mint({ email: known.email })).token)).body.user.id).toBe(known.id);
  },
);

test('a token of another account of the provider does not take over a known address', async () => {
  const { mint, bear } = await serveIdp('--mode', 'jit');
  expect((await bear((await mint({ email: newcomer })).token)).status).toBe(200);
  const stranger = await bear((await mint({ email: newcomer, sub: '00usomebodyelse' })).token);
  expect(stranger).toMatchObject({
    status: 401,
    body: { message: expect.stringContaining('another account') },
  });
});

test('tokens stop making people at once when the mode leaves JIT', async () => {
  const { mint, bear, call } = await serveIdp('--mode', 'jit');
  const { token } = await mint({ email: newcomer });
  await call('PUT', '/settings/provisioning', { body: { mode: 'invite-only' } });
  expect((await bear(token)).status).toBe(403);
  await call('PUT', '/settings/provisioning', { body: { mode: 'jit' } });
  expect((await bear(token)).status).toBe(200);
});

test('without an SSO connection there is no provider', async () => {
  const { controlAt } = await serveIdp('--no-sso');
  const refused = await fetch(controlAt('/idp/token'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: newcomer }),
  });
  expect(refused.status).toBe(409);
});

test('discovery and keys are published, and the keys hold no private part', async () => {
  const { mint } = await serveIdp('--mode', 'jit');
  const { issuer, token } = await mint({ email: newcomer });
  const discovery = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
  expect(discovery).toMatchObject({
    issuer,
    jwks_uri: `${issuer}/jwks`,
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
  });
  const { keys } = await (await fetch(discovery.jwks_uri)).json();
  const [header = ''] = token.split('.');
  expect(keys).toHaveLength(1);
  expect(keys[0]).toMatchObject({
    kty: 'RSA',
    kid: JSON.parse(Buffer.from(header, 'base64url').toString()).kid,
  });
  for (const part of ['d', 'p', 'q', 'dp', 'dq', 'qi']) expect(keys[0]).not.toHaveProperty(part);
});

test('while reads lag, a first token, a sign-out and a token made by GET still do what they do', async () => {
  const { mint, bear, call, control, personOf, signInBrowser, acceptedPerson, api } = await serveIdp(
    '--mode',
    'jit',
  );
  const visitor = await acceptedPerson('vera@visitors.example');
  await control('POST', '/faults', { kind: 'stale-reads', ms: 60_000 });
  await call('POST', '/users/register', { body: { email: 'someone@visitors.example' } });
  const { token } = await mint({ email: newcomer });
  expect((await bear(token)).status).toBe(200);
  expect((await call('GET', '/personal-access-tokens/made-by-get')).body.created).toBe(true);
  const browser = await signInBrowser(visitor);
  expect((await browser.ask(api('/oauth2/logout'))).status).toBe(200);
  expect((await browser.ask(api('/session'))).status).toBe(401);
  await control('DELETE', '/faults');
  expect((await personOf(newcomer)).metadata).toMatchObject({ registeredInIdp: true });
});
