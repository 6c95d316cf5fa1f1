import { expect, test } from 'vitest';
import { faultyTenant } from '../faults/faulty-tenant.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded' };

async function opened(...args: string[]) {
  const tenant = await faultyTenant(...args);
  const controlUrl = tenant.ready.controlUrl ?? '';
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = form) =>
    fetch(`${controlUrl}page/${path}`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(fields).toString(),
      redirect: 'manual',
    });
  const page = async () => (await fetch(controlUrl)).text();
  return { tenant, controlUrl, post, page };
}

test('the page shows state, faults and requests, without scripts and with everything escaped', async () => {
  const { tenant, controlUrl, page } = await opened();
  await tenant.order({ kind: 'web-page', body: '<script>alert(1)</script>', match: { path: '/nowhere' } });
  await tenant.send({ path: '/users?query=%3Cb%3E"' });
  const html = await page();
  expect(html).toContain('<h1>Sandbox tenant</h1>');
  expect(html).not.toContain('<script');
  expect(html).toContain('&lt;script&gt;');
  expect(html).toContain('data-name="Struck" class="figure">0<');
  expect(html).toMatch(/<dt>Provisioning<\/dt><dd>SCIM<\/dd>/u);
  expect(html).toMatch(/class="person">[^<@]+@[^<]+</u);
  const answer = await fetch(controlUrl);
  expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'nonce-/);
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

test('its address without the slash at the end leads to it', async () => {
  const { controlUrl } = await opened();
  const answer = await fetch(controlUrl.slice(0, -1), { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, new URL(controlUrl).pathname]);
});

test('every example that it offers can be ordered; forms order, remove, set the clock and forget', async () => {
  const { tenant, controlUrl, post, page } = await opened();
  const offered = [...(await page()).matchAll(/name="order" value="([^"]+)"/gu)].map(([, value = '']) =>
    value.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&'),
  );
  const safe = offered.filter((order) => !order.includes('refuse-connections'));
  expect(safe.length).toBeGreaterThan(9);
  for (const order of safe) {
    const answer = await post('order', { order });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '../']);
  }
  expect(await tenant.faults()).toHaveLength(safe.length);
  await post('remove', { id: 'f1' });
  expect(await tenant.faults()).toHaveLength(safe.length - 1);
  await post('remove', {});
  expect(await tenant.faults()).toEqual([]);
  await post('clock', { advanceMs: '3600000' });
  const state = (await (await fetch(`${controlUrl}state`)).json()) as { data: { now: string } };
  expect(Date.parse(state.data.now) - Date.now()).toBeGreaterThan(3_590_000);
  await tenant.send({ path: '/role/list' });
  await post('forget', {});
  expect(await tenant.requests()).toEqual([]);
});

test('a form of another page, JSON, and an order that is none change nothing', async () => {
  const { tenant, post } = await opened();
  const order = '{"kind":"hang"}';
  expect((await post('order', { order }, { ...form, origin: 'http://evil.example' })).status).toBe(403);
  expect((await post('order', { order }, { 'content-type': 'application/json' })).status).toBe(415);
  expect((await post('order', { order: '{' })).status).toBe(422);
  expect((await post('order', { order: '{"kind":"x"}' })).status).toBe(422);
  expect((await post('clock', { advanceMs: 'soon' })).status).toBe(422);
  expect(await tenant.faults()).toEqual([]);
});

test('a bad order comes back in the page with its sentence and as it was typed, and the forms there still lead home', async () => {
  const { post } = await opened();
  const order = '{"kind":"latency","ms":-5}';
  const answer = await post('order', { order });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([422, 'text/html; charset=utf-8']);
  const html = await answer.text();
  expect(html).toContain('<p class="bad" role="alert">ms: must be 0 or more</p>');
  expect(html).toContain(`${order.replaceAll('"', '&quot;')}</textarea>`);
  expect(html).toContain('action="../page/order"');
  const broken = await (await post('order', { order: '<b>' })).text();
  expect(broken).toContain('The order is not valid JSON.');
  expect(broken).toContain('&lt;b&gt;</textarea>');
});

test('a token that was typed does not come out again', async () => {
  const { post } = await opened();
  const html = await (await post('idp-token', { token: 'a-token-as-it-was-typed' })).text();
  expect(html).toContain('No identity provider pushes here.');
  expect(html).not.toContain('a-token-as-it-was-typed');
});

test('the identity provider of --idp is steered from it: people join, a push, a broken token told in words', async () => {
  const { tenant, post, page } = await opened('--mode', 'scim', '--idp', 'entra');
  expect(await page()).toContain('Entra ID, the identity provider');
  const people = async () =>
    (await tenant.read<{ pagination: { total: number } }>('/users?limit=1&showInvalidUsers=true')).pagination
      .total;
  // The directory begins with a few people that the tenant has not heard of.
  await post('idp', { verb: 'cycle' });
  const before = await people();
  for (const verb of ['join', 'cycle']) expect((await post('idp', { verb })).status).toBe(303);
  expect(await people()).toBe(before + 3);
  for (const verb of ['join', 'break-token', 'cycle']) expect((await post('idp', { verb })).status).toBe(303);
  expect(await people()).toBe(before + 3);
  expect(await page()).toContain('In quarantine since');
  expect(await page()).toContain('What to do:');
  const token = tenant.ready.scimToken ?? '';
  expect((await post('idp-token', { token })).status).toBe(303);
  expect(await page()).not.toContain(token);
  await post('idp', { verb: 'cycle' });
  expect(await people()).toBe(before + 6);
});

test('a sandbox without an identity provider shows none and steers none', async () => {
  const { post, page } = await opened();
  expect(await page()).not.toContain('identity provider');
  expect((await post('idp', { verb: 'cycle' })).status).toBe(404);
  expect((await post('idp-token', { token: 'of-nobody' })).status).toBe(404);
});
