import type { ShownPeople } from '../../../src-contract/overview.ts';
import { goTo, searchPeople, useSession } from '../../session/session.ts';
import { changeView } from './users-view.ts';

/** Goes to Users of the tenant on screen, filtered to these people and nothing else. `only` narrows to whom a figure stands for. */
export function showPeople({ only, status, role, source, lastAccess, team }: ShownPeople): void {
  const { tenantId } = useSession.getState();
  if (tenantId === null) return;
  searchPeople('');
  changeView(tenantId, {
    facets: {
      status: status ?? [],
      role: role ?? [],
      source: source ?? [],
      lastAccess: lastAccess ?? [],
      team: team ?? [],
    },
    only: only ?? null,
    openId: null,
  });
  goTo({ screen: 'users' });
}
