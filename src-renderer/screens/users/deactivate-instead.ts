import { goTo, useSession } from '../../session/session.ts';
import { changeView } from './users-view.ts';

/** Goes to Users of the tenant on screen and opens the dialog that deactivates these people. */
export function deactivateInstead(userIds: readonly string[]): void {
  const { tenantId } = useSession.getState();
  if (tenantId === null) return;
  changeView(tenantId, { dialog: { kind: 'deactivate', userIds } });
  goTo({ screen: 'users' });
}
