import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkUntil, openCheck } from '../../../../../src-main/features/bulk-invites/check-rows.ts';
import { decideRow } from '../../../../../src-main/features/bulk-invites/decide-row.ts';
import { nextToAsk, takeDryRun } from '../../../../../src-main/features/bulk-invites/dry-run-rows.ts';
import { editRow } from '../../../../../src-main/features/bulk-invites/edit-row.ts';
import { readText } from './read-text.ts';
import { against, lines, rows } from './rows-of-each-kind.ts';

const step = fc.oneof(
  fc.record({ do: fc.constant('open' as const) }),
  fc.record({ do: fc.constant('slice' as const) }),
  fc.record({ do: fc.constant('ask' as const), refuse: fc.boolean() }),
  fc.record({ do: fc.constant('tell' as const) }),
  fc.record({
    do: fc.constantFrom('edit' as const, 'leave-out' as const),
    row: fc.integer({ min: 2, max: rows }),
  }),
  fc.record({
    do: fc.constantFrom('bring-back' as const, 'take' as const, 'keep' as const, 'split' as const),
    row: fc.integer({ min: 2, max: 20 }),
  }),
);

it('a check that is opened anew and interrupted by fixes, decisions and dry-run answers counts each row once', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 25, size: 'max' }), (steps) => {
      const draft = readText(['email,role', ...lines].join('\n'));
      draft.check = openCheck(against);
      while (!checkUntil(draft, draft.check, 0));
      let asked = nextToAsk(draft, 7).map((wish) => ({ ...wish, refusal: null as string | null }));
      for (const each of steps) {
        const run: NonNullable<typeof draft.check> = draft.check;
        if (each.do === 'open') draft.check = openCheck(against);
        else if (each.do === 'slice') checkUntil(draft, run, 0);
        else if (each.do === 'ask')
          asked = nextToAsk(draft, 7).map((wish) => ({ ...wish, refusal: each.refuse ? 'No' : null }));
        else if (each.do === 'tell') takeDryRun(draft, run, asked);
        else if (each.do === 'edit')
          editRow(draft, run, { row: each.row, email: 'twin1@x.no', role: 'Admin', teams: [], send: null });
        else decideRow(draft, run, each.row, each.do);
      }
      const ended = draft.check;
      while (!checkUntil(draft, ended, 0));
      const found = [...draft.rows].map(({ checked }) => [checked?.verdict, checked?.reason]);
      const anew = openCheck(against);
      while (!checkUntil(draft, anew, 0));
      expect([...draft.rows].map(({ checked }) => [checked?.verdict, checked?.reason])).toEqual(found);
      expect(ended.tally).toEqual(anew.tally);
    }),
    { numRuns: 25 },
  );
});
