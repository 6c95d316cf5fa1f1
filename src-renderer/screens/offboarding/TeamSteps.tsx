import { Select } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import type { LeavingTeam, OffboardPlan } from '../../../src-contract/offboarding.ts';
import { countOf } from '../../kit/format-number.ts';
import { visibleText } from '../../kit/visible-text.ts';
import { leaversText } from './offboarding-words.ts';
import { PlanLine } from './PlanLine.tsx';
import classes from './PlanSteps.module.css';
import type { Offboarding } from './use-offboarding.ts';

function whatOf({ leavers }: LeavingTeam, plan: OffboardPlan | undefined): string {
  const managers = leavers.filter(({ as }) => as === 'manager').length;
  const word = managers === 1 ? 'Manager' : 'Member';
  const people = leaversText(
    plan,
    leavers.map(({ email }) => email),
  );
  if (leavers.length === 1) return people === null ? word : `${word}: ${people}`;
  const all = people ?? '';
  return managers === 0 ? all : `${all}, ${countOf(managers, 'manager', 'managers')}`;
}

function NewManager({ team, state }: { readonly team: LeavingTeam; readonly state: Offboarding }) {
  const chosen = state.managers.get(team.team) ?? null;
  const candidate = team.candidates.find(({ email }) => email === chosen);
  if (team.candidates.length === 0) {
    return <p className={classes.below}>Nobody active is left in it. Add somebody to the team first.</p>;
  }
  return (
    <div className={classes.below}>
      <span>New manager first:</span>
      <Select
        aria-label={`New manager of ${visibleText(team.team)}`}
        placeholder="Choose"
        searchable
        disabled={state.job !== null}
        data={team.candidates.map(({ email, name }) => ({ value: email, label: visibleText(name) }))}
        value={chosen}
        onChange={(email) => email !== null && state.choose(team.team, email)}
      />
      {candidate && (
        <span>
          {candidate.is === 'member'
            ? `Member of ${visibleText(team.team)}`
            : 'Joins it, since nobody else would be left in it'}
        </span>
      )}
    </div>
  );
}

/** Step 1: the teams that are left, with the choice of a new manager where the last one goes. */
export function TeamSteps({
  teams,
  state,
}: {
  readonly teams: readonly LeavingTeam[];
  readonly state: Offboarding;
}) {
  return teams.map((team) => (
    <PlanLine
      key={team.key}
      name={team.team}
      kind="Team"
      what={whatOf(team, state.plan)}
      icon={<IconUsersGroup size={16} aria-hidden />}
      note={
        team.leaves === 'enough'
          ? null
          : { text: team.leaves === 'last-manager' ? 'Last manager' : 'Last person', look: 'warn' }
      }
      tick={state.unticked.has(team.key) ? 'unticked' : 'ticked'}
      onTick={() => state.toggle(team.key)}
      lockedBecause={team.lockedBecause}
      row={state.rows.find(({ action, subject }) => action.endsWith('leave-team') && subject === team.team)}
    >
      {team.leaves !== 'enough' && team.lockedBecause === null && !state.unticked.has(team.key) && (
        <NewManager team={team} state={state} />
      )}
    </PlanLine>
  ));
}
