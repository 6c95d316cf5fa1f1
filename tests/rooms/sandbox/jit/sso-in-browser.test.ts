import { expect, test } from 'vitest';
import { openBrowser, type SeenPage } from '../sign-in/browser.ts';
import { serveVisited } from '../sign-in/serve-visited.ts';

const newcomer = 'ada.newcomer@newcomers.example';

async function servePickList(...args: string[]) {
  const sandbox = await serveVisited(...args);
  const pickPage = async (next = '/') => {
    const browser = openBrowser();
    const page = await browser.open(`${sandbox.tenantUrl}/sso/start?next=${encodeURIComponent(next)}`);
    const pick = (fields: { email: string; name?: string }): Promise<SeenPage> =>
      browser.submit(page, fields);
    return { browser, page, pick };
  };
  return { ...sandbox, pickPage };
}

test('somebody new signs in at the provider and is made, with a session of the tenant', async () => {
  const { pickPage, personOf, api, tenantUrl } = await servePickList('--mode', 'jit');
  const { browser, page, pick } = await pickPage();
  expect(page.text).toContain('Somebody new');
  const home = await pick({ email: newcomer, name: 'Ada Newcomer' });
  expect(home.url).toBe(`${tenantUrl}/`);
  expect(home.text).toContain(newcomer);
  expect((await personOf(newcomer)).metadata).toMatchObject({
    registeredInIdp: true,
    displayName: 'Ada Newcomer',
  });
  expect(JSON.parse((await browser.ask(api('/session'))).text).user.email).toBe(newcomer);
});

test('the pick list is the same for the same seed', async () => {
  const names = async (seed: string) => {
    const { page } = await (await servePickList('--mode', 'jit', '--seed', seed)).pickPage();
    return [...page.text.matchAll(/value="([^"]+@newcomers\.halden\.example)"/gu)].map(([, email]) => email);
  };
  const [one, same, other] = [await names('7'), await names('7'), await names('8')];
  expect(one).toHaveLength(6);
  expect(same).toEqual(one);
  expect(other).not.toEqual(one);
});

test('in SCIM mode a known admin signs in to the outbox through the provider; a stranger makes nobody', async () => {
  const { pickPage, everybody } = await servePickList('--mode', 'scim');
  const before = (await everybody()).length;
  const { pick } = await pickPage('/outbox');
  const outbox = await pick({ email: 'ingrid.solvang@halden.example' });
  expect(outbox).toMatchObject({ status: 200, text: expect.stringContaining('newest first') });
  const refused = await (await pickPage()).pick({ email: newcomer });
  expect(refused).toMatchObject({
    status: 403,
    text: expect.stringContaining('nobody here has the address'),
  });
  expect(await everybody()).toHaveLength(before);
});

test('an invited person who comes through the provider has accepted, and the invite ends', async () => {
  const { pickPage, call, personOf, newestLink, tenantUrl } = await servePickList('--mode', 'invite-only');
  const acceptInviteClientURL = `${tenantUrl}/accept-invite`;
  await call('POST', '/users/register', {
    body: { email: newcomer, sendInviteEmail: true, acceptInviteClientURL },
  });
  await (await pickPage()).pick({ email: newcomer });
  expect((await personOf(newcomer)).metadata).toMatchObject({ inviteAccepted: true, registeredInIdp: true });
  expect((await openBrowser().open(await newestLink(newcomer))).status).toBe(410);
});

test('an answer that another browser began signs nobody in', async () => {
  const { pickPage, tenantUrl } = await servePickList('--mode', 'jit');
  const { browser, page } = await pickPage();
  const uid = new URL(page.url).pathname;
  const stolen = await browser.ask(`${new URL(page.url).origin}${uid}`, {
    method: 'POST',
    body: new URLSearchParams({ email: newcomer }),
  });
  let hop = stolen;
  while (hop.location !== null && !hop.location.startsWith(`${tenantUrl}/sso/callback`)) {
    hop = await browser.ask(new URL(hop.location, hop.url).href);
  }
  const callback = hop.location ?? '';
  expect(callback).toContain('code=');
  const victim = await openBrowser().open(callback);
  expect(victim).toMatchObject({ status: 400, text: expect.stringContaining('another browser') });
  expect((await browser.open(callback)).status).toBe(400);
});

test('cancelling at the provider says so', async () => {
  const { pickPage } = await servePickList('--mode', 'jit');
  const { browser, page } = await pickPage();
  const cancelled = await browser.submit(page, {}, '/cancel');
  expect(cancelled).toMatchObject({ status: 403, text: expect.stringContaining('cancelled') });
});

test('the page of another origin cannot pick who signs in', async () => {
  const { pickPage, everybody } = await servePickList('--mode', 'jit');
  const before = (await everybody()).length;
  const { browser, page } = await pickPage();
  for (const path of ['', '/cancel']) {
    const sent = await browser.ask(page.url + path, {
      method: 'POST',
      headers: { origin: 'http://127.0.0.1:9' },
      body: new URLSearchParams({ email: newcomer }),
    });
    expect(sent).toMatchObject({ status: 403, text: expect.stringContaining('Another page') });
  }
  expect(await everybody()).toHaveLength(before);
});
