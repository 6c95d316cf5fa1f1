import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { serveSandbox } from '../serve-sandbox.ts';
import { startSandbox } from '../start-sandbox.ts';

async function serveControlled(...args: string[]) {
  const sandbox = await serveSandbox(...args);
  const { controlUrl } = sandbox.ready;
  if (controlUrl === undefined) throw new Error('no control port');
  const idp = async (path: string, body: object = {}) => {
    const answer = await fetch(`${controlUrl}idp${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, text, body: JSON.parse(text) };
  };
  const status = async () => (await (await fetch(`${controlUrl}idp`)).json()).data;
  return { ...sandbox, controlUrl, idp, status };
}

test('the control port lets a company live: joins, leavers, a rotated token, the new one', async () => {
  const { idp, status, call, personOf } = await serveControlled('--idp', 'entra');
  expect(await status()).toMatchObject({ vendor: 'entra', state: 'idle', cycles: 0, lastCycle: null });
  expect((await idp('/cycle')).body.data).toMatchObject({
    lastCycle: { end: 'whole', counts: { failures: 0 } },
  });
  const joined = (await idp('/join', { count: 3 })).body.data;
  expect(joined.happened).toHaveLength(3);
  expect(joined.status.waiting.people).toBe(3);
  expect((await idp('/cycle')).body.data.lastCycle.counts.peopleCreated).toBe(3);
  const [email = ''] = String(joined.happened[0]).split(' ');
  expect((await personOf(email)).metadata).toMatchObject({ createdByScim: true });

  const [sso] = (await call('GET', '/sso')).body.data;
  const { token } = (await call('POST', `/sso/${sso?.id}/scim-token`)).body;
  await idp('/leave', { count: 1 });
  const refused = await idp('/cycle');
  expect(refused.body.data).toMatchObject({ state: 'quarantined', lastCycle: { end: 'stopped' } });
  const set = await idp('/token-config', { token });
  expect(set.text).not.toContain(token);
  expect((await idp('/cycle')).body.data).toMatchObject({
    state: 'idle',
    lastCycle: { counts: { peopleDeactivated: 1 } },
  });
  await idp('/break-token');
  await idp('/rename');
  expect((await idp('/cycle')).body.data.state).toBe('quarantined');
});

test('bad orders are answered 422, and without --idp there is nothing to steer', async () => {
  const { idp, status } = await serveControlled('--idp', 'jumpcloud');
  for (const [path, body] of [
    ['/join', { count: 0 }],
    ['/join', { count: 1.5 }],
    ['/leave', { count: 'all' }],
    ['/make-group', {}],
    ['/rename-group', { from: 'a' }],
    ['/token-config', { token: '' }],
    ['/token-config', { token: 'x', scimUrl: 'file:///etc/passwd' }],
  ] as const) {
    expect([path, (await idp(path, body)).status]).toEqual([path, 422]);
  }
  expect(await status()).toMatchObject({ cycles: 0 });
  const plain = await serveControlled();
  expect((await fetch(`${plain.controlUrl}idp`)).status).toBe(404);
});

test('with --idp-every the company lives and pushes by itself', async () => {
  const { status, call } = await serveControlled('--idp', 'okta', '--idp-every', '1s');
  for (let turn = 0; turn < 100 && (await status()).cycles < 2; turn += 1) await wait(100);
  const now = await status();
  expect(now).toMatchObject({ everySeconds: 1, lastCycle: { end: 'whole' } });
  expect(now.cycles).toBeGreaterThanOrEqual(2);
  expect((await call('GET', '/users?showInvalidUsers=true&limit=1')).body.pagination.total).toBeGreaterThan(
    60,
  );
});

test('two cycles at once are one', async () => {
  const { idp, status } = await serveControlled('--idp', 'okta');
  await Promise.all([idp('/cycle'), idp('/cycle'), idp('/cycle')]);
  expect((await status()).cycles).toBe(1);
});

test('a sandbox that is ended in the middle of a cycle ends, and says no token', async () => {
  const sandbox = startSandbox('--users', '300', '--idp', 'jumpcloud', '--latency', '400', '--json');
  const { controlUrl, scimToken } = JSON.parse(await sandbox.firstLine());
  const headers = { 'content-type': 'application/json' };
  const cycle = fetch(`${controlUrl}idp/cycle`, { method: 'POST', headers, body: '{}' }).then(
    () => 'answered',
    () => 'cut off',
  );
  for (let turn = 0; turn < 100; turn += 1) {
    const { data } = await (await fetch(`${controlUrl}idp`)).json();
    if (data.state === 'running') break;
    await wait(20);
  }
  await wait(600);
  const asked = performance.now();
  sandbox.child.kill('SIGTERM');
  expect(await sandbox.ended).toBe(0);
  expect(performance.now() - asked).toBeLessThan(4000);
  expect(['answered', 'cut off']).toContain(await cycle);
  expect(sandbox.errors()).not.toContain(scimToken);
  expect(sandbox.lines.slice(1)).toEqual([]);
});
