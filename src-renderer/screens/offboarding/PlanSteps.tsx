import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { OffboardPlan } from '../../../src-contract/offboarding.ts';
import { countOf } from '../../kit/format-number.ts';
import { visibleText } from '../../kit/visible-text.ts';
import { RowMark } from './PlanLine.tsx';
import classes from './PlanSteps.module.css';
import { RoleSteps, TokenLine } from './RoleSteps.tsx';
import { TeamSteps } from './TeamSteps.tsx';
import type { Offboarding } from './use-offboarding.ts';

interface StepProps {
  readonly number: number;
  readonly title: string;
  readonly note: string;
  readonly is: 'done' | 'current' | 'later' | 'skipped';
  readonly children?: ReactNode;
}

function Step({ number, title, note, is, children }: StepProps) {
  return (
    <li className={classes.step} data-is={is}>
      <span className={classes.number} aria-hidden>
        {is === 'done' ? <IconCheck size={14} /> : number}
      </span>
      <div className={classes.stepBody}>
        <div className={classes.stepHead}>
          <h3>{title}</h3>
          <span>{note}</span>
        </div>
        {children}
      </div>
    </li>
  );
}

function oneWrite(count: number, more = ''): string {
  return count === 0 ? 'Nothing to send' : `${countOf(count, 'request', 'requests')}${more}`;
}

/** The plan in four steps, in the order in which they run. */
export function PlanSteps({ plan, state }: { readonly plan: OffboardPlan; readonly state: Offboarding }) {
  const { ticked, rows } = state;
  const accounts = rows.filter(({ action }) => action.endsWith('delete-user'));
  const isDone = (of: string): boolean => {
    const some = rows.filter(({ action }) => action.endsWith(of));
    return some.length > 0 && some.every((row) => row.state === 'done');
  };
  const areDeleted = accounts.length > 0 && accounts.every((row) => row.state === 'done');
  const isKept = ticked?.all === 'no';
  const one = plan.people.length === 1;
  const teamsDone = plan.teams.length === 0 || isDone('leave-team');
  const rolesDone = plan.roles.length === 0 || isDone('remove-role');
  return (
    <ol className={classes.steps}>
      <Step
        number={1}
        title={
          plan.teams.length === 0
            ? 'Remove from teams'
            : `Remove from ${countOf(plan.teams.length, 'team', 'teams')}`
        }
        note={oneWrite(ticked?.teams.length ?? 0)}
        is={teamsDone ? 'done' : 'current'}
      >
        {plan.teams.length === 0 ? (
          <p className={classes.dimmed}>In no team. Nothing blocks here.</p>
        ) : (
          <ul>
            <TeamSteps teams={plan.teams} state={state} />
          </ul>
        )}
      </Step>
      <Step
        number={2}
        title={
          plan.roles.length === 0
            ? 'Remove roles on resources'
            : `Remove ${countOf(plan.roles.length, 'role', 'roles')} on resources`
        }
        note={oneWrite(ticked?.bindings ?? 0, plan.roles.length > 1 ? ', strongest role first' : '')}
        is={rolesDone ? 'done' : teamsDone ? 'current' : 'later'}
      >
        {plan.roles.length === 0 && (
          <p className={classes.dimmed}>No role on a resource. Nothing blocks here.</p>
        )}
        <ul>
          <RoleSteps roles={plan.roles} state={state} />
          <TokenLine state={state} />
        </ul>
      </Step>
      <Step
        number={3}
        title="Ask the server again"
        note={isKept ? 'Skipped' : 'Stops here if anything is left'}
        is={isKept ? 'skipped' : areDeleted ? 'done' : teamsDone && rolesDone ? 'current' : 'later'}
      >
        <p className={classes.dimmed}>
          A fresh read. If someone granted a new role meanwhile, the plan comes back to you.
        </p>
      </Step>
      <Step
        number={4}
        title={one ? 'Delete the account' : `Delete ${plan.people.length} accounts`}
        note={isKept ? 'Skipped' : 'Cannot be undone'}
        is={isKept ? 'skipped' : areDeleted ? 'done' : 'later'}
      >
        <p className={classes.dimmed}>
          {isKept
            ? 'A line above stays, and the server refuses the deletion while it does.'
            : 'Cannot be taken back. With the saved plan, steps 1 and 2 can be put back after a new invite.'}
        </p>
        {accounts.length > 0 && (
          <ul>
            {accounts.map((row) => (
              <li key={row.position} className={classes.account}>
                <RowMark row={row} />
                <bdi>{visibleText(row.name)}</bdi>
                <span className={classes.dimmed}>{visibleText(row.failure?.sentence ?? row.outcome)}</span>
              </li>
            ))}
          </ul>
        )}
      </Step>
    </ol>
  );
}
