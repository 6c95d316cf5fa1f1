import type { PersonPlan, PersonVerb } from '../../../src-contract/users.ts';
import { countOf, countText } from '../../kit/format-number.ts';
import { roleLabel } from '../../kit/role-label.ts';

interface PlanWords {
  readonly title: string;
  readonly lead: string;
  readonly confirm: string;
  readonly example: string;
}

const nobodyCan: Record<PersonVerb, string> = {
  deactivate: 'Nobody can be deactivated',
  activate: 'Nobody can be reactivated',
  'change-role': 'Nobody gets another role',
  'password-reset': 'Nobody can be sent a password email',
  'withdraw-invite': 'No invite can be withdrawn',
  'invite-again': 'No invite can be sent again',
};

const buttons: Record<PersonVerb, string> = {
  deactivate: 'Deactivate',
  activate: 'Reactivate',
  'change-role': 'Set role of',
  'password-reset': 'Send',
  'withdraw-invite': 'Withdraw',
  'invite-again': 'Send again to',
};

const examples: Record<PersonVerb, string> = {
  deactivate: 'For example: contract ended',
  activate: 'For example: back from leave',
  'change-role': 'For example: leads the platform team now',
  'password-reset': 'For example: lost the password',
  'withdraw-invite': 'For example: wrong address',
  'invite-again': 'For example: the first email was lost',
};

function titleOf(verb: PersonVerb, who: string, role: string): string {
  switch (verb) {
    case 'deactivate':
      return `Deactivate ${who}?`;
    case 'activate':
      return `Reactivate ${who}?`;
    case 'change-role':
      return `Give ${who} the role ${role}?`;
    case 'password-reset':
      return `Send a password email to ${who}?`;
    case 'withdraw-invite':
      return `Withdraw the invite of ${who}?`;
    case 'invite-again':
      return `Send the invite of ${who} again?`;
  }
}

function leadOf(verb: PersonVerb, role: string | null): string {
  switch (verb) {
    case 'deactivate':
      return 'They can no longer sign in. Teams and roles stay. You can undo this.';
    case 'activate':
      return 'They can sign in again. We check their teams and roles after.';
    case 'change-role':
      return role === 'tenant-admin'
        ? 'An admin can change everything in this tenant, people and admins included. You can undo this.'
        : 'It replaces the tenant role that they have now. Teams and roles on resources stay. You can undo this.';
    case 'password-reset':
      return 'Each gets one email with a link to set a password. An email cannot be taken back.';
    case 'withdraw-invite':
      return 'They never signed in, so withdrawing deletes them. This cannot be undone; they can be invited anew.';
    case 'invite-again':
      return 'The platform cannot send an invite again, so the open one is withdrawn and the same address invited anew: same role, new email, and the old link stops working.';
  }
}

/** Title, lead and button of the dialog of a plan. Null counts: not known yet. */
export function planWords(verb: PersonVerb, count: number | null, role: string | null): PlanWords {
  const who = count === null ? 'these people' : countOf(count, 'person', 'people');
  const example = examples[verb];
  if (count === 0) {
    const lead = 'Everybody is left out. The reasons are below.';
    return { title: nobodyCan[verb], lead, confirm: buttons[verb], example };
  }
  const confirm = count === null ? buttons[verb] : `${buttons[verb]} ${countText(count)}`;
  return { title: titleOf(verb, who, roleLabel(role ?? '')), lead: leadOf(verb, role), confirm, example };
}

/** Heading of those left out: names the reason when it is the same for all. */
export function leftOutWords(plan: PersonPlan): string {
  const isAllManaged = plan.leftOut.every(({ user }) => user.managedBy !== null);
  const count = countText(plan.leftOutCount);
  return isAllManaged ? `Left out: ${count} managed by SCIM` : `Left out: ${count}`;
}
