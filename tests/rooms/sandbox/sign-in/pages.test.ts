import { expect, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { serveVisited } from './serve-visited.ts';

const admin = 'ingrid.solvang@halden.example';
const member = 'max.member@visitors.example';

test('every page has no script, a policy that allows none, and is kept by no cache', async () => {
  const { tenantUrl, signInBrowser, acceptedPerson, call, newestLink } = await serveVisited('--no-sso');
  await acceptedPerson(member);
  await call('POST', '/users/reset-password', { body: { email: member } });
  const browser = await signInBrowser(admin);
  const paths = [
    '/',
    '/sign-in',
    '/authorize/device',
    '/outbox',
    '/accept-invite',
    '/outbox/nothing',
    '/sso/start',
  ];
  for (const url of [...paths.map((path) => tenantUrl + path), await newestLink(member)]) {
    const page = await browser.open(url);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'nonce-[^']+'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/u,
    );
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.text).toContain(`<style nonce="${/nonce-([^']+)/u.exec(policy)?.[1]}">`);
    expect(page.text).not.toMatch(/<script|javascript:|\son\w+=|\sstyle=/iu);
    expect(page.text).toMatch(/<html lang="en">/u);
  }
});

test('a form from elsewhere, with no cookie or another’s token, is refused', async () => {
  const { tenantUrl } = await serveVisited('--no-sso');
  const [one, other] = [openBrowser(), openBrowser()];
  const form = await one.open(`${tenantUrl}/sign-in`);
  await other.open(`${tenantUrl}/sign-in`);
  const fields = { email: admin, password: 'halden-robotics' };
  const forms = [
    openBrowser().submit(form, fields),
    other.submit(form, fields),
    one.submit(form, { ...fields, form: '' }),
  ];
  for (const page of await Promise.all(forms)) {
    expect(page).toMatchObject({ status: 403, text: expect.stringContaining('too old') });
  }
});

test('whatever was typed or registered is escaped', async () => {
  const { tenantUrl, acceptedPerson, call, signInBrowser } = await serveVisited('--no-sso');
  await acceptedPerson(member);
  const evil = `"><script>alert(1)</script>`;
  const browser = openBrowser();
  const form = await browser.open(`${tenantUrl}/sign-in`);
  const again = await browser.submit(form, { email: evil, password: evil });
  expect(again.text).toContain('&lt;script&gt;');
  const { body } = await call('POST', '/oauth2/device-authorize', {
    token: null,
    body: { tenantName: 'sandbox' },
  });
  const { userCode } = body as unknown as { userCode: string };
  const asked = await fetch(`${tenantUrl}/api/svc/v1/oauth2/device-authorize`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': `<b>bold</b> ${evil}` },
    body: JSON.stringify({ tenantName: 'sandbox' }),
  });
  const visitor = await signInBrowser(member);
  const page = await visitor.open((await asked.json()).verificationURIComplete);
  expect(page.text).toContain('&lt;b&gt;bold');
  const filtered = await visitor.open(`${tenantUrl}/authorize/device?userCode=${encodeURIComponent(evil)}`);
  for (const text of [again.text, page.text, filtered.text]) expect(text).not.toContain('<script');
  expect(userCode).toHaveLength(9);
});

test('the outbox is for tenant admins, newest first, by recipient, and opens a mail', async () => {
  const { tenantUrl, acceptedPerson, signInBrowser, call, newestLink } = await serveVisited('--no-sso');
  await acceptedPerson(member);
  for (const name of ['uma', 'ulf', 'zoe']) {
    const body = {
      email: `${name}@visitors.example`,
      sendInviteEmail: true,
      acceptInviteClientURL: 'https://console.example/join',
    };
    await call('POST', '/users/register', { body });
  }
  const stranger = await openBrowser().open(`${tenantUrl}/outbox`);
  expect(stranger.url).toContain('/sign-in?next=%2Foutbox');
  expect((await (await signInBrowser(member)).open(`${tenantUrl}/outbox`)).status).toBe(403);

  const browser = await signInBrowser(admin);
  const recipients = async (query: string) => {
    const { text } = await browser.open(`${tenantUrl}/outbox${query}`);
    return [...text.matchAll(/<a href="\/outbox\/\w+">([^<]+)/gu)].map(([, to]) => to);
  };
  expect(await recipients('')).toEqual(
    ['zoe', 'ulf', 'uma', 'max.member'].map((name) => `${name}@visitors.example`),
  );
  expect(await recipients('?to=U%25')).toEqual([]);
  expect(await recipients('?to=ul')).toEqual(['ulf@visitors.example']);
  const list = await browser.open(`${tenantUrl}/outbox?to=zoe`);
  const path = /href="(\/outbox\/\w+)"/u.exec(list.text)?.[1] ?? '';
  const mail = await browser.open(tenantUrl + path);
  const code = new URL(await newestLink('zoe@visitors.example')).searchParams.get('inviteCode');
  expect(mail.text).toContain(`https://console.example/join?inviteCode=${code}`);
  expect(mail.text).toContain(`href="/accept-invite?inviteCode=${code}"`);
  await browser.submit(mail, {}, '/resend');
  expect(await recipients('?to=zoe')).toHaveLength(2);
  expect((await browser.open(`${tenantUrl}/accept-invite?inviteCode=${code}`)).status).toBe(410);
});

test('the control port leads into the outbox once', async () => {
  const { controlAt, tenantUrl } = await serveVisited('--no-sso');
  const led = await fetch(controlAt('/outbox'), { redirect: 'manual' });
  const path = led.headers.get('location') ?? '';
  expect(path.startsWith(`${tenantUrl}/outbox/pass?passCode=`)).toBe(true);
  const browser = openBrowser();
  expect(await browser.open(path)).toMatchObject({ status: 200, url: `${tenantUrl}/outbox` });
  expect((await browser.open(`${tenantUrl}/outbox`)).status).toBe(200);
  expect((await openBrowser().open(path)).status).toBe(403);
});

test('the home page tells what this is, names nobody, and offers to sign out', async () => {
  const { tenantUrl, signInBrowser, api } = await serveVisited('--no-sso', '--tenant-name', 'halden');
  const home = await openBrowser().open(`${tenantUrl}/`);
  expect(home.text).toContain('Sandbox tenant halden');
  expect(home.text).toContain('Invite-only');
  expect(home.text).not.toMatch(/@[\w-]+\.example/u);
  const browser = await signInBrowser(admin);
  const mine = await browser.open(`${tenantUrl}/`);
  expect(mine.text).toContain(`${admin}</strong>, tenant admin`);
  await browser.submit(mine, {}, '/sign-out');
  expect((await browser.ask(api('/session'))).status).toBe(401);
});
