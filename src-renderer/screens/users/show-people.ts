import { goTo, searchPeople, useSession } from '../../session/session.ts';
import { changeView, type FacetFilter, noFacets } from './users-view.ts';

/** Goes to Users of the tenant on screen, filtered to these people and nothing else. */
export function showPeople(filter: Partial<FacetFilter>): void {
  const { tenantId } = useSession.getState();
  if (tenantId === null) return;
  searchPeople('');
  changeView(tenantId, { facets: { ...noFacets, ...filter }, openId: null });
  goTo({ screen: 'users' });
}
