import { expect, test } from 'vitest';
import type { UserFilter } from '../../../../src-contract/users.ts';
import { filterTags } from '../../../../src-renderer/screens/users/filter-tags.ts';

const nothing: UserFilter = { text: '', status: [], role: [], source: [], lastAccess: [], team: [] };

test('no filter, no tag', () => {
  expect(filterTags({ ...nothing, text: '  ' })).toEqual([]);
});

test('a group is one tag, its values joined by "or"', () => {
  expect(filterTags({ ...nothing, status: ['active', 'pending'] })).toEqual([
    { group: 'status', words: 'Status is Active or Pending invite' },
  ]);
  expect(filterTags({ ...nothing, role: ['tenant-admin', 'auditor', 'member'] })[0]?.words).toBe(
    'Role is Admin, auditor or Member',
  );
});

test('a long group tells how many more', () => {
  const team = ['', 'a', 'b', 'c', 'd'];
  expect(filterTags({ ...nothing, team })[0]?.words).toBe('Team is In no team, a, b or 2 more');
});

test('the search text comes first, made visible', () => {
  expect(filterTags({ ...nothing, text: 'an\u202Ena ', source: ['scim'] }).map(({ words }) => words)).toEqual(
    ['Matches "an⟨202E⟩na"', 'Source is SCIM'],
  );
});

test('what a figure elsewhere stands for is a tag of its own', () => {
  const only = { kind: 'people', userIds: [], words: 'SCIM people changed by hand' } as const;
  expect(filterTags({ ...nothing, only: { ...only, userIds: [] } })).toEqual([
    { group: 'only', words: 'SCIM people changed by hand' },
  ]);
});
