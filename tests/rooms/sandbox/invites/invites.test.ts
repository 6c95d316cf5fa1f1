import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openBrowser } from '../sign-in/browser.ts';
import { serveVisited } from '../sign-in/serve-visited.ts';

const newcomer = 'ada.newcomer@visitors.example';
const password = 'a long enough one';
const day = 86_400_000;

async function serveInvited(...args: string[]) {
  const sandbox = await serveVisited('--mode', 'invite-only', ...args);
  const invite = (email = newcomer) =>
    sandbox.call('POST', '/users/register', {
      body: { email, sendInviteEmail: true, acceptInviteClientURL: `${sandbox.tenantUrl}/accept-invite` },
    });
  return { ...sandbox, invite };
}

test('an invite is accepted once with name and password, and the person can sign in', async () => {
  const { invite, newestLink, personOf, signInBrowser, tenantUrl, api, call } = await serveInvited();
  await invite();
  expect((await personOf(newcomer)).metadata).toMatchObject({
    inviteAccepted: false,
    registeredInIdp: false,
  });
  const link = await newestLink(newcomer);
  expect(link).toMatch(new RegExp(`^${tenantUrl}/accept-invite\\?inviteCode=[\\w-]{32}$`));

  const browser = openBrowser();
  const form = await browser.open(link);
  expect(form.text).toContain(newcomer);
  const short = await browser.submit(form, { name: 'Ada', password: 'short', again: 'short' });
  expect(short).toMatchObject({ status: 422, text: expect.stringContaining('8 characters') });
  const uneven = await browser.submit(form, { name: 'Ada', password, again: `${password}!` });
  expect(uneven).toMatchObject({ status: 422, text: expect.stringContaining('not the same') });
  expect(uneven.text).toContain('value="Ada"');
  const done = await browser.submit(form, { name: 'Ada Newcomer', password, again: password });
  expect(done).toMatchObject({ status: 200, text: expect.stringContaining('Your account is ready') });
  expect((await personOf(newcomer)).metadata).toMatchObject({
    inviteAccepted: true,
    registeredInIdp: false,
    displayName: 'Ada Newcomer',
  });

  const again = await browser.submit(form, {
    name: 'Ada',
    password: 'another password',
    again: 'another password',
  });
  expect(again).toMatchObject({ status: 410, text: expect.stringContaining('used already') });
  const visitor = await signInBrowser(newcomer, password);
  expect(JSON.parse((await visitor.ask(api('/session'))).text).user.email).toBe(newcomer);
  const { body } = await call('GET', '/audit-logs?metric=list&action=user.invite-accept');
  expect(body.data).toHaveLength(1);
});

test('nobody whose invite is open signs in with the first password', async () => {
  const { invite, tenantUrl } = await serveInvited();
  await invite();
  const browser = openBrowser();
  const form = await browser.open(`${tenantUrl}/sign-in`);
  const refused = await browser.submit(form, { email: newcomer, password: 'halden-robotics' });
  expect(refused.status).toBe(401);
});

test('an invite expires after 7 days of the tenant, and not before', async () => {
  const { invite, newestLink, advance } = await serveInvited();
  await invite();
  const link = await newestLink(newcomer);
  await advance(7 * day - 60_000);
  expect((await openBrowser().open(link)).status).toBe(200);
  await advance(60_000);
  const late = await openBrowser().open(link);
  expect(late).toMatchObject({ status: 410, text: expect.stringContaining('has expired') });
});

test('deletion withdraws the invite; a new one for the same address works', async () => {
  const { invite, newestLink, personOf, call } = await serveInvited();
  await invite();
  const link = await newestLink(newcomer);
  await call('DELETE', `/users/${(await personOf(newcomer)).id}`);
  expect(await openBrowser().open(link)).toMatchObject({
    status: 410,
    text: expect.stringContaining('has been withdrawn'),
  });
  await invite();
  expect((await openBrowser().open(await newestLink(newcomer))).status).toBe(200);
});

test('a deactivated person cannot accept until activated again', async () => {
  const { invite, newestLink, call } = await serveInvited();
  await invite();
  const link = await newestLink(newcomer);
  await call('PATCH', '/users/deactivate', { body: { email: newcomer } });
  expect((await openBrowser().open(link)).status).toBe(403);
  await call('PATCH', '/users/activate', { body: { email: newcomer } });
  expect((await openBrowser().open(link)).status).toBe(200);
});

test('sending again makes a new link and ends the old one; nothing is sent to who has accepted', async () => {
  const { invite, newestLink, control, controlAt } = await serveInvited();
  await invite();
  const first = await newestLink(newcomer);
  await control('POST', '/invites/resend', { email: newcomer });
  const second = await newestLink(newcomer);
  expect(second).not.toBe(first);
  const old = await openBrowser().open(first);
  expect(old).toMatchObject({ status: 410, text: expect.stringContaining('replaced by a newer one') });
  const browser = openBrowser();
  await browser.submit(await browser.open(second), { name: 'Ada', password, again: password });
  const refused = await fetch(controlAt('/invites/resend'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: newcomer }),
  });
  expect(refused.status).toBe(409);
});

test('POST /users/invite answers the link that was mailed, with a code that works', async () => {
  const { call, newestLink, tenantUrl } = await serveInvited();
  const body = { email: newcomer, acceptInviteClientUrl: 'https://console.example/join?from=mail' };
  const { link } = (await call('POST', '/users/invite', { body })).body;
  expect(link).toBe(await newestLink(newcomer));
  const code = new URL(link).searchParams.get('inviteCode');
  expect(link.startsWith('https://console.example/join?from=mail&inviteCode=')).toBe(true);
  expect((await openBrowser().open(`${tenantUrl}/invite-accept?inviteCode=${code}`)).status).toBe(200);
});

test('a seeded person whose invite was never accepted gets one that works', async () => {
  const { control, newestLink, somebody } = await serveInvited('--users', '300');
  const pending = await somebody((user) => user.active && user.metadata?.inviteAccepted === false);
  await control('POST', '/invites/resend', { email: pending.email });
  expect((await openBrowser().open(await newestLink(pending.email))).text).toContain(pending.email);
});

test('a wrong code, none, and one of the other kind say that they are not ours', async () => {
  const { tenantUrl, call, newestLink, acceptedPerson } = await serveInvited();
  const email = await acceptedPerson(newcomer);
  await call('POST', '/users/reset-password', { body: { email } });
  const code = new URL(await newestLink(email)).searchParams.get('code');
  for (const path of [
    '/accept-invite',
    '/accept-invite?inviteCode=guess',
    `/accept-invite?inviteCode=${code}`,
  ]) {
    const page = await openBrowser().open(tenantUrl + path);
    expect(page).toMatchObject({ status: 404, text: expect.stringContaining('not one of ours') });
  }
});

test('a reset link sets a password once within an hour and ends all sign-ins of the person', async () => {
  const { call, newestLink, acceptedPerson, signInBrowser, api, advance } = await serveInvited();
  const email = await acceptedPerson(newcomer, password);
  const before = await signInBrowser(email, password);
  expect((await before.ask(api('/session'))).status).toBe(200);
  const reset = () => call('POST', '/users/reset-password', { body: { email } });
  await reset();
  const unused = await newestLink(email);
  await advance(3_600_000);
  expect((await openBrowser().open(unused)).text).toContain('has expired');

  await reset();
  const browser = openBrowser();
  const form = await browser.open(await newestLink(email));
  const done = await browser.submit(form, { password: 'quite another', again: 'quite another' });
  expect(done.text).toContain('Your new password is set');
  expect((await before.ask(api('/session'))).status).toBe(401);
  const spent = await browser.submit(form, { password: 'once again 1', again: 'once again 1' });
  expect(spent).toMatchObject({ status: 410, text: expect.stringContaining('used already') });
  const old = await signInBrowser(email, password);
  expect((await old.ask(api('/session'))).status).toBe(401);
  const renewed = await signInBrowser(email, 'quite another');
  expect((await renewed.ask(api('/session'))).status).toBe(200);
});

test('neither the outbox of the API, nor the register, nor the file knows a code', async () => {
  const file = join(tmpdir(), `tenantry-test-${randomUUID()}.sqlite`);
  onTestFinished(() => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  });
  const { invite, newestLink, at, tenantUrl, control, call } = await serveInvited('--file', file);
  await invite();
  const link = await newestLink(newcomer);
  const code = new URL(link).searchParams.get('inviteCode') ?? '';
  const browser = openBrowser();
  await browser.submit(await browser.open(link), { name: 'Ada', password, again: password });
  expect(code).toHaveLength(32);
  const outbox = await at('GET', `${tenantUrl}/sandbox/outbox`);
  const register = await control<unknown>('GET', '/requests');
  const audit = await call('GET', '/audit-logs?metric=list');
  for (const told of [outbox.body, register, audit.body]) expect(JSON.stringify(told)).not.toContain(code);
  for (const suffix of ['', '-wal']) {
    const bytes = readFileSync(file + suffix);
    expect(bytes.includes(code)).toBe(false);
    expect(bytes.includes(password)).toBe(false);
  }
});
