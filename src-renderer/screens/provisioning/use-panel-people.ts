import type { User } from '../../../src-contract/users.ts';
import { useRead } from '../../bridge/use-read.ts';
import type { PeopleFilter } from './ProvisioningScreen.tsx';

export interface PanelPeopleReading {
  readonly people: readonly User[];
  /** All that match, shown or not. */
  readonly matches: number;
  readonly state: 'reading' | 'failed' | 'read';
}

/** As many as a panel shows; the others are in Users. */
const mostShown = 50;

/** The people of a filter by when they came, from the copy. */
export function usePanelPeople(
  tenantId: string,
  filter: PeopleFilter,
  order: 'newest-first' | 'oldest-first',
): PanelPeopleReading {
  const { value, failure } = useRead('users/search', {
    tenantId,
    filter: { text: '', status: [], role: [], source: [], lastAccess: [], team: [], ...filter },
    sort: { column: 'created', direction: order === 'newest-first' ? 'descending' : 'ascending' },
    offset: 0,
    limit: mostShown,
  });
  return {
    people: value?.rows ?? [],
    matches: value?.matches ?? 0,
    state: value ? 'read' : failure ? 'failed' : 'reading',
  };
}
