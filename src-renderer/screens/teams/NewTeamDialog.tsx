import { Button, TextInput } from '@mantine/core';
import { useCallback, useState } from 'react';
import { proposeTeamName, teamNameProblem } from '../../../src-contract/team-name.ts';
import { call } from '../../bridge/call.ts';
import { Dialog } from '../../kit/Dialog.tsx';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { TeamPlanDialog } from '../../team-plans/TeamPlanDialog.tsx';
import classes from './NewTeamDialog.module.css';
import { PeoplePicker, type PickedPerson } from './PeoplePicker.tsx';

interface NewTeamDialogProps {
  readonly tenantId: string;
  /** Names of the teams that exist, lower case. */
  readonly taken: ReadonlySet<string>;
  readonly onClose: () => void;
}

/** Asks for the name, a line about it, a manager and people of a new team; then shows what that makes. */
export function NewTeamDialog({ tenantId, taken, onClose }: NewTeamDialogProps) {
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [managers, setManagers] = useState<readonly PickedPerson[]>([]);
  const [members, setMembers] = useState<readonly PickedPerson[]>([]);
  const [step, setStep] = useState<'form' | 'plan'>('form');
  const problem = teamNameProblem(name, taken);
  const proposal = problem === null || name === '' ? null : proposeTeamName(name, taken);
  const ask = useCallback(
    () =>
      call('teams/plan-create', {
        tenantId,
        name,
        description,
        members: members.map(({ email }) => email),
        managers: managers.map(({ email }) => email),
      }),
    [tenantId, name, description, members, managers],
  );
  if (step === 'plan') return <TeamPlanDialog title={`Make the team ${name}`} ask={ask} onClose={onClose} />;
  return (
    <Dialog
      title="New team"
      lead="People of a team get the roles that are given to it."
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
            disabled={problem !== null}
            onClick={() => setStep('plan')}
          >
            Continue…
          </Button>
        </>
      }
    >
      <TextInput
        label="Name"
        description="3 to 36 lower-case letters, digits and hyphens. It cannot be changed later."
        size="md"
        data-autofocus
        value={name}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        error={name !== '' && problem !== null ? problem : null}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {proposal !== null && (
        <p className={classes.proposal}>
          Use <LinkButton onClick={() => setName(proposal)}>{proposal}</LinkButton>
        </p>
      )}
      <TextInput
        label={
          <>
            Description <span className={classes.hint}>optional</span>
          </>
        }
        aria-label="Description"
        size="md"
        value={description}
        maxLength={500}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <PeoplePicker tenantId={tenantId} label="Managers" picked={managers} onPick={setManagers} />
      <PeoplePicker tenantId={tenantId} label="Other people" picked={members} onPick={setMembers} />
    </Dialog>
  );
}
