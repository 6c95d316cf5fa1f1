import { useCallback } from 'react';
import type { Team } from '../../../src-contract/teams.ts';
import { call } from '../../bridge/call.ts';
import { TeamPlanDialog } from '../../team-plans/TeamPlanDialog.tsx';
import { AddPeopleDialog } from './AddPeopleDialog.tsx';
import { NewTeamDialog } from './NewTeamDialog.tsx';
import { changeTeams, type TeamsDialog } from './teams-view.ts';

interface TeamsDialogsProps {
  readonly tenantId: string;
  readonly dialog: TeamsDialog | null;
  readonly teams: readonly Team[];
  readonly open: Team | null;
}

/** The dialog of this screen that is open, if any. */
export function TeamsDialogs({ tenantId, dialog, teams, open }: TeamsDialogsProps) {
  const close = (): void => changeTeams(tenantId, { dialog: null });
  const teamId = open?.id ?? '';
  const askDelete = useCallback(() => call('teams/plan-delete', { tenantId, teamId }), [tenantId, teamId]);
  const wishes = dialog?.kind === 'change' ? dialog.wishes : null;
  const askChange = useCallback(
    () => call('teams/plan-edit', { tenantId, teamId, wishes: [...(wishes ?? [])] }),
    [tenantId, teamId, wishes],
  );
  if (!dialog) return null;
  if (dialog.kind === 'new') {
    const taken = new Set(teams.map(({ name }) => name.toLowerCase()));
    return <NewTeamDialog tenantId={tenantId} taken={taken} onClose={close} />;
  }
  if (open === null) return null;
  switch (dialog.kind) {
    case 'add-people':
      return <AddPeopleDialog tenantId={tenantId} team={open} onClose={close} />;
    case 'delete':
      return <TeamPlanDialog title={`Delete ${open.name}`} ask={askDelete} onClose={close} />;
    case 'change':
      return <TeamPlanDialog title={dialog.title} ask={askChange} onClose={close} />;
  }
}
