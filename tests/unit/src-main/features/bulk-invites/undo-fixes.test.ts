import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkUntil, openCheck } from '../../../../../src-main/features/bulk-invites/check-rows.ts';
import { decideRow } from '../../../../../src-main/features/bulk-invites/decide-row.ts';
import type { Draft } from '../../../../../src-main/features/bulk-invites/draft.ts';
import { nextToAsk, takeDryRun } from '../../../../../src-main/features/bulk-invites/dry-run-rows.ts';
import { editRow } from '../../../../../src-main/features/bulk-invites/edit-row.ts';
import { nextChanged, restoreFixes } from '../../../../../src-main/features/bulk-invites/fix-states.ts';
import { beginUndo, undoUntil } from '../../../../../src-main/features/bulk-invites/fix-steps.ts';
import { fixAlikeUntil } from '../../../../../src-main/features/bulk-invites/fixes-alike.ts';
import { showRow } from '../../../../../src-main/features/bulk-invites/review-draft.ts';
import { readText } from './read-text.ts';
import { against, lines, rows } from './rows-of-each-kind.ts';

function open(text: readonly string[]) {
  const draft = readText(['email,role', ...text].join('\n'));
  const run = openCheck(against);
  draft.check = run;
  while (!checkUntil(draft, run, 0));
  return { draft, run };
}

function undo(draft: Draft): { row: number | null; rows: number } {
  const { check } = draft;
  if (check === null) throw new Error('not checked');
  const undone = beginUndo(draft);
  while (!undoUntil(draft, check, 0));
  return undone;
}

/** All that an admin sees of a file, and what the guard of its fixes counts. */
const seen = (draft: Draft) => ({
  rows: [...draft.rows].map((row) => showRow(draft, row)),
  tally: structuredClone(draft.check?.tally),
  touched: [...draft.touched].sort((one, other) => one - other),
});

/** What is seen of the same file once it is opened anew and what is kept of the rows that changed was put back. */
function afterRestart(draft: Draft): ReturnType<typeof seen> {
  const kept = nextChanged(draft, Number.POSITIVE_INFINITY)
    .flatMap(({ row, fix }) => (fix === null ? [] : [{ row, fix }]))
    .sort((one, other) => one.row - other.row);
  const again = readText(['email,role', ...lines].join('\n'));
  expect(restoreFixes(again, kept)).toBe(kept.length);
  const run = openCheck(against);
  again.check = run;
  while (!checkUntil(again, run, 0));
  return seen(again);
}

function fixAlike(draft: Draft): void {
  const { check } = draft;
  let from: number | null = 0;
  while (from !== null && check !== null) from = fixAlikeUntil(draft, check, from, 0).next ?? null;
}

const anyRow = fc.integer({ min: 2, max: rows + 40 });
const fewRows = fc.integer({ min: 2, max: 20 });
const step = fc.oneof(
  fc.record({ do: fc.constant('edit' as const), row: anyRow }),
  fc.record({ do: fc.constantFrom('leave-out' as const, 'bring-back' as const), row: anyRow }),
  fc.record({ do: fc.constantFrom('take' as const, 'keep' as const, 'split' as const), row: fewRows }),
  fc.record({ do: fc.constant('alike' as const), row: fewRows }),
);

describe('undo in the review', () => {
  it('makes a row what it was, with the rows that it competes with', () => {
    const { draft, run } = open(['ann@x.no,', 'ann@x.no,Admin', 'bo@x.no,boss']);
    const before = seen(draft);
    decideRow(draft, run, 3, 'take');
    editRow(draft, run, { row: 4, email: 'bo@x.no', role: 'member', teams: [], send: null });
    expect(draft.steps).toHaveLength(2);
    expect([...draft.rows].map(({ verdict }) => verdict)).toEqual(['duplicate', 'ready', 'ready']);
    expect(undo(draft)).toEqual({ row: 4, rows: 1 });
    expect(undo(draft)).toEqual({ row: 3, rows: 1 });
    expect(seen(draft)).toEqual(before);
    expect(undo(draft)).toEqual({ row: null, rows: 0 });
  });

  it('takes the rows of a split away again, and gives their numbers to the next split', () => {
    const { draft, run } = open(['a@x.no; b@x.no; c@x.no,', 'b@x.no,']);
    const before = seen(draft);
    decideRow(draft, run, 2, 'split');
    expect([...draft.rows].map(({ row }) => row)).toEqual([2, 3, 4, 5]);
    undo(draft);
    expect(seen(draft)).toEqual(before);
    decideRow(draft, run, 2, 'split');
    expect([...draft.rows].map(({ row, verdict }) => [row, verdict])).toEqual([
      [2, 'ready'],
      [3, 'ready'],
      [4, 'duplicate'],
      [5, 'ready'],
    ]);
  });

  it('undoes what was done to all rows alike at once', () => {
    const { draft, run } = open(['a@x.no,boss', 'b@x.no,boss', 'c@x.no,boss', 'd@x.no,chief']);
    editRow(draft, run, { row: 2, email: 'a@x.no', role: 'member', teams: [], send: null });
    const once = seen(draft);
    fixAlike(draft);
    expect(run.tally.counts.ready).toBe(3);
    expect(undo(draft)).toEqual({ row: 3, rows: 2 });
    expect(seen(draft)).toEqual(once);
    fixAlike(draft);
    expect(draft.steps, 'nothing is alike any more: no step').toHaveLength(1);
  });

  it('keeps what the tenant said of an address meanwhile', () => {
    const { draft, run } = open(['a@x.no,']);
    decideRow(draft, run, 2, 'leave-out');
    decideRow(draft, run, 2, 'bring-back');
    takeDryRun(
      draft,
      run,
      nextToAsk(draft, 5).map((wish) => ({ ...wish, refusal: 'Full' })),
    );
    undo(draft);
    undo(draft);
    expect(draft.rows.at(0)?.verdict).toBe('refused');
  });

  it('comes back to each state of before, in any order of fixes, also while a check is under way', () => {
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 20, size: 'max' }),
        fc.boolean(),
        (steps, isChecking) => {
          const { draft, run } = open(lines);
          const states = [seen(draft)];
          for (const each of steps) {
            const known = draft.steps.length;
            if (each.do === 'edit')
              editRow(draft, run, {
                row: each.row,
                email: 'twin1@x.no',
                role: 'Admin',
                teams: [],
                send: null,
              });
            else if (each.do === 'alike') fixAlike(draft);
            else decideRow(draft, run, each.row, each.do);
            if (draft.steps.length > known) states.push(seen(draft));
          }
          expect(afterRestart(draft)).toEqual(seen(draft));
          while (draft.steps.length > 0) {
            expect(seen(draft)).toEqual(states.pop());
            if (isChecking) {
              draft.check = openCheck(against);
              checkUntil(draft, draft.check, 0);
            }
            undo(draft);
            const { check } = draft;
            while (check !== null && !checkUntil(draft, check, 0));
          }
          expect(seen(draft)).toEqual(states.pop());
          expect(states).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });
});
