import fc from 'fast-check';
import type { FaultToOrder } from '../../harness/order-fault.ts';

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

const latency = fc.record({
  kind: one('latency'),
  from: which.from,
  match: fc.constantFrom({}, { method: 'GET' }),
  ms: fc.integer({ min: 5, max: 60 }),
});
const staleReads = fc.record({ kind: one('stale-reads'), ms: fc.integer({ min: 1000, max: 60_000 }) });

/** Any order but those that shut the door. */
const anyOrder = fc.oneof(
  latency,
  staleReads,
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
  fc.record({
    kind: one('hang'),
    ...which,
    when: fc.constantFrom('before', 'after', 'in-body'),
    bytes: fc.nat(500),
  }),
  fc.record({ kind: one('churn-people'), ...which, add: fc.nat(2), remove: fc.nat(2) }),
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
  fc.record({ kind: one('revoke-token'), from: which.from, token: fc.constantFrom('admin', 'scim') }),
  fc.record({ kind: one('clock-skew'), ...which, ms: fc.integer({ min: -9_999_999, max: 9_999_999 }) }),
) as fc.Arbitrary<FaultToOrder>;

const fewOrders = fc.array(anyOrder, { maxLength: 1 });

/** Orders that act together. Reads held while what they read of ends are where it is easiest to go wrong: half are such. */
export const anyOrders: fc.Arbitrary<FaultToOrder[]> = fc.oneof(
  fc.array(anyOrder, { minLength: 1, maxLength: 5 }),
  fc
    .tuple(fewOrders, staleReads, fewOrders, latency)
    .map(([first, stale, between, held]) => [...first, stale, ...between, held] as FaultToOrder[]),
);
