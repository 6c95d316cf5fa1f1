import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DraftRows } from '../../../../../src-main/features/bulk-invites/draft-rows.ts';
import { InBlocks } from '../../../../../src-main/features/bulk-invites/in-blocks.ts';
import { RowPages } from '../../../../../src-main/features/bulk-invites/row-pages.ts';
import { RowStates } from '../../../../../src-main/features/bulk-invites/row-states.ts';

function statesOf(count: number): RowStates {
  const pages = new RowPages();
  for (let n = 0; n < count; n += 1) pages.add([`p${n}@x.io`], { row: n + 2, line: n + 2 });
  return new RowStates(pages);
}

function listed(count: number): DraftRows {
  const rows = new DraftRows(statesOf(count));
  for (let index = 0; index < count; index += 1) rows.push(index);
  return rows;
}

const edit = { email: 'z@x.io', role: '', teams: [], flag: null };

describe('the rows of a draft', () => {
  it('are those of a plain list of indexes, side by side or not, with rows put to the end and taken from it', () => {
    // Small steps between them, so that many lie side by side.
    const step = fc.oneof(
      fc.constant<'pop'>('pop'),
      fc.integer({ min: 1, max: 3 }),
      fc.constant(1),
      fc.constant(1),
    );
    fc.assert(
      fc.property(
        fc.nat({ max: 5 }),
        fc.array(step, { maxLength: 80 }),
        fc.nat({ max: 80 }),
        (first, steps, at) => {
          const rows = new DraftRows(statesOf(400));
          const list: number[] = [];
          let next = first;
          for (const step of steps) {
            if (step === 'pop') {
              rows.pop();
              list.pop();
            } else {
              rows.push(next);
              list.push(next);
              next += step;
            }
          }
          expect(rows).toHaveLength(list.length);
          expect([...rows].map(({ index }) => index)).toEqual(list);
          expect(rows.at(at)?.index).toBe(list[at]);
          expect(rows.last?.index).toBe(list.at(-1));
          expect(rows.slice(at, at + 5).map(({ cells }) => cells)).toEqual(
            list.slice(at, at + 5).map((index) => [`p${index}@x.io`]),
          );
          expect([...rows.filter(({ index }) => index % 3 > 0)].map(({ index }) => index)).toEqual(
            list.filter((index) => index % 3 > 0),
          );
        },
      ),
    );
  });

  it('have none before the first and behind the last', () => {
    const rows = listed(2);
    expect([rows.at(-1), rows.at(2), new DraftRows(rows.states).last]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('are the same whoever asks for them, and forget all but their problem', () => {
    const rows = listed(3);
    const some = rows.filter(({ index }) => index !== 1);
    rows.states.withBesides(2).problem = 'a cell too many';
    const [kept, row] = [rows.at(0), rows.at(2)];
    if (kept === undefined || row === undefined) throw new Error('no row');
    for (const each of [kept, row]) {
      each.edit = edit;
      each.isChosen = true;
    }
    const seen = () => [...some].map(({ problem, edit: is, isChosen }) => [problem, is, isChosen]);
    expect(seen()).toEqual([
      [null, edit, true],
      ['a cell too many', edit, true],
    ]);
    new DraftRows(rows.states).forget();
    expect(rows.at(0)?.edit).toBe(edit);
    some.forget();
    expect(seen()).toEqual([
      [null, null, false],
      ['a cell too many', null, false],
    ]);
  });
});

describe('a list in blocks', () => {
  it('gives back what was put at an index, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 20_000 }), fc.nat()), { maxLength: 60 }), (puts) => {
        const list = new InBlocks<number>();
        for (const [index, value] of puts) list.set(index, value);
        const expected = new Map(puts);
        for (const [index, value] of expected) {
          expect(list.get(index)).toBe(value);
          if (!expected.has(index + 1)) expect(list.get(index + 1)).toBeUndefined();
        }
      }),
    );
  });
});
