import type { LastAccess, UserSource, UserStatus } from '../../../src-contract/users.ts';
import { roleLabel } from '../../kit/role-label.ts';
import { sourceWord } from '../../kit/source-word.ts';
import { statusWord } from '../../kit/status-word.ts';
import { visibleText } from '../../kit/visible-text.ts';
import type { FacetGroup } from './users-view.ts';

const lastAccessWords = {
  '7-days': 'Last 7 days',
  '30-days': '8 to 30 days',
  '90-days': '31 to 90 days',
  'over-90-days': 'Over 90 days',
  never: 'Never',
  'not-reported': 'Not reported',
} as const satisfies Record<LastAccess, string>;

/** Values of the groups that are closed lists, in the order of the rail. */
export const fixedValues = {
  status: ['active', 'pending', 'deactivated'] satisfies UserStatus[],
  source: ['scim', 'jit', 'invited', 'not-reported'] satisfies UserSource[],
  lastAccess: [
    '7-days',
    '30-days',
    '90-days',
    'over-90-days',
    'never',
    'not-reported',
  ] satisfies LastAccess[],
} as const;

/** The groups of the rail, in order, with their names. */
export const facetGroups = [
  ['status', 'Status'],
  ['role', 'Role'],
  ['source', 'Source'],
  ['lastAccess', 'Last access'],
  ['team', 'Team'],
] as const satisfies readonly (readonly [FacetGroup, string])[];

/** The word for a value of a group, safe to show. In `team` the empty value means: in no team. */
export function facetWord(group: FacetGroup, value: string): string {
  switch (group) {
    case 'status':
      return statusWord(value as UserStatus);
    case 'source':
      return sourceWord(value as UserSource);
    case 'lastAccess':
      return lastAccessWords[value as LastAccess];
    case 'role':
      return visibleText(roleLabel(value));
    case 'team':
      return value === '' ? 'In no team' : visibleText(value);
  }
}
