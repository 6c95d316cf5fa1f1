import { expect, test } from 'vitest';
import { facetValues } from '../../../../src-renderer/screens/users/facet-values.ts';
import { fittingTeams } from '../../../../src-renderer/screens/users/fitting-teams.ts';

test('closed lists show every value in their own order, zeros included', () => {
  expect(facetValues('status', [{ value: 'pending', count: 3 }], [])).toEqual([
    { value: 'active', count: 0 },
    { value: 'pending', count: 3 },
    { value: 'deactivated', count: 0 },
  ]);
});

test('"not reported" shows only when somebody is in it or it is chosen', () => {
  const values = (count: number, chosen: string[]) =>
    facetValues('source', [{ value: 'not-reported', count }], chosen).map(({ value }) => value);
  expect(values(0, [])).not.toContain('not-reported');
  expect(values(2, [])).toContain('not-reported');
  expect(values(0, ['not-reported'])).toContain('not-reported');
});

test('roles keep their places whatever the counts', () => {
  const counts = ['viewer', 'member', 'auditor', 'tenant-admin'].map((value, count) => ({ value, count }));
  expect(facetValues('role', counts, []).map(({ value }) => value)).toEqual([
    'tenant-admin',
    'member',
    'auditor',
    'viewer',
  ]);
});

test('a chosen team stays visible when nobody is in it any more; "in no team" goes first', () => {
  const counts = [
    { value: 'fleet', count: 9 },
    { value: '', count: 2 },
  ];
  expect(facetValues('team', counts, ['gone'])).toEqual([
    { value: '', count: 2 },
    { value: 'fleet', count: 9 },
    { value: 'gone', count: 0 },
  ]);
});

test('teams: as many whole names as fit, at least one', () => {
  expect(fittingTeams(['fleet', 'planning'])).toEqual({ shown: ['fleet', 'planning'], more: 0 });
  expect(fittingTeams(['perception', 'planning', 'fleet'])).toEqual({ shown: ['perception'], more: 2 });
  expect(fittingTeams(['a-team-with-a-very-long-name', 'b'])).toEqual({
    shown: ['a-team-with-a-very-long-name'],
    more: 1,
  });
});
