import type { PersonPlan } from '../../../src-contract/users.ts';
import { countOf, countText } from '../../kit/format-number.ts';

interface PlanWords {
  readonly title: string;
  readonly lead: string;
  readonly confirm: string;
}

/** Title, lead and button of the dialog of a plan. Null counts: not known yet. */
export function planWords(verb: PersonPlan['verb'], count: number | null): PlanWords {
  const who = count === null ? 'these people' : countOf(count, 'person', 'people');
  const number = count === null ? '' : ` ${countText(count)}`;
  if (count === 0) {
    const word = verb === 'deactivate' ? 'deactivated' : 'reactivated';
    return {
      title: `Nobody can be ${word}`,
      lead: 'Everybody is left out. The reasons are below.',
      confirm: verb === 'deactivate' ? 'Deactivate' : 'Reactivate',
    };
  }
  if (verb === 'deactivate') {
    return {
      title: `Deactivate ${who}?`,
      lead: 'They can no longer sign in. Teams and roles stay. You can undo this.',
      confirm: `Deactivate${number}`,
    };
  }
  return {
    title: `Reactivate ${who}?`,
    lead: 'They can sign in again. We check their teams and roles after.',
    confirm: `Reactivate${number}`,
  };
}

/** Heading of those left out: names the reason when it is the same for all. */
export function leftOutWords(plan: PersonPlan): string {
  const isAllManaged = plan.leftOut.every(({ user }) => user.managedBy !== null);
  const count = countText(plan.leftOutCount);
  return isAllManaged ? `Left out: ${count} managed by SCIM` : `Left out: ${count}`;
}
