import type { Tenant } from '../../../src-contract/tenants.ts';
import type { PersonVerb, User, UserDetail } from '../../../src-contract/users.ts';

interface LockFacts {
  readonly user: User;
  /** Undefined while it is read. */
  readonly detail: UserDetail | undefined;
  readonly tenant: Tenant | undefined;
  /** Why nothing can be changed now, such as offline. */
  readonly blocked: string | null;
}

/** Why a verb is locked for a person, and where to do it instead; null when it works. Main checks each again. */
export function lockOf(verb: PersonVerb, { user, detail, tenant, blocked }: LockFacts): string | null {
  if (user.managedBy !== null) {
    const idp = user.managedBy.slice(0, 80);
    return `Managed by ${idp}, so edits are locked. The next push would undo a change.`;
  }
  const isYou = tenant?.signedInAs?.email.toLowerCase() === user.email.toLowerCase();
  if (isYou && verb !== 'activate' && verb !== 'password-reset') {
    return 'This is you. Another admin has to do it.';
  }
  if (verb === 'change-role' && detail?.roleManagedBy === 'group') {
    return 'A group of the identity provider sets this role. Change the group there.';
  }
  if (verb === 'password-reset') {
    if (tenant?.profile === 'published-only') {
      return "This control plane does not offer it to other programs. Use the control plane's own console.";
    }
    if (user.status === 'deactivated') return 'Deactivated people cannot sign in. Reactivate first.';
    if (detail?.signIn === 'sso') {
      return 'Signs in with SSO, so there is no password here. Reset it in the identity provider.';
    }
    if (detail?.signIn === 'not-reported') return 'The tenant does not report how this person signs in.';
  }
  if (verb === 'withdraw-invite' || verb === 'invite-again') {
    if (user.status !== 'pending') return 'No open invite: this person has accepted, or is deactivated.';
    if (verb === 'invite-again' && detail?.signIn === 'sso') {
      return 'Signs in with SSO, so there is no email to send: they can sign in right away.';
    }
    if (user.teams.length > 0) return 'Is in a team, which blocks the deletion. Use the deletion plan.';
  }
  return blocked;
}
