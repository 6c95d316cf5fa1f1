import fc from 'fast-check';
import type { z } from 'zod';

const hostile = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e308,
    2 ** 53,
    '',
    '\u0000',
    '../../etc/passwd',
    "' OR 1=1 --",
  ),
  fc.constantFrom<unknown>([], {}, [[]], { constructor: 'x' }, { toString: 'x' }, 'x'.repeat(70_000)),
  fc.string({ maxLength: 40 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.jsonValue({ maxDepth: 2 }),
);

const objects = fc.dictionary(
  fc.oneof(
    fc.constantFrom(
      'tenantId',
      'userIds',
      'jobId',
      'draftId',
      'planId',
      'filter',
      'channel',
      'sql',
      'path',
      'url',
    ),
    fc.string({ maxLength: 12 }),
  ),
  hostile,
  { maxKeys: 6, noNullPrototype: true },
);

/** A good-looking input with a field more, or one field turned into something else. */
const bent = fc
  .tuple(
    fc.constantFrom<Record<string, unknown>>(
      { tenantId: 'a' },
      { jobId: 'a' },
      { draftId: 'a' },
      { planId: 'a', acknowledged: true, typedTenantName: '' },
      { tenantId: 'a', filter: {}, sort: {}, offset: 0, limit: 100 },
      {},
    ),
    fc.string({ minLength: 1, maxLength: 8 }),
    hostile,
  )
  .map(([good, field, value]) => ({ ...good, [`extra-${field}`]: value }));

/**
 * So many inputs that this channel's own schema refuses, made from a fixed seed: the same in each run. They are plain
 * JSON; what JSON cannot say is tried by the test itself.
 */
export function malformedInputs(schema: z.ZodType, count: number): unknown[] {
  const refused = fc
    .oneof(hostile, objects, bent, fc.array(hostile, { maxLength: 4 }))
    .map((value) => JSON.parse(JSON.stringify(value)) as unknown)
    .filter((value) => !schema.safeParse(value).success);
  return fc.sample(refused, { numRuns: count, seed: 20_261_123 });
}
