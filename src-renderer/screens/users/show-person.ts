import { call } from '../../bridge/call.ts';
import { tell, tellFailure } from '../../kit/toast.tsx';
import { visibleText } from '../../kit/visible-text.ts';
import { goTo, searchPeople, useSession } from '../../session/session.ts';
import { changeView, noFacets } from './users-view.ts';

/** Goes to Users of the tenant on screen and opens the person of this address; says so when there is nobody of it any more. */
export async function showPerson(email: string): Promise<void> {
  const { tenantId } = useSession.getState();
  if (tenantId === null) return;
  const outcome = await call('users/search', {
    tenantId,
    filter: { text: email, ...noFacets },
    sort: { column: 'email', direction: 'ascending' },
    offset: 0,
    limit: 20,
  });
  if (!outcome.ok) return tellFailure(outcome.failure);
  const found = outcome.value.rows.find((user) => user.email.toLowerCase() === email.toLowerCase());
  if (found === undefined) {
    tell({ look: 'warn', text: `${visibleText(email)} is not in this tenant, as far as the copy knows.` });
    return;
  }
  searchPeople(email);
  changeView(tenantId, { facets: noFacets, only: null, openId: found.id });
  goTo({ screen: 'users' });
}
