import { Button, SegmentedControl } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { Team } from '../../../src-contract/teams.ts';
import { call } from '../../bridge/call.ts';
import { Dialog } from '../../kit/Dialog.tsx';
import { TeamPlanDialog } from '../../team-plans/TeamPlanDialog.tsx';
import { PeoplePicker, type PickedPerson } from './PeoplePicker.tsx';

interface AddPeopleDialogProps {
  readonly tenantId: string;
  readonly team: Team;
  readonly onClose: () => void;
}

/** Adds people to one team: whom and as what, then what they gain by it. */
export function AddPeopleDialog({ tenantId, team, onClose }: AddPeopleDialogProps) {
  const [picked, setPicked] = useState<readonly PickedPerson[]>([]);
  const [as, setAs] = useState<'member' | 'manager'>('member');
  const [step, setStep] = useState<'choose' | 'plan'>('choose');
  const ask = useCallback(
    () =>
      // Adding as a member never takes the manager away from somebody who is one.
      as === 'member'
        ? call('teams/plan-add', { tenantId, userIds: picked.map(({ id }) => id), teamIds: [team.id] })
        : call('teams/plan-edit', {
            tenantId,
            teamId: team.id,
            wishes: picked.map(({ email }) => ({ email, to: as })),
          }),
    [tenantId, team.id, picked, as],
  );
  if (step === 'plan')
    return <TeamPlanDialog title={`Add people to ${team.name}`} ask={ask} onClose={onClose} />;
  return (
    <Dialog
      title={`Add people to ${team.name.slice(0, 60)}`}
      lead="You see what they gain before anything happens."
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
            disabled={picked.length === 0}
            onClick={() => setStep('plan')}
          >
            Continue…
          </Button>
        </>
      }
    >
      <PeoplePicker tenantId={tenantId} label="People" picked={picked} onPick={setPicked} />
      <SegmentedControl
        aria-label="As"
        value={as}
        data={[
          { value: 'member', label: 'As members' },
          { value: 'manager', label: 'As managers' },
        ]}
        onChange={(value) => setAs(value === 'manager' ? 'manager' : 'member')}
      />
    </Dialog>
  );
}
