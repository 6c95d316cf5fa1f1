import { describe, expect, test } from 'vitest';
import type { FaultToOrder } from '../../harness/order-fault.ts';
import { faultyTenant } from './faulty-tenant.ts';

const text = (body: Buffer) => body.toString('utf8');
const deactivation = (email: string) => ({ method: 'PATCH', path: '/users/deactivate', body: { email } });
const onDeactivation = { method: 'PATCH', path: '/api/svc/v1/users/deactivate' };

describe('latency', () => {
  test('a fixed one delays the answer and nothing else', async () => {
    const tenant = await faultyTenant();
    await tenant.order({ kind: 'latency', ms: 150, match: { path: '/api/svc/v1/users' } });
    const slow = await tenant.send({ path: '/users?limit=1' });
    expect(slow.status).toBe(200);
    expect(slow.pieces[0]?.atMs).toBeGreaterThanOrEqual(145);
    const other = await tenant.send({ path: '/role/list' });
    expect(other.pieces[0]?.atMs).toBeLessThan(140);
  });

  test('a range stays within its bounds', async () => {
    const tenant = await faultyTenant();
    await tenant.order({ kind: 'latency', ms: { min: 40, max: 80 } });
    const answers = await Promise.all(Array.from({ length: 8 }, () => tenant.send({ path: '/role/list' })));
    const waits = answers.map(({ pieces }) => pieces[0]?.atMs ?? 0);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(38);
    expect(new Set(waits.map(Math.round)).size).toBeGreaterThan(1);
  });
});

describe('429', () => {
  test.each<[string, Partial<FaultToOrder>, RegExp | undefined]>([
    ['seconds', { retryAfterSeconds: 12 }, /^12$/],
    [
      'an HTTP date',
      { retryAfterSeconds: 12, retryAfterAs: 'date' },
      /^\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT$/,
    ],
    ['nothing', {}, undefined],
  ])('with Retry-After as %s, and the change is not made', async (_name, how, form) => {
    const tenant = await faultyTenant();
    const email = await tenant.member();
    await tenant.order({
      kind: 'too-many-requests',
      times: 1,
      match: onDeactivation,
      ...how,
    } as FaultToOrder);
    const answer = await tenant.send(deactivation(email));
    expect(answer.status).toBe(429);
    expect(JSON.parse(text(answer.body))).toMatchObject({ statusCode: 429, code: 'TOO_MANY_REQUESTS' });
    const told = answer.headers['retry-after'];
    if (form === undefined) expect(told).toBeUndefined();
    else expect(told).toMatch(form);
    if (told?.endsWith('GMT')) {
      const waitMs = Date.parse(told) - Date.parse(answer.headers.date ?? '');
      expect(waitMs).toBeGreaterThanOrEqual(12_000);
      expect(waitMs).toBeLessThanOrEqual(14_000);
    }
    expect(await tenant.isActive(email)).toBe(true);
    expect((await tenant.send(deactivation(email))).status).toBe(200);
    expect(await tenant.isActive(email)).toBe(false);
  });

  test('over SCIM it is a SCIM error', async () => {
    const tenant = await faultyTenant();
    await tenant.order({ kind: 'too-many-requests', retryAfterSeconds: 1 });
    const { pathname } = new URL(tenant.ready.scimUrl ?? '');
    const path = `${pathname.replace('/api/svc/v1', '')}/Users`;
    const answer = await tenant.send({ path, token: tenant.ready.scimToken ?? '' });
    expect(answer.status).toBe(429);
    expect(answer.headers['content-type']).toMatch(/^application\/scim\+json/);
    expect(JSON.parse(text(answer.body))).toMatchObject({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: '429',
    });
  });
});

describe('5xx and other answers', () => {
  test.each([
    ['before', true],
    ['after', false],
  ] as const)('a 502 %s the effect', async (when, isActive) => {
    const tenant = await faultyTenant();
    const email = await tenant.member();
    await tenant.order({
      kind: 'server-error',
      status: 502,
      when,
      body: 'bad gateway',
      match: onDeactivation,
    });
    const answer = await tenant.send(deactivation(email));
    expect([answer.status, text(answer.body)]).toEqual([502, 'bad gateway']);
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f]{12}$/);
    expect(await tenant.isActive(email)).toBe(isActive);
  });

  test.each([
    ['before', true],
    ['after', false],
  ] as const)('a web page with 200 %s the effect', async (when, isActive) => {
    const tenant = await faultyTenant();
    const email = await tenant.member();
    await tenant.order({ kind: 'web-page', when, match: onDeactivation });
    const answer = await tenant.send(deactivation(email));
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(text(answer.body)).toMatch(/^<!doctype html>/);
    expect(Number(answer.headers['content-length'])).toBe(answer.body.length);
    expect(await tenant.isActive(email)).toBe(isActive);
  });

  test('any answer at all, with headers of its own', async () => {
    const tenant = await faultyTenant();
    await tenant.order({
      kind: 'answer',
      status: 418,
      body: '{"a":1}',
      headers: { 'x-request-id': 'req-7' },
    });
    const answer = await tenant.send({ path: '/role/list' });
    expect([answer.status, text(answer.body), answer.headers['x-request-id']]).toEqual([
      418,
      '{"a":1}',
      'req-7',
    ]);
  });
});

describe('the body', () => {
  test('wrong types by pointers, and values put there', async () => {
    const tenant = await faultyTenant();
    await tenant.order({
      kind: 'wrong-types',
      pointers: { '/data/*/id': 'number', '/data/0/email': 'missing', '/data/1/roles': 'text' },
      values: { '/pagination/total': 'many', '/data/2': null },
    });
    const body = await tenant.read<{ data: Record<string, unknown>[]; pagination: { total: unknown } }>(
      '/users?limit=4',
    );
    expect(body.data.map((row) => (row === null ? null : typeof row.id))).toEqual([
      'number',
      'number',
      null,
      'number',
    ]);
    expect(body.data[0]).not.toHaveProperty('email');
    expect(typeof body.data[1]?.roles).toBe('string');
    expect(body.pagination.total).toBe('many');
  });

  test('by default every value has another type', async () => {
    const tenant = await faultyTenant();
    await tenant.order({ kind: 'wrong-types' });
    const body = await tenant.read<{ data: Record<string, unknown>[]; pagination: object }>('/users?limit=2');
    expect(body.data[0]).toMatchObject({ id: expect.any(Number), email: expect.any(Number), active: 'yes' });
    expect(body.pagination).toMatchObject({ total: expect.any(String) });
  });

  test('a truncated one keeps its length and ends; cut as a whole answer it tells the length of the part', async () => {
    const tenant = await faultyTenant();
    const whole = await tenant.send({ path: '/users?limit=20' });
    await tenant.order({ kind: 'truncated-body', times: 1 });
    const cut = await tenant.send({ path: '/users?limit=20' });
    expect(cut.ending).toBe('end');
    expect(cut.headers['content-length']).toBe(whole.headers['content-length']);
    expect(cut.body).toEqual(whole.body.subarray(0, Math.floor(whole.body.length / 2)));
    await tenant.clear();
    await tenant.order({ kind: 'truncated-body', bytes: 20, contentLength: 'of-part' });
    const part = await tenant.send({ path: '/users?limit=20' });
    expect([part.headers['content-length'], text(part.body)]).toEqual(['20', text(whole.body).slice(0, 20)]);
  });

  test('a slow one comes whole at so many bytes a second', async () => {
    const tenant = await faultyTenant();
    const whole = await tenant.send({ path: '/users?limit=1' });
    await tenant.order({ kind: 'slow-body', bytesPerSecond: whole.body.length * 4 });
    const slow = await tenant.send({ path: '/users?limit=1' });
    expect(slow.body).toEqual(whole.body);
    expect(slow.pieces.length).toBeGreaterThan(3);
    expect(slow.pieces.at(-1)?.atMs).toBeGreaterThan(200);
    expect(slow.pieces.at(-1)?.atMs).toBeLessThan(1500);
  });

  test('a skewed clock stands in Date, and in the date of a Retry-After', async () => {
    const tenant = await faultyTenant();
    const hour = 3_600_000;
    await tenant.orderAll([
      { kind: 'clock-skew', ms: hour },
      { kind: 'too-many-requests', retryAfterSeconds: 10, retryAfterAs: 'date', times: 1 },
    ]);
    const refused = await tenant.send({ path: '/role/list' });
    const served = await tenant.send({ path: '/role/list' });
    for (const { headers } of [refused, served]) {
      expect(Math.abs(Date.parse(headers.date ?? '') - Date.now() - hour)).toBeLessThan(5000);
    }
    expect(Date.parse(refused.headers['retry-after'] ?? '') - Date.now()).toBeGreaterThan(hour);
  });
});
