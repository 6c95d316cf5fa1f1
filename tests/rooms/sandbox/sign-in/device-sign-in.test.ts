import { expect, test } from 'vitest';
import { openBrowser, type TestBrowser } from './browser.ts';
import { serveVisited } from './serve-visited.ts';

const email = 'dora.device@visitors.example';
const minute = 60_000;

interface Codes {
  readonly userCode: string;
  readonly deviceCode: string;
  readonly verificationURI: string;
  readonly verificationURIComplete: string;
}

interface Pair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** A tenant `sandbox` without SSO, and a person of it who has a password and an open browser. */
async function serveDevice(...args: string[]) {
  const sandbox = await serveVisited('--mode', 'invite-only', ...args);
  await sandbox.acceptedPerson(email);
  const browser = await sandbox.signInBrowser(email);
  const anonymous = { token: null };

  async function ask(): Promise<Codes> {
    const { status, body } = await sandbox.call('POST', '/oauth2/device-authorize', {
      ...anonymous,
      body: { tenantName: 'sandbox' },
    });
    expect(status).toBe(200);
    return body as unknown as Codes;
  }
  const exchange = (wanted: object) =>
    sandbox.call('POST', '/oauth2/token', {
      ...anonymous,
      body: { tenantName: 'sandbox', returnJWT: true, ...wanted },
    });
  const poll = (deviceCode: string) => exchange({ grantType: 'device_code', deviceCode });
  const refresh = (refreshToken: string) => exchange({ grantType: 'refresh_token', refreshToken });
  const decide = async (codes: Codes, decision: 'approve' | 'deny', by: TestBrowser = browser) =>
    by.submit(await by.open(codes.verificationURIComplete), { decision }, '/authorize/device');

  async function signInDevice(): Promise<Pair> {
    const codes = await ask();
    await decide(codes, 'approve');
    const { body } = await poll(codes.deviceCode);
    return body as unknown as Pair;
  }

  return { ...sandbox, browser, ask, poll, refresh, exchange, decide, signInDevice };
}

const refused = (code: string) => ({ status: 400, body: { code } });
const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

test('POST /oauth2/device-authorize answers codes, where to approve, and how long', async () => {
  const { ask, tenantUrl, call } = await serveDevice();
  const codes = await ask();
  expect(codes).toEqual({
    userCode: expect.stringMatching(/^[B-Z]{4}-[B-Z]{4}$/),
    deviceCode: expect.stringMatching(/^[\w-]{43}$/),
    verificationURI: `${tenantUrl}/authorize/device`,
    verificationURIComplete: `${tenantUrl}/authorize/device?userCode=${codes.userCode}`,
    expiresInSeconds: 600,
    intervalInSeconds: 1,
  });
  const other = await call('POST', '/oauth2/device-authorize', {
    token: null,
    body: { tenantName: 'other' },
  });
  expect(other).toMatchObject({ status: 404, body: { code: 'TENANT_NOT_FOUND' } });
});

test('POST /oauth2/token answers 202 while waiting, 201 once when approved, and the token works', async () => {
  const { ask, poll, decide, call } = await serveDevice();
  const codes = await ask();
  expect(await poll(codes.deviceCode)).toMatchObject({ status: 202, body: {} });
  expect((await decide(codes, 'approve')).text).toContain('Approved');
  const approved = await poll(codes.deviceCode);
  expect(approved.status).toBe(201);
  const { accessToken, refreshToken } = approved.body as unknown as Pair;
  expect(Object.keys(approved.body).sort()).toEqual(['accessToken', 'refreshToken']);
  expect(refreshToken).not.toBe(accessToken);
  const claims = claimsOf(accessToken);
  expect(claims).toMatchObject({ email, tenantName: 'sandbox', userType: 'user' });
  expect(claims.exp - claims.iat).toBe(3600);
  expect((await call('GET', '/session', { token: accessToken })).body.user.email).toBe(email);
  expect((await call('GET', '/session', { token: refreshToken })).status).toBe(401);
  expect(await poll(codes.deviceCode)).toMatchObject(refused('INVALID_GRANT'));
  const { body } = await call('GET', '/audit-logs?metric=list&action=user.sign-in');
  expect(body.data.length).toBeGreaterThan(0);
});

test('a denied, an expired, an unknown and another tenant’s code fail', async () => {
  const { ask, poll, decide, advance, exchange } = await serveDevice();
  const denied = await ask();
  await decide(denied, 'deny');
  expect(await poll(denied.deviceCode)).toMatchObject(refused('ACCESS_DENIED'));
  const left = await ask();
  await advance(10 * minute);
  expect(await poll(left.deviceCode)).toMatchObject(refused('EXPIRED_TOKEN'));
  expect(await poll('no-such-code')).toMatchObject(refused('INVALID_GRANT'));
  const { deviceCode } = await ask();
  const elsewhere = await exchange({ tenantName: 'other', grantType: 'device_code', deviceCode });
  expect(elsewhere).toMatchObject({ status: 404, body: { code: 'TENANT_NOT_FOUND' } });
  expect((await exchange({ grantType: 'password' })).status).toBe(422);
  expect((await exchange({ grantType: 'device_code' })).status).toBe(422);
});

test('the approval page asks to sign in first and then comes back to the code', async () => {
  const { ask, tenantUrl, poll } = await serveDevice();
  const codes = await ask();
  const visitor = openBrowser();
  const form = await visitor.open(codes.verificationURIComplete);
  expect(form.url).toContain(`${tenantUrl}/sign-in`);
  const page = await visitor.submit(form, { email, password: 'halden-robotics' });
  expect(page.text).toContain(codes.userCode);
  expect(page.text).toContain('node');
  await visitor.submit(page, { decision: 'approve' }, '/authorize/device');
  expect((await poll(codes.deviceCode)).status).toBe(201);
});

test('a code is found however it is typed, once decided it is gone, and guessing is stopped', async () => {
  const { ask, browser, decide, tenantUrl } = await serveDevice();
  const page = `${tenantUrl}/authorize/device?userCode=`;
  const codes = await ask();
  const typed = codes.userCode.replace('-', ' ').toLowerCase();
  expect((await browser.open(page + encodeURIComponent(typed))).status).toBe(200);
  await decide(codes, 'deny');
  expect((await browser.open(page + codes.userCode)).status).toBe(404);
  for (let tries = 0; tries < 4; tries += 1) await browser.open(`${page}BBBB-BBBB`);
  expect((await browser.open(page + (await ask()).userCode)).status).toBe(429);
});

test('an access token ends after an hour; the refresh token makes the next pair', async () => {
  const { signInDevice, refresh, advance, call } = await serveDevice();
  const first = await signInDevice();
  await advance(60 * minute);
  expect((await call('GET', '/session', { token: first.accessToken })).status).toBe(401);
  const renewed = await refresh(first.refreshToken);
  expect(renewed.status).toBe(200);
  const second = renewed.body as unknown as Pair;
  expect(second.refreshToken).not.toBe(first.refreshToken);
  expect((await call('GET', '/session', { token: second.accessToken })).status).toBe(200);
});

test('a refresh token that comes again ends the whole family', async () => {
  const { signInDevice, refresh, call } = await serveDevice();
  const first = await signInDevice();
  const other = await signInDevice();
  const second = (await refresh(first.refreshToken)).body as unknown as Pair;
  expect(await refresh(first.refreshToken)).toMatchObject(refused('INVALID_GRANT'));
  expect(await refresh(second.refreshToken)).toMatchObject(refused('INVALID_GRANT'));
  for (const { accessToken } of [first, second]) {
    expect((await call('GET', '/session', { token: accessToken })).status).toBe(401);
  }
  expect((await call('GET', '/session', { token: other.accessToken })).status).toBe(200);
});

test.each([2, 8])(
  '%i refreshes with one token at the same moment: one wins, then the family is over',
  async (many) => {
    const { signInDevice, refresh, call } = await serveDevice();
    const first = await signInDevice();
    const other = await signInDevice();
    const answers = await Promise.all(Array.from({ length: many }, () => refresh(first.refreshToken)));
    const won = answers.filter(({ status }) => status === 200);
    expect(won).toHaveLength(1);
    for (const lost of answers.filter((answer) => !won.includes(answer))) {
      expect(lost).toMatchObject(refused('INVALID_GRANT'));
    }
    const pair = won[0]?.body as unknown as Pair;
    expect(await refresh(pair.refreshToken)).toMatchObject(refused('INVALID_GRANT'));
    for (const { accessToken } of [first, pair]) {
      expect((await call('GET', '/session', { token: accessToken })).status).toBe(401);
    }
    expect((await refresh(other.refreshToken)).status).toBe(200);
  },
);

test('an approved device code polled many times at once earns one pair', async () => {
  const { ask, decide, poll } = await serveDevice();
  const codes = await ask();
  await decide(codes, 'approve');
  const answers = await Promise.all(Array.from({ length: 6 }, () => poll(codes.deviceCode)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400, 400, 400]);
});

test('refreshing lasts 30 days from the sign-in, not longer with each use', async () => {
  const { signInDevice, refresh, advance } = await serveDevice();
  let { refreshToken } = await signInDevice();
  for (let days = 0; days < 29; days += 10) {
    await advance(9 * 24 * 60 * minute);
    const { status, body } = await refresh(refreshToken);
    expect(status).toBe(200);
    ({ refreshToken } = body as unknown as Pair);
  }
  await advance(4 * 24 * 60 * minute);
  expect((await refresh(refreshToken)).status).toBe(400);
});

test('deactivation ends device, refresh and cookie for good; a personal access token comes back', async () => {
  const { signInDevice, refresh, call, browser, api, poll, ask, decide } = await serveDevice();
  const { accessToken, refreshToken } = await signInDevice();
  const made = await call('POST', '/personal-access-tokens', {
    token: accessToken,
    body: { name: 'my-script' },
  });
  const personal = made.body.token;
  const approved = await ask();
  await decide(approved, 'approve');

  await call('PATCH', '/users/deactivate', { body: { email } });
  const session = async (token: string) => (await call('GET', '/session', { token })).status;
  expect([await session(accessToken), await session(personal)]).toEqual([401, 401]);
  expect((await refresh(refreshToken)).status).toBe(400);
  expect((await browser.ask(api('/session'))).status).toBe(401);
  expect(await poll(approved.deviceCode)).toMatchObject(refused('ACCESS_DENIED'));

  await call('PATCH', '/users/activate', { body: { email } });
  expect([await session(accessToken), await session(personal)]).toEqual([401, 200]);
  expect((await refresh(refreshToken)).status).toBe(400);
  expect((await browser.ask(api('/session'))).status).toBe(401);
});

test('deletion ends every token and sign-in', async () => {
  const { signInDevice, refresh, call, browser, api, personOf } = await serveDevice();
  const { accessToken, refreshToken } = await signInDevice();
  await call('DELETE', `/users/${(await personOf(email)).id}`);
  expect((await call('GET', '/session', { token: accessToken })).status).toBe(401);
  expect((await refresh(refreshToken)).status).toBe(400);
  expect((await browser.ask(api('/session'))).status).toBe(401);
});
