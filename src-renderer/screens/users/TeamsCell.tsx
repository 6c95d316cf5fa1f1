import { visibleText } from '../../kit/visible-text.ts';
import { fittingTeams } from './fitting-teams.ts';
import classes from './UsersTable.module.css';

/** The teams of a person in a table cell. */
export function TeamsCell({ teams }: { readonly teams: readonly string[] }) {
  if (teams.length === 0) return <span className={classes.dimmed}>None</span>;
  const { shown, more } = fittingTeams(teams);
  return (
    <span className={classes.teams}>
      <span className={classes.teamNames}>{visibleText(shown.join(', '))}</span>
      {more > 0 && <span className={classes.dimmed}>+{more}</span>}
    </span>
  );
}
