import fc from 'fast-check';
import { expect, test } from 'vitest';
import { proposeTeamName, teamNameProblem } from '../../../src-contract/team-name.ts';

const none = new Set<string>();

test.each([
  ['Data Eng!', 'data-eng'],
  ['Équipe Réseau', 'equipe-reseau'],
  ['42 is the answer', 'is-the-answer'],
  ['a', 'a-team'],
  ['---', null],
  ['數據', null],
  ['Ærø & Łódź', 'aero-lodz'],
])('%s becomes %s', (typed, proposal) => {
  expect(proposeTeamName(typed, none)).toBe(proposal);
});

test('a proposal is always legal and free', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 80, unit: 'grapheme' }),
      fc.string({ maxLength: 60 }),
      (typed, other) => {
        const first = proposeTeamName(typed, none);
        const taken = new Set([first ?? '', other.toLowerCase()]);
        const second = proposeTeamName(typed, taken);
        expect(first === null).toBe(second === null);
        if (second !== null) {
          expect(teamNameProblem(second, taken)).toBeNull();
          expect(second).toMatch(/^[a-z][a-z0-9-]{1,34}[a-z0-9]$/);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test.each([
  ['', /needs a name/],
  ['Data', /lower-case/],
  ['data eng', /letters a to z/],
  ['1data', /starts with a letter/],
  ['data-', /ends with/],
  ['ab', /At least 3/],
  ['a'.repeat(37), /At most 36/],
])('%s is refused in words', (name, words) => {
  expect(teamNameProblem(name, none)).toMatch(words);
});
