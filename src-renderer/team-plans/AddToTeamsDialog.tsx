import { Button, MultiSelect } from '@mantine/core';
import { useCallback, useState } from 'react';
import { mostStaged } from '../../src-contract/most-staged.ts';
import { call } from '../bridge/call.ts';
import { useRead } from '../bridge/use-read.ts';
import { Dialog } from '../kit/Dialog.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { countOf } from '../kit/format-number.ts';
import { useStageable } from '../session/use-sync-status.ts';
import { StageDialog } from '../staged/StageDialog.tsx';
import { TeamPlanDialog } from './TeamPlanDialog.tsx';

interface AddToTeamsDialogProps {
  readonly tenantId: string;
  readonly userIds: readonly string[];
  readonly onClose: () => void;
}

/** Adds the chosen people to teams: first which teams, then what that does, team by team. */
export function AddToTeamsDialog({ tenantId, userIds, onClose }: AddToTeamsDialogProps) {
  const teams = useRead('teams/list', { tenantId });
  const { how } = useStageable();
  const [chosen, setChosen] = useState<string[]>([]);
  const [step, setStep] = useState<'choose' | 'plan' | 'stage'>('choose');
  const ask = useCallback(
    () => call('teams/plan-add', { tenantId, userIds: [...userIds], teamIds: chosen }),
    [tenantId, userIds, chosen],
  );
  const who = countOf(userIds.length, 'person', 'people');
  if (step === 'stage' || (step === 'plan' && how === 'stage')) {
    return (
      <StageDialog
        tenantId={tenantId}
        verb="add-to-team"
        userIds={userIds}
        roleName={null}
        teamIds={chosen}
        onClose={onClose}
      />
    );
  }
  if (step === 'plan') {
    return (
      <TeamPlanDialog
        title={`Add ${who} to teams`}
        ask={ask}
        {...(userIds.length <= mostStaged ? { onStage: () => setStep('stage') } : {})}
        onClose={onClose}
      />
    );
  }
  const choices = (teams.value?.teams ?? []).map(({ id, name, lockedBecause }) => ({
    value: id,
    label: lockedBecause === null ? name : `${name} (managed by the identity provider)`,
    disabled: lockedBecause !== null,
  }));
  const isEmpty = teams.value !== undefined && choices.every(({ disabled }) => disabled);
  return (
    <Dialog
      title={`Add ${who} to teams`}
      lead="You see what the teams give before anything happens."
      width={520}
      onClose={onClose}
      actions={
        <>
          <Button size="md" onClick={onClose}>
            Cancel
          </Button>
          <Button
            size="md"
            variant="filled"
            color="cobalt"
            disabled={chosen.length === 0}
            onClick={() => setStep('plan')}
          >
            Continue…
          </Button>
        </>
      }
    >
      {teams.failure && <FailureNotice failure={teams.failure} onTryAgain={teams.askAgain} />}
      {isEmpty ? (
        <p>There is no team here whose people may be changed. Make one in Teams first.</p>
      ) : (
        <MultiSelect
          label="Teams"
          size="md"
          searchable
          data-autofocus
          data={choices}
          value={chosen}
          maxValues={50}
          limit={200}
          nothingFoundMessage="No team of this name"
          placeholder={chosen.length === 0 ? 'Type a name' : ''}
          comboboxProps={{ withinPortal: true }}
          onChange={setChosen}
        />
      )}
    </Dialog>
  );
}
