import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RowGroups } from '../../../../../src-main/features/bulk-invites/row-groups.ts';

/** The plainest thing that answers the same: a list of rows by address. */
function openModel() {
  const rows = new Map<string, number[]>();
  const of = (key: string): number[] => rows.get(key) ?? [];
  return {
    of,
    add: (key: string, index: number) =>
      rows.set(
        key,
        [...of(key), index].sort((one, other) => one - other),
      ),
    remove: (key: string, index: number) =>
      rows.set(
        key,
        of(key).filter((member) => member !== index),
      ),
  };
}

it('groups of rows are those of the plainest list, through adding, taking away and adding again', () => {
  const address = fc.nat({ max: 30 }).map((n) => `p${n}@x.no`);
  const act = fc.record({ index: fc.nat({ max: 3000 }), to: fc.option(address, { nil: null }) });
  fc.assert(
    fc.property(
      fc.array(act, { maxLength: 300 }),
      fc.nat({ max: 200 }),
      fc.boolean(),
      (acts, alone, expects) => {
        const groups = new RowGroups();
        const model = openModel();
        const keys = new Map<number, string>();
        const keyOf = (index: number): string | null => keys.get(index) ?? null;
        if (expects) groups.expect(3000);
        const move = (index: number, to: string | null): void => {
          const before = keys.get(index);
          if (before !== undefined) {
            const left = groups.remove(before, index, keyOf);
            model.remove(before, index);
            // Of an address with one row nobody is left, and the group of two or more says who is.
            expect(left).toEqual(model.of(before));
            keys.delete(index);
          }
          if (to === null) return;
          keys.set(index, to);
          groups.add(to, index, keyOf);
          model.add(to, index);
        };
        // Rows of their own address, so that the places have to grow when they were not expected.
        for (let n = 0; n < alone * 10; n += 1) move(10_000 + n, `alone${n}@x.no`);
        for (const { index, to } of acts) move(index, to);
        for (let n = 0; n <= 30; n += 1) {
          expect(groups.membersOf(`p${n}@x.no`, keyOf)).toEqual(model.of(`p${n}@x.no`));
        }
        for (const [index, key] of keys) {
          const members = model.of(key);
          expect(groups.shared(index)?.members ?? null).toEqual(members.length > 1 ? members : null);
        }
        expect(groups.membersOf('nobody@x.no', keyOf)).toEqual([]);
        expect(groups.remove('nobody@x.no', 1, keyOf)).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});

it('what was found out of a group is forgotten when its members change', () => {
  const groups = new RowGroups();
  const keyOf = (): string => 'a@x.no';
  groups.add('a@x.no', 0, keyOf);
  groups.add('a@x.no', 1, keyOf);
  const group = groups.shared(1);
  if (group === null) throw new Error('no group');
  Object.assign(group, { differing: 1, chosen: 0 });
  groups.add('a@x.no', 2, keyOf);
  expect(group).toEqual({ members: [0, 1, 2], differing: undefined, chosen: undefined });
  expect(groups.shared(0)).toBe(group);
});
