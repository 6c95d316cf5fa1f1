import { AddToTeamsDialog } from '../../team-plans/AddToTeamsDialog.tsx';
import { EverywhereDialog } from './EverywhereDialog.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { PersonPlanDialog } from './PersonPlanDialog.tsx';
import { changeView, type UsersDialog } from './users-view.ts';

interface UsersDialogsProps {
  readonly tenantId: string;
  readonly dialog: UsersDialog | null;
}

/** The dialog of this screen that is open, if any. */
export function UsersDialogs({ tenantId, dialog }: UsersDialogsProps) {
  const close = (): void => changeView(tenantId, { dialog: null });
  if (!dialog) return null;
  if (dialog.kind === 'invite') return <InviteDialog tenantId={tenantId} onClose={close} />;
  if (dialog.kind === 'deactivate-everywhere') {
    return <EverywhereDialog email={dialog.email} name={dialog.name} onClose={close} />;
  }
  if (dialog.kind === 'add-to-teams') {
    return <AddToTeamsDialog tenantId={tenantId} userIds={dialog.userIds} onClose={close} />;
  }
  const { kind, userIds, role = null } = dialog;
  return <PersonPlanDialog tenantId={tenantId} verb={kind} userIds={userIds} role={role} onClose={close} />;
}
