import { IconAlertTriangle, IconShieldHalf, IconUsersGroup } from '@tabler/icons-react';
import type { TeamPlan } from '../../src-contract/teams.ts';
import { DirectoryText } from '../kit/DirectoryText.tsx';
import { countOf, countText } from '../kit/format-number.ts';
import { Note } from '../kit/Note.tsx';
import classes from './TeamPlan.module.css';
import { teamLine } from './team-plan-words.ts';

const namedAtMost = 5;

function Names({
  names,
  count,
  sign,
}: {
  readonly names: readonly string[];
  readonly count: number;
  readonly sign: string;
}) {
  const shown = names.slice(0, namedAtMost);
  return (
    <>
      {shown.map((name) => (
        <li key={`${sign}${name}`} className={classes.person}>
          <span className={classes.sign} aria-hidden="true">
            {sign}
          </span>
          <DirectoryText text={name} />
        </li>
      ))}
      {count > shown.length && (
        <li className={classes.person}>
          <span className={classes.sign} aria-hidden="true">
            {sign}
          </span>
          <span className={classes.dimmed}>and {countText(count - shown.length)} more</span>
        </li>
      )}
    </>
  );
}

/** Every team of a plan with who comes and goes, what that gives or takes, and what is left out with the reason. */
export function TeamPlanLists({ plan }: { readonly plan: TeamPlan }) {
  return (
    <>
      {plan.teams.map((team) => (
        <section key={team.name} className={classes.team} aria-label={team.name.slice(0, 100)}>
          <div className={classes.head}>
            <IconUsersGroup size={16} aria-hidden />
            <DirectoryText text={team.name} look="strong" />
            <span className={classes.dimmed}>{teamLine(team, plan.verb)}</span>
          </div>
          <ul className={classes.people}>
            <Names names={team.added} count={team.addedCount} sign="+" />
            <Names names={team.removed} count={team.removedCount} sign="−" />
            <Names names={team.promoted} count={team.promotedCount} sign="↑" />
            <Names names={team.demoted} count={team.demotedCount} sign="↓" />
          </ul>
          {team.losesLastManager && plan.verb !== 'delete' && (
            <Note icon={IconAlertTriangle} look="warn">
              The team has no manager after this. Tenant admins can still manage it; make somebody else
              manager first if that is not wanted.
            </Note>
          )}
          {team.roles === null ? (
            <p className={classes.dimmed}>The tenant does not tell which roles this team gives.</p>
          ) : (
            team.rolesCount > 0 && (
              <Note icon={IconShieldHalf}>
                {team.removedCount > 0 && team.addedCount === 0 ? 'They lose ' : 'The team gives '}
                {countOf(team.rolesCount, 'role', 'roles')} on resources:{' '}
                <bdi>
                  {team.roles
                    .slice(0, 3)
                    .map(({ resourceName, roleName }) => `${resourceName} (${roleName})`)
                    .join(', ')
                    .slice(0, 300)}
                </bdi>
                {team.rolesCount > 3 && ` and ${countText(team.rolesCount - 3)} more`}.
              </Note>
            )
          )}
        </section>
      ))}
      {plan.leftOut.length > 0 && (
        <section>
          <h4 className={classes.heading}>Left out</h4>
          <ul className={classes.people} data-look="out">
            {plan.leftOut.map(({ name, why }) => (
              <li key={name} className={classes.out}>
                <DirectoryText text={name} />
                <DirectoryText text={why} look="dimmed" lines="wrap" />
              </li>
            ))}
          </ul>
        </section>
      )}
      {plan.lost !== '' && (
        <Note icon={IconAlertTriangle} look="warn">
          {plan.lost}
        </Note>
      )}
    </>
  );
}
