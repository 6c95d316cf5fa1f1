import { expect, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { serveVisited } from './serve-visited.ts';

const email = 'bea.browser@visitors.example';

async function servePerson() {
  const sandbox = await serveVisited('--no-sso');
  await sandbox.acceptedPerson(email);
  return sandbox;
}

test('GET /oauth2/authorize leads through the sign-in to the redirectURL, then straight there', async () => {
  const { api, tenantUrl } = await servePerson();
  const target = 'http://127.0.0.1:1/done?x=1';
  const start = `${api('/oauth2/authorize')}?tenantName=sandbox&controlPlaneURL=${tenantUrl}&redirectURL=${encodeURIComponent(target)}`;
  const browser = openBrowser();
  const led = await browser.ask(start);
  expect(led).toMatchObject({ status: 302, location: `/sign-in?next=${encodeURIComponent(target)}` });
  const form = await browser.open(new URL(led.location ?? '', tenantUrl).href);
  expect(form.headers.get('content-security-policy')).toContain(`form-action 'self' http://127.0.0.1:1;`);
  const hidden = /name="form" value="([^"]+)"/u.exec(form.text)?.[1] ?? '';
  const body = new URLSearchParams({ email, password: 'halden-robotics', next: target, form: hidden });
  const signedIn = await browser.ask(`${tenantUrl}/sign-in`, { method: 'POST', body });
  expect(signedIn).toMatchObject({ status: 303, location: target });
  expect(await browser.ask(start)).toMatchObject({ status: 302, location: target });
});

test('redirects lead to this tenant or to this machine, and nowhere else', async () => {
  const { api, tenantUrl } = await servePerson();
  const led = async (redirectURL: string) => {
    const page = await openBrowser().ask(
      `${api('/oauth2/authorize')}?redirectURL=${encodeURIComponent(redirectURL)}`,
    );
    return page.status;
  };
  for (const good of ['/outbox', tenantUrl, 'http://localhost:8080/callback', 'http://[::1]:9/']) {
    expect([good, await led(good)]).toEqual([good, 302]);
  }
  const bad = [
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/.//evil.example/',
    '/%2e//evil.example/',
    '/\t/evil.example/',
    `${tenantUrl}//evil.example/`,
    'http://127.0.0.1.evil.example/',
    'http://127.0.0.1@evil.example/',
    'http://evil.example#127.0.0.1',
    'http://user:word@127.0.0.1/',
    'javascript:alert(1)',
    'data:text/html,hello',
    'file:///etc/passwd',
    'http://',
  ];
  for (const one of bad) expect([one, await led(one)]).toEqual([one, 400]);
  for (const away of ['https://evil.example', '/.//evil.example']) {
    const pages = [`${tenantUrl}/sign-in?next=${away}`, `${api('/oauth2/logout')}?redirectURL=${away}`];
    for (const page of pages) expect([page, (await openBrowser().open(page)).status]).toEqual([page, 400]);
  }
});

test('GET /session knows the cookie, as well as host and tenant names', async () => {
  const { signInBrowser, api, tenantUrl } = await servePerson();
  const browser = await signInBrowser(email);
  const { host } = new URL(tenantUrl);
  const session = async (query: string) => {
    const { status, text } = await browser.ask(`${api('/session')}?${query}`);
    return { status, body: JSON.parse(text) };
  };
  const whole = await session(`hostName=${host}&tenantName=sandbox&includeTenantInfo=true`);
  expect(whole).toMatchObject({
    status: 200,
    body: { user: { email, tenantName: 'sandbox' }, tenantInfo: { tenantName: 'sandbox' } },
  });
  expect((await session('includeTenantInfo=false')).body).not.toHaveProperty('tenantInfo');
  expect((await session('tenantName=other')).status).toBe(404);
  expect((await session('hostName=other.example')).status).toBe(404);
  expect((await openBrowser().ask(api('/session'))).status).toBe(401);
});

test('GET /tenant-id answers for the names of this host only', async () => {
  const { call, tenantUrl } = await servePerson();
  const { host, port } = new URL(tenantUrl);
  const statusFor = async (hostName: string) =>
    (await call('GET', `/tenant-id?hostName=${encodeURIComponent(hostName)}`, { token: null })).status;
  for (const name of [host, '127.0.0.1', 'localhost', `LOCALHOST:${port}`, tenantUrl, '']) {
    expect([name, await statusFor(name)]).toEqual([name, 200]);
  }
  expect(await statusFor('acme.platform.example')).toBe(404);
});

test('GET /oauth2/logout clears the cookie, ends the session and says in JSON where to go', async () => {
  const { signInBrowser, api, tenantUrl } = await servePerson();
  const browser = await signInBrowser(email);
  const kept = browser.cookie();
  const out = await browser.ask(`${api('/oauth2/logout')}?tenantName=sandbox&redirectURL=${tenantUrl}`);
  expect(out.status).toBe(200);
  expect(JSON.parse(out.text)).toEqual({ redirect: true, logoutURL: `${tenantUrl}/` });
  expect(out.headers.getSetCookie().join()).toMatch(/session-\d+=;/u);
  const again = await fetch(api('/session'), { headers: { cookie: kept } });
  expect(again.status).toBe(401);
  const away = await browser.ask(`${api('/oauth2/logout')}?redirectURL=https://evil.example`);
  expect(away.status).toBe(400);
});

test('the cookie acts for its person, but not for the page of another port', async () => {
  const { signInBrowser, api } = await servePerson();
  const browser = await signInBrowser(email);
  expect((await browser.ask(api('/users?limit=1'))).status).toBe(200);
  const foreign = await browser.ask(api('/users?limit=1'), { headers: { origin: 'http://127.0.0.1:9' } });
  expect(foreign.status).toBe(401);
});

test('a browser stays signed in for a day of the tenant', async () => {
  const { signInBrowser, api, advance } = await servePerson();
  const browser = await signInBrowser(email);
  await advance(86_400_000 - 60_000);
  expect((await browser.ask(api('/session'))).status).toBe(200);
  await advance(60_000);
  expect((await browser.ask(api('/session'))).status).toBe(401);
});

test('five wrong passwords close the name for a quarter of an hour, whoever it is', async () => {
  const { tenantUrl, advance } = await servePerson();
  for (const name of [email, 'nobody@visitors.example']) {
    const browser = openBrowser();
    const form = await browser.open(`${tenantUrl}/sign-in`);
    const texts = new Set<string>();
    for (let tries = 0; tries < 5; tries += 1) {
      const wrong = await browser.submit(form, { email: name, password: `guess ${tries}` });
      expect(wrong.status).toBe(401);
      texts.add(/role="alert">([^<]+)/u.exec(wrong.text)?.[1] ?? '');
    }
    expect([...texts]).toEqual(['The e-mail address or the password is wrong.']);
    const closed = await browser.submit(form, { email: name, password: 'halden-robotics' });
    expect(closed.status).toBe(429);
    expect(Number(closed.headers.get('retry-after'))).toBeGreaterThan(800);
  }
  await advance(15 * 60_000);
  const browser = openBrowser();
  const form = await browser.open(`${tenantUrl}/sign-in`);
  const home = await browser.submit(form, { email, password: 'halden-robotics' });
  expect(home.text).toContain(`Signed in as <strong>${email}`);
});

test('guessing the old password by the API is stopped as well', async () => {
  const { call } = await servePerson();
  const change = (oldPassword: string) =>
    call('POST', '/users/change-password', {
      body: { loginId: 'ingrid.solvang@halden.example', oldPassword, newPassword: 'something longer' },
    });
  for (let tries = 0; tries < 5; tries += 1) expect((await change(`guess ${tries}`)).status).toBe(400);
  expect((await change('halden-robotics')).status).toBe(429);
});
