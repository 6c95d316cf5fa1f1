import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FaultToOrder } from '../../harness/order-fault.ts';
import { type FaultyTenant, faultyTenant, type ListedUsers } from './faulty-tenant.ts';

const which = {
  from: fc.integer({ min: 1, max: 3 }),
  every: fc.integer({ min: 1, max: 3 }),
  times: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constant('for-ever' as const)),
  percent: fc.integer({ min: 1, max: 100 }),
  seed: fc.nat(),
  match: fc.constantFrom({}, { method: 'GET' }, { path: '/api/svc/v1/*' }, { path: '/api/svc/v1/users' }),
};
const when = fc.constantFrom('before' as const, 'after' as const);
const one = <Kind extends string>(kind: Kind) => fc.constant(kind);
const pointers = fc.dictionary(
  fc.constantFrom('/data', '/data/*', '/data/*/id', '/pagination/total', '/Resources/0', '/nothing/here'),
  fc.constantFrom('text', 'number', 'yes-no', 'null', 'list', 'object', 'missing'),
);

/** Any order but those that leave a call waiting or the door shut. */
const order = fc.oneof(
  fc.record({ kind: one('latency'), ...which, ms: fc.nat(5) }),
  fc.record({ kind: one('too-many-requests'), ...which, retryAfterSeconds: fc.nat(9) }),
  fc.record({ kind: one('server-error'), ...which, when, status: fc.constantFrom(501, 503, 599) }),
  fc.record({ kind: one('web-page'), ...which, when }),
  fc.record({
    kind: one('answer'),
    ...which,
    when,
    status: fc.constantFrom(200, 204, 302, 304, 418),
    body: fc.string({ maxLength: 50 }),
  }),
  fc.record({
    kind: one('reset'),
    ...which,
    when: fc.constantFrom('before', 'after', 'in-body'),
    bytes: fc.nat(500),
  }),
  fc.record({
    kind: one('truncated-body'),
    ...which,
    bytes: fc.nat(9999),
    contentLength: fc.constantFrom('kept', 'of-part'),
  }),
  fc.record({
    kind: one('slow-body'),
    ...which,
    bytesPerSecond: fc.integer({ min: 200_000, max: 9_999_999 }),
  }),
  fc.record({ kind: one('wrong-types'), ...which, pointers }),
  fc.record({
    kind: one('wrong-types'),
    ...which,
    values: fc.dictionary(fc.constantFrom('/data/*', '/x'), fc.jsonValue()),
  }),
  fc.record({ kind: one('shift-rows'), ...which, by: fc.integer({ min: -99, max: 99 }) }),
  fc.record({
    kind: one('fewer-rows'),
    ...which,
    most: fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 1 }),
  }),
  fc.record({ kind: one('stale-reads'), ...which, ms: fc.nat(99_999) }),
  fc.record({ kind: one('revoke-token'), from: which.from, token: fc.constantFrom('admin', 'scim') }),
  fc.record({ kind: one('clock-skew'), ...which, ms: fc.integer({ min: -9_999_999, max: 9_999_999 }) }),
) as fc.Arbitrary<FaultToOrder>;

async function everybody(tenant: FaultyTenant): Promise<string[]> {
  const { data, pagination } = await tenant.read<ListedUsers>('/users?limit=1000&showInvalidUsers=true');
  expect(pagination.total).toBe(data.length);
  return data.map(({ id }) => id);
}

test('whatever is ordered together, every call ends, none by a failure of the sandbox, and without it all is as before', async () => {
  const tenant = await faultyTenant();
  const email = await tenant.member();
  const before = await everybody(tenant);
  const scim = new URL(tenant.ready.scimUrl ?? '').pathname.replace('/api/svc/v1', '');
  const calls = [
    { path: '/users?limit=20&offset=10' },
    { path: `${scim}/Users?startIndex=5&count=10`, token: tenant.ready.scimToken ?? '' },
    { method: 'PATCH', path: '/users/activate', body: { email } },
    { method: 'HEAD', path: '/users?limit=5' },
    { path: '/users/nobody' },
  ];
  await fc.assert(
    fc.asyncProperty(fc.array(order, { minLength: 1, maxLength: 5 }), async (orders) => {
      await tenant.orderAll(orders);
      for (const call of [...calls, ...calls]) {
        const answer = await tenant.send({ ...call, stopAfterMs: 3000 });
        expect(['end', 'ECONNRESET']).toContain(answer.ending);
        expect(answer.status).not.toBe(500);
      }
      await tenant.clear();
      expect(await everybody(tenant)).toEqual(before);
    }),
    { numRuns: 60, seed: 20261123 },
  );
});
