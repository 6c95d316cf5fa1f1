import { mostStaged } from '../../../src-contract/most-staged.ts';
import { useStageable } from '../../session/use-sync-status.ts';
import { StageDialog } from '../../staged/StageDialog.tsx';
import { AddToTeamsDialog } from '../../team-plans/AddToTeamsDialog.tsx';
import { EverywhereDialog } from './EverywhereDialog.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { PersonPlanDialog } from './PersonPlanDialog.tsx';
import { changeView, type UsersDialog } from './users-view.ts';

interface UsersDialogsProps {
  readonly tenantId: string;
  readonly dialog: UsersDialog | null;
}

const noTeams: readonly string[] = [];

/** The dialog of this screen that is open, if any. */
export function UsersDialogs({ tenantId, dialog }: UsersDialogsProps) {
  const close = (): void => changeView(tenantId, { dialog: null });
  const { how } = useStageable();
  if (!dialog) return null;
  if (dialog.kind === 'invite') return <InviteDialog tenantId={tenantId} onClose={close} />;
  if (dialog.kind === 'deactivate-everywhere') {
    return <EverywhereDialog email={dialog.email} name={dialog.name} onClose={close} />;
  }
  if (dialog.kind === 'add-to-teams') {
    return <AddToTeamsDialog tenantId={tenantId} userIds={dialog.userIds} onClose={close} />;
  }
  const { kind, userIds, role = null } = dialog;
  const verb = kind === 'deactivate' || kind === 'activate' || kind === 'change-role' ? kind : null;
  if (verb !== null && (how === 'stage' || dialog.isStaged)) {
    return (
      <StageDialog
        tenantId={tenantId}
        verb={verb}
        userIds={userIds}
        roleName={role}
        teamIds={noTeams}
        onClose={close}
      />
    );
  }
  const stage = (): void => changeView(tenantId, { dialog: { ...dialog, isStaged: true } });
  return (
    <PersonPlanDialog
      tenantId={tenantId}
      verb={kind}
      userIds={userIds}
      role={role}
      onStage={verb !== null && userIds.length <= mostStaged ? stage : null}
      onClose={close}
    />
  );
}
