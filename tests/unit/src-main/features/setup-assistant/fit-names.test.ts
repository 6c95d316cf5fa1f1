import anyAscii from 'any-ascii';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { teamNameProblem } from '../../../../../src-contract/team-name.ts';
import { type FitAgainst, fitNames } from '../../../../../src-main/features/setup-assistant/fit-names.ts';

const nothing: FitAgainst = { ascii: anyAscii, standing: new Map(), kept: new Map() };
const teamsOf = (groups: readonly string[], against: FitAgainst = nothing): Record<string, string> =>
  Object.fromEntries(fitNames(groups, against).map(({ group, team }) => [group, team]));

/** Names that meet: the same words in other writings, long ones that differ at the end, other scripts, rubbish. */
const groupName = fc.oneof(
  fc.constantFrom('Field Crew', 'field crew', 'FIELD_CREW', 'field-crew', 'Field  Crew!', 'Fiéld Crew'),
  fc.constantFrom(
    'Команда Продаж',
    '營業部',
    '営業部',
    'Ομάδα',
    'Größe',
    '🚀',
    '---',
    '',
    '42',
    '2024 Interns',
  ),
  fc.string({ maxLength: 80, unit: 'grapheme' }),
  fc.string({ minLength: 3, maxLength: 40, unit: fc.constantFrom('a', 'b', '-', '1') }),
  fc.integer({ min: 0, max: 30 }).map((at) => `A department with a very long name, number ${at}`),
);
const groupNames = fc.array(groupName, { maxLength: 40 });

describe('names for groups', () => {
  test('are legal and no two alike, whatever comes', () => {
    fc.assert(
      fc.property(groupNames, (groups) => {
        const fitted = fitNames(groups, nothing);
        expect(fitted.map(({ group }) => group)).toEqual([...new Set(groups)]);
        for (const { team } of fitted) expect(teamNameProblem(team, new Set())).toBeNull();
        expect(new Set(fitted.map(({ team }) => team)).size).toBe(fitted.length);
      }),
      { numRuns: 1500 },
    );
  });

  test('do not depend on the order, and a second time they are the same', () => {
    fc.assert(
      fc.property(groupNames, (groups) => {
        expect(teamsOf(groups.toReversed())).toEqual(teamsOf(groups));
        expect(teamsOf(groups)).toEqual(teamsOf(groups));
      }),
      { numRuns: 500 },
    );
  });

  test('that were taken stay when groups come to the list', () => {
    fc.assert(
      fc.property(groupNames, groupNames, (first, more) => {
        const before = teamsOf(first);
        const after = teamsOf([...more, ...first], { ...nothing, kept: new Map(Object.entries(before)) });
        expect(after).toMatchObject(before);
        expect(new Set(Object.values(after)).size).toBe(Object.values(after).length);
      }),
      { numRuns: 1000 },
    );
  });

  test('without anything taken, only a group that shared its plain name can get another', () => {
    fc.assert(
      fc.property(groupNames, groupName, (groups, newcomer) => {
        const before = teamsOf(groups);
        const after = teamsOf([...groups, newcomer]);
        const plain = after[newcomer];
        for (const group of new Set(groups)) {
          if (after[group] !== before[group]) expect(before[group]).toBe(plain);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('are free beside the teams that exist, and those who have the name are told', () => {
    fc.assert(
      fc.property(groupNames, groupNames, (groups, others) => {
        const standing = new Map(
          Object.values(teamsOf(others)).map((name) => [
            name,
            { name, source: 'manual' as const, people: 3 },
          ]),
        );
        const fitted = fitNames(groups, { ...nothing, standing });
        const chosen = fitted.map(({ team, clash }) => clash?.apart ?? team);
        for (const { team, clash } of fitted) expect(clash !== null).toBe(standing.has(team));
        for (const name of chosen) {
          expect(standing.has(name)).toBe(false);
          expect(teamNameProblem(name, new Set())).toBeNull();
        }
        const all = [...fitted.map(({ team }) => team), ...fitted.flatMap(({ clash }) => clash?.apart ?? [])];
        expect(new Set(all).size).toBe(all.length);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['Field Crew', 'field-crew', 'refused', 'fitted'],
    ['Vision_Partners', 'vision-partners', 'scim-only', 'fitted'],
    ['data-eng', 'data-eng', 'legal', 'as-it-is'],
    ['QA', 'qa-team', 'scim-only', 'fitted'],
    ['Größe & Straße', 'grosse-strasse', 'refused', 'fitted'],
    ['Команда Продаж', 'komanda-prodazh', 'refused', 'fitted'],
    ['Ομάδα', 'omada', 'refused', 'fitted'],
    ['2024 Interns', 'team-2024-interns', 'refused', 'fitted'],
    ['CN=Admins,OU=Groups,DC=halden', 'cn-admins-ou-groups-dc-halden', 'refused', 'fitted'],
  ])('%s becomes %s', (group, team, asItIs, how) => {
    expect(fitNames([group], nothing)).toMatchObject([{ group, team, asItIs, how, clash: null }]);
  });

  test('what says nothing becomes team with an ending of its own', () => {
    const [dashes, stars] = fitNames(['---', '***'], nothing).map(({ team }) => team);
    expect(dashes).toMatch(/^team-[a-z0-9]{4}$/);
    expect(stars).not.toBe(dashes);
  });

  test('a group that meets another is told apart by an ending that stays with it', () => {
    const crew = teamsOf(['Field Crew', 'field_crew']);
    expect(crew['Field Crew']).toBe('field-crew');
    expect(crew.field_crew).toMatch(/^field-crew-[a-z0-9]{4}$/);
    expect(teamsOf(['Field Crew', 'field_crew', 'Field.Crew']).field_crew).toBe(crew.field_crew);
  });

  test('a legal name stays with the group that has it', () => {
    const names = teamsOf(['Field Crew', 'field-crew']);
    expect(names['field-crew']).toBe('field-crew');
    expect(names['Field Crew']).toMatch(/^field-crew-[a-z0-9]{4}$/);
  });

  test('a team made by hand is not taken over unasked; the team that the group became is no clash', () => {
    const standing = new Map([
      ['data-eng', { name: 'data-eng', source: 'manual' as const, people: 14 }],
      ['field-crew', { name: 'field-crew', source: 'scim' as const, people: 8 }],
      ['vision', { name: 'vision', source: 'scim' as const, people: 5 }],
    ]);
    const kept = new Map([['Vision', 'vision']]);
    const [eng, crew, vision] = fitNames(['Data Eng', 'field-crew', 'Vision'], {
      ...nothing,
      standing,
      kept,
    });
    expect(eng?.clash).toMatchObject({ team: 'data-eng', source: 'manual', people: 14, advised: 'apart' });
    expect(eng?.clash?.apart).toMatch(/^data-eng-[a-z0-9]{4}$/);
    expect(crew?.clash).toBeNull();
    expect(vision?.clash).toMatchObject({ source: 'scim', advised: 'same' });
  });

  test('5,000 groups take well under a second', () => {
    const groups = Array.from({ length: 5000 }, (_, at) => `Département ${at % 1700} (équipe ${at})`);
    const begun = performance.now();
    expect(fitNames(groups, nothing)).toHaveLength(5000);
    expect(performance.now() - begun).toBeLessThan(1500);
  });
});
