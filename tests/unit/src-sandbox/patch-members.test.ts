import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyPatch } from '../../../src-sandbox/scim/apply-patch.ts';
import { changeList } from '../../../src-sandbox/scim/change-list.ts';
import type { PatchOperation } from '../../../src-sandbox/scim/read-patch.ts';
import { readResource } from '../../../src-sandbox/scim/read-resource.ts';
import { readPatchPath } from '../../../src-sandbox/scim/scim-filter.ts';
import { isObject } from '../../../src-sandbox/scim/scim-json.ts';

const id = fc.constantFrom('ada', 'ADA', 'bo', 'cy', 'di');
const item = fc.oneof(
  { weight: 5, arbitrary: id.map((value) => ({ value })) },
  id.map((value) => ({ value, display: value.toUpperCase() })),
  id.map((value) => ({ value, type: 'User' })),
  id.map((value) => ({ VALUE: value })),
  id.map((value) => ({ value, primary: true })),
  id,
  fc.constantFrom(null, {}, 7, { display: 'nobody' }),
);
const value = fc.oneof(item, fc.array(item, { maxLength: 3 }), fc.constant(undefined));
const path = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('members', 'MEMBERS') },
  id.map((one) => `members[value eq "${one}"]`),
  fc.tuple(id, id).map(([one, other]) => `members[value eq "${one}" or VALUE eq "${other}"]`),
  id.map((one) => `members[display eq "${one}"]`),
  id.map((one) => `members[not (value eq "${one}")]`),
  fc.constantFrom('members[value pr]', 'members[value eq 7]'),
);
const operation = fc.record<PatchOperation>({
  op: fc.constantFrom('add', 'replace', 'remove'),
  path,
  value,
});

/** What the list is after each operation by itself, or the failure's sentence. */
function oneByOne(members: readonly unknown[], operations: readonly PatchOperation[]): unknown {
  return outcome(() => {
    let list = [...members];
    for (const { op, path: at, value: changed } of operations) {
      const { filter } = readPatchPath(at ?? '');
      list = changeList(list, { op, value: changed, name: 'members', filter, sub: undefined });
    }
    return namedBy(readResource('Group', { members: list }));
  });
}

/** Whom the members name, in their order: what becomes of them. A list of twins that only brackets can make names nobody twice. */
function namedBy({ members }: { readonly members?: unknown }): unknown[] {
  const items: unknown[] = Array.isArray(members) ? members : [];
  return [...new Set(items.map((one) => (isObject(one) && 'value' in one ? one.value : one)))];
}

function outcome(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}

test('operations on open members end as the same operations one by one', () => {
  let failures = 0;
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom('ada', 'bo', 'cy', 'di', 'eli')),
      fc.array(operation, { maxLength: 8 }),
      (ids, operations) => {
        const members = ids.map((one) => ({ value: one, display: `${one}@x.example`, type: 'User' }));
        const expected = oneByOne(members, operations);
        if (typeof expected === 'string') failures += 1;
        expect(
          outcome(() => namedBy(applyPatch('Group', { displayName: 'x', members }, operations))),
        ).toEqual(expected);
      },
    ),
    { numRuns: 3000, seed: 11 },
  );
  expect(failures).toBeLessThan(2000);
});

test('one operation with 300,000 members neither ends in a failure of our own nor takes long', () => {
  const many = Array.from({ length: 300_000 }, (_none, at) => `id-${at}`);
  const add = { op: 'add', path: 'members', value: many } as const;
  const result = applyPatch('Group', { displayName: 'x' }, [add, { ...add, op: 'remove' }, add]);
  expect(result.members).toHaveLength(300_000);
  // One that looks through all members for each would take many minutes.
}, 60_000);

test('operations that look through a large group again and again are refused', () => {
  const members = Array.from({ length: 10_000 }, (_none, at) => ({ value: `id-${at}` }));
  const slow = { op: 'remove', path: 'members[display eq "nobody"]', value: undefined } as const;
  expect(() => applyPatch('Group', { displayName: 'x', members }, Array(2000).fill(slow))).toThrow(
    /look through members too often/u,
  );
});
