import type { OffboardPlan } from '../../../src-contract/offboarding.ts';
import { DirectoryText } from '../../kit/DirectoryText.tsx';
import { countText } from '../../kit/format-number.ts';
import { StatusBadge } from '../../kit/StatusBadge.tsx';
import classes from './OffboardingScreen.module.css';

/** Several people of one plan, each with what blocks them. */
export function PeopleTable({ plan }: { readonly plan: OffboardPlan }) {
  const isOne = (of: string, email: string): boolean => of.toLowerCase() === email.toLowerCase();
  return (
    <div className={classes.tableFrame}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col">Email</th>
            <th scope="col">Status</th>
            <th scope="col">Teams</th>
            <th scope="col">Roles on resources</th>
          </tr>
        </thead>
        <tbody>
          {plan.people.map(({ id, name, email, status }) => (
            <tr key={id}>
              <td>
                <DirectoryText text={name} look="strong" />
              </td>
              <td>
                <DirectoryText text={email} look="dimmed" />
              </td>
              <td>
                <StatusBadge status={status} />
              </td>
              <td>
                {countText(
                  plan.teams.filter(({ leavers }) => leavers.some((each) => isOne(each.email, email))).length,
                )}
              </td>
              <td>
                {countText(
                  plan.roles.filter(({ leavers }) => leavers.some((each) => isOne(each, email))).length,
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
