import type { Tenant } from '../../../src-contract/tenants.ts';
import type { PersonVerb } from '../../../src-contract/users.ts';
import { roleLabel } from './role-label.ts';
import type { PlanPerson } from './users-rows.ts';

export interface LeaveOutFacts {
  verb: PersonVerb;
  /** Role on the wire that is given; null for verbs that give none. */
  role: string | null;
  tenant: Pick<Tenant, 'signedInAs' | 'profile'>;
  /** Active admins that are left when those planned before are gone. */
  adminsLeft: number;
}

/** Why a verb leaves a person out, in words for the dialog; null when it does not. Each row's `check` asks again live. */
export function whyLeftOut(person: PlanPerson, facts: LeaveOutFacts): string | null {
  const { user, roleManagedBy, signIn } = person;
  const { verb, role, tenant } = facts;
  if (user.managedBy !== null) return `The next ${user.managedBy} push would undo it`;
  const isYou =
    tenant.signedInAs !== null && user.email.toLowerCase() === tenant.signedInAs.email.toLowerCase();
  const isLastAdmin = user.role === 'tenant-admin' && user.status === 'active' && facts.adminsLeft <= 1;
  switch (verb) {
    case 'activate':
      return user.status === 'deactivated' ? null : 'Is not deactivated';
    case 'deactivate':
      if (user.status === 'deactivated') return 'Is deactivated already';
      if (isYou) return 'This is you';
      return isLastAdmin ? 'Is the last active admin' : null;
    case 'change-role':
      if (roleManagedBy === 'group') return 'A group of the identity provider sets the role. Change it there';
      if (isYou) return 'This is you';
      if (user.role === role) return `Is ${roleLabel(user.role)} already`;
      return isLastAdmin && role !== 'tenant-admin' ? 'Is the last active admin' : null;
    case 'password-reset':
      if (tenant.profile === 'published-only')
        return 'This control plane does not offer it to other programs';
      if (user.status === 'deactivated') return 'Is deactivated';
      if (signIn === 'password') return null;
      return signIn === 'sso'
        ? 'Signs in with SSO, so there is no password'
        : 'How they sign in is not reported';
    case 'invite-again':
    case 'withdraw-invite':
      if (user.status !== 'pending') return 'Has no open invite';
      if (verb === 'invite-again' && signIn === 'sso') return 'Signs in with SSO, so no email is needed';
      if (isYou) return 'This is you';
      return user.teams.length > 0
        ? `Is in ${user.teams.length === 1 ? `the team ${user.teams[0]}` : `${user.teams.length} teams`}, which blocks the deletion`
        : null;
  }
}
