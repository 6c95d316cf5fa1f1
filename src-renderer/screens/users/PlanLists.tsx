import { IconLock } from '@tabler/icons-react';
import type { PersonPlan, User } from '../../../src-contract/users.ts';
import { DirectoryText } from '../../kit/DirectoryText.tsx';
import { countText } from '../../kit/format-number.ts';
import { Moment } from '../../kit/Moment.tsx';
import classes from './PersonPlanDialog.module.css';
import { leftOutWords } from './plan-words.ts';

const shownAtMost = 5;

function lastAccessOf(user: User) {
  if (user.lastAccessedAt !== null) return <Moment at={user.lastAccessedAt} as="relative" />;
  return <span className={classes.dimmed}>{user.status === 'pending' ? 'Never' : 'Not reported'}</span>;
}

function More({ total, shown }: { readonly total: number; readonly shown: number }) {
  return total > shown ? <li className={classes.more}>and {countText(total - shown)} more</li> : null;
}

/** Who is in a plan and who is left out, the first five of each, with the reasons. */
export function PlanLists({ plan }: { readonly plan: PersonPlan }) {
  const included = plan.included.slice(0, shownAtMost);
  const leftOut = plan.leftOut.slice(0, shownAtMost);
  return (
    <>
      {included.length > 0 && (
        <ul className={classes.people} aria-label="Included">
          {included.map((user) => (
            <li key={user.id} className={classes.person}>
              <DirectoryText text={user.name} look="strong" />
              <DirectoryText text={user.email} look="dimmed" />
              {lastAccessOf(user)}
            </li>
          ))}
          <More total={plan.includedCount} shown={included.length} />
        </ul>
      )}
      {leftOut.length > 0 && (
        <section>
          <h4 className={classes.heading}>
            <IconLock size={14} aria-hidden />
            {leftOutWords(plan)}
          </h4>
          <ul className={classes.people} data-look="out" aria-label="Left out">
            {leftOut.map(({ user, why }) => (
              <li key={user.id} className={classes.person}>
                <DirectoryText text={user.name} />
                <DirectoryText text={why} look="dimmed" />
              </li>
            ))}
            <More total={plan.leftOutCount} shown={leftOut.length} />
          </ul>
        </section>
      )}
    </>
  );
}
