import { expect, test } from 'vitest';
import { openBrowser } from '../sign-in/browser.ts';
import { serveVisited } from '../sign-in/serve-visited.ts';

const first = 'ada.before@newcomers.example';
const second = 'ada.after@newcomers.example';
const sub = '00uadaadaadaadaadaad';

async function serveMarried(...args: string[]) {
  const sandbox = await serveVisited('--mode', 'jit', ...args);
  const bear = async (order: object) => {
    const { token } = await sandbox.control<{ token: string }>('POST', '/idp/token', order);
    return sandbox.call('GET', '/session', { token });
  };
  const made = await bear({ email: first, sub, name: 'Ada Before' });
  return { ...sandbox, bear, id: made.body.user.id };
}

test('one sub is one person, whatever address the provider has for it now', async () => {
  const { bear, id, everybody, personOf } = await serveMarried();
  const before = (await everybody()).length;
  const again = await bear({ email: second, sub });
  expect(again).toMatchObject({ status: 200, body: { user: { id, email: first } } });
  expect(await everybody()).toHaveLength(before);
  // The address here is for the directory or an admin to change, not for a sign-in.
  expect(await personOf(first)).toMatchObject({ id, metadata: { displayName: 'Ada Before' } });
});

test('a changed address does not lead into the account of somebody else who has it', async () => {
  const { bear, id, call } = await serveMarried();
  await call('POST', '/users/register', { body: { email: second } });
  expect((await bear({ email: second, sub })).body.user).toMatchObject({ id, email: first });
});

test('nor does it bring back a deactivated person, or make them anew', async () => {
  const { bear, call, everybody } = await serveMarried();
  await call('PATCH', '/users/deactivate', { body: { email: first } });
  const before = (await everybody()).length;
  expect(await bear({ email: second, sub })).toMatchObject({
    status: 401,
    body: { message: expect.stringContaining('deactivated') },
  });
  expect(await everybody()).toHaveLength(before);
});

test.each(['invite-only', 'scim'])('in the mode %s the sub is who comes in, too', async (mode) => {
  const { bear, id, call } = await serveMarried();
  await call('PUT', '/settings/provisioning', { body: { mode } });
  expect((await bear({ email: second, sub })).body.user).toMatchObject({ id, email: first });
  expect((await bear({ email: second, sub: '00usomebodyelse' })).status).toBe(403);
});

test('in the browser the person under the old address comes in as before', async () => {
  const { tenantUrl, api, id } = await serveMarried();
  const browser = openBrowser();
  const page = await browser.open(`${tenantUrl}/sso/start`);
  await browser.submit(page, { email: first });
  expect(JSON.parse((await browser.ask(api('/session'))).text).user.id).toBe(id);
});
