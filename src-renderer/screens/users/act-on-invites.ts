import { goTo, useSession } from '../../session/session.ts';
import { changeView, noFacets } from './users-view.ts';

/** Goes to the open invites in Users and opens the dialog that sends these again or withdraws them. */
export function actOnInvites(verb: 'invite-again' | 'withdraw-invite', userIds: readonly string[]): void {
  const { tenantId } = useSession.getState();
  if (tenantId === null) return;
  changeView(tenantId, {
    facets: { ...noFacets, status: ['pending'] },
    openId: null,
    dialog: { kind: verb, userIds },
  });
  goTo({ screen: 'users' });
}
