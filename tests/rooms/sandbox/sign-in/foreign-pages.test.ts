import { expect, test } from 'vitest';
import { adminToken } from '../serve-sandbox.ts';
import { openBrowser, type TestBrowser } from './browser.ts';
import { serveVisited } from './serve-visited.ts';

const admin = 'ingrid.solvang@halden.example';
const password = 'halden-robotics';
const elsewhere = 'http://127.0.0.1:9';

/** What browsers tell of the page that a request comes from, where that page is not ours. */
const foreign: Record<string, string>[] = [
  { origin: elsewhere },
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: elsewhere, 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'cross-site' },
  { origin: 'null', 'sec-fetch-site': 'cross-site' },
];

async function serveForms() {
  const sandbox = await serveVisited('--no-sso');
  const { tenantUrl } = sandbox;
  const browser = await sandbox.signInBrowser(admin);
  const formOf = async (path: string, by: TestBrowser = browser) => {
    const { text } = await by.open(tenantUrl + path);
    return /name="form" value="([^"]+)"/u.exec(text)?.[1] ?? '';
  };
  const post = (
    path: string,
    fields: Record<string, string>,
    { by = browser, headers = {} }: { by?: TestBrowser; headers?: Record<string, string> } = {},
  ) => by.ask(tenantUrl + path, { method: 'POST', body: new URLSearchParams(fields), headers });
  const askDevice = async () => {
    const { body } = await sandbox.call('POST', '/oauth2/device-authorize', {
      token: null,
      body: { tenantName: 'sandbox' },
    });
    return body as unknown as { userCode: string; deviceCode: string };
  };
  const isSignedIn = async () => (await browser.ask(sandbox.api('/session'))).status === 200;
  return { ...sandbox, browser, formOf, post, askDevice, isSignedIn };
}

test('no form is taken from the page of another origin, even with our own hidden field', async () => {
  const { formOf, post, askDevice, call, isSignedIn } = await serveForms();
  const { userCode, deviceCode } = await askDevice();
  const form = await formOf(`/authorize/device?userCode=${userCode}`);
  const targets: [string, Record<string, string>][] = [
    ['/authorize/device', { userCode, decision: 'approve' }],
    ['/sign-out', {}],
    ['/sign-in', { email: admin, password }],
    ['/accept-invite', { inviteCode: 'x', name: 'A', password, again: password }],
    ['/reset-password', { code: 'x', password, again: password }],
    ['/outbox/anything/resend', {}],
  ];
  for (const [path, fields] of targets) {
    for (const headers of foreign) {
      const { status } = await post(path, { form, ...fields }, { headers });
      expect([path, headers, status]).toEqual([path, headers, 403]);
    }
  }
  expect(await isSignedIn()).toBe(true);
  const polled = await call('POST', '/oauth2/token', {
    token: null,
    body: { tenantName: 'sandbox', grantType: 'device_code', deviceCode },
  });
  expect(polled.status).toBe(202);
});

test('our own page’s form is taken, as browsers of every age name it', async () => {
  const { tenantUrl, formOf, post, askDevice } = await serveForms();
  const own: Record<string, string>[] = [
    {},
    { origin: tenantUrl },
    { origin: tenantUrl, 'sec-fetch-site': 'same-origin' },
    { origin: 'null', 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
  ];
  for (const headers of own) {
    const { userCode } = await askDevice();
    const form = await formOf(`/authorize/device?userCode=${userCode}`);
    const { status } = await post('/authorize/device', { form, userCode, decision: 'deny' }, { headers });
    expect([headers, status]).toEqual([headers, 200]);
  }
});

test('a hidden field and its cookie, planted by somebody else, do not fit a person’s session', async () => {
  const { tenantUrl, signInBrowser, acceptedPerson, askDevice, browser, post, formOf, isSignedIn } =
    await serveForms();
  // Another port of the host can set cookies here: so the attacker's own pair could be planted.
  await acceptedPerson('mallory@visitors.example');
  const attackers = [openBrowser(), await signInBrowser('mallory@visitors.example')];
  for (const attacker of attackers) {
    const form = await formOf('/authorize/device', attacker).then(
      (found) => found || formOf('/sign-in', attacker),
    );
    expect(form).not.toBe('');
    const planted = /tenant-form-\d+=[^;]+/u.exec(attacker.cookie())?.[0] ?? '';
    const session = /tenant-session-\d+=[^;]+/u.exec(browser.cookie())?.[0] ?? '';
    const { userCode } = await askDevice();
    const fields: [string, Record<string, string>][] = [
      ['/authorize/device', { userCode, decision: 'approve' }],
      ['/sign-out', {}],
      ['/outbox/anything/resend', {}],
    ];
    for (const [path, more] of fields) {
      const response = await fetch(tenantUrl + path, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie: `${planted}; ${session}` },
        body: new URLSearchParams({ form, ...more }),
      });
      expect([path, response.status]).toEqual([path, 403]);
    }
  }
  expect(await isSignedIn()).toBe(true);
  const { status } = await post('/sign-out', { form: await formOf('/') });
  expect(status).toBe(303);
  expect(await isSignedIn()).toBe(false);
});

test('a form of one visit to the outbox by the control port does not fit another', async () => {
  const { controlAt, tenantUrl, call, newestLink } = await serveForms();
  const to = 'uma@visitors.example';
  const body = { email: to, sendInviteEmail: true, acceptInviteClientURL: `${tenantUrl}/accept-invite` };
  await call('POST', '/users/register', { body });
  const visit = async () => {
    const visitor = openBrowser();
    const led = await fetch(controlAt('/outbox'), { redirect: 'manual' });
    const list = await visitor.open(led.headers.get('location') ?? '');
    const path = /href="(\/outbox\/\w+)"/u.exec(list.text)?.[1] ?? '';
    return { visitor, mail: await visitor.open(tenantUrl + path) };
  };
  const [one, other] = [await visit(), await visit()];
  const link = await newestLink(to);
  expect((await other.visitor.submit(one.mail, {}, '/resend')).status).toBe(403);
  expect(await newestLink(to)).toBe(link);
  expect((await one.visitor.submit(one.mail, {}, '/resend')).status).toBe(200);
  expect(await newestLink(to)).not.toBe(link);
});

test('a cookie authorises no GET that another site asks for: tokens and signing out', async () => {
  const { browser, api, call, isSignedIn } = await serveForms();
  const paths = ['/personal-access-tokens/by-a-link', '/oauth2/logout', '/users?limit=1'];
  for (const path of paths) {
    for (const site of ['same-site', 'cross-site', 'strange']) {
      const { status } = await browser.ask(api(path), { headers: { 'sec-fetch-site': site } });
      expect([path, site, status]).toEqual([path, site, 401]);
    }
    const { status } = await browser.ask(api(path), { headers: { origin: elsewhere } });
    expect([path, status]).toEqual([path, 401]);
  }
  expect(await isSignedIn()).toBe(true);
  expect(
    (await call('GET', '/audit-logs?metric=list&action=personal-access-token.create')).body.data,
  ).toEqual([]);
  for (const site of ['same-origin', 'none']) {
    const made = await browser.ask(api(`/personal-access-tokens/by-${site}`), {
      headers: { 'sec-fetch-site': site },
    });
    expect(JSON.parse(made.text)).toMatchObject({ created: true });
  }
  const out = await browser.ask(api('/oauth2/logout'), { headers: { 'sec-fetch-site': 'same-origin' } });
  expect(out.status).toBe(200);
  expect(await isSignedIn()).toBe(false);
});

test('a bearer token says by itself who asks, whatever page it is sent from', async () => {
  const { api } = await serveForms();
  const headers = { authorization: `Bearer ${adminToken}`, origin: elsewhere, 'sec-fetch-site': 'same-site' };
  for (const path of ['/session', '/oauth2/logout']) {
    expect((await fetch(api(path), { headers })).status).toBe(200);
  }
});
