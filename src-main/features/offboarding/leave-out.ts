import type { OffboardPlan } from '../../../src-contract/offboarding.ts';
import type { Tenant } from '../../../src-contract/tenants.ts';
import type { PlanPerson } from '../users/users-rows.ts';
import type { Blockers } from './read-blockers.ts';

/** The people of a plan, and who is left out and why. */
export interface Sorted {
  included: PlanPerson[];
  leftOut: OffboardPlan['leftOut'];
}

/** Leaves out whom the directory manages, oneself, and the last active admin. Each deletion asks again live. */
export function leaveOut(
  people: readonly PlanPerson[],
  { tenant, activeAdmins }: { tenant: Pick<Tenant, 'signedInAs'>; activeAdmins: number },
): Sorted {
  const included: PlanPerson[] = [];
  const leftOut: Sorted['leftOut'] = [];
  let adminsLeft = activeAdmins;
  for (const person of people) {
    const { user } = person;
    const isAdmin = user.role === 'tenant-admin' && user.status === 'active';
    const isYou = tenant.signedInAs?.email.toLowerCase() === user.email.toLowerCase();
    const why =
      user.managedBy !== null
        ? `Is managed by ${user.managedBy}, which has to remove them`
        : isYou
          ? 'This is you'
          : isAdmin && adminsLeft <= 1
            ? 'Is the last active admin'
            : null;
    if (why !== null) leftOut.push({ user, why, managedBy: user.managedBy });
    else included.push(person);
    if (why === null && isAdmin) adminsLeft -= 1;
  }
  return { included, leftOut };
}

/** Of several people, those whom something blocks that cannot be removed from here are left out; a single one is shown with it. */
export function withoutStuck(
  { included, leftOut }: Sorted,
  blockers: Blockers,
): Sorted & { blockers: Blockers } {
  if (included.length < 2) return { included, leftOut, blockers };
  const why = new Map<string, string>();
  for (const { team, leavers, lockedBecause } of blockers.teams) {
    if (lockedBecause === null) continue;
    for (const { email } of leavers) why.set(email.toLowerCase(), `Is in ${team}: ${lockedBecause}`);
  }
  for (const { roleName, resourceName, leavers, lockedBecause } of blockers.roles) {
    if (lockedBecause === null) continue;
    for (const email of leavers)
      why.set(email.toLowerCase(), `Is ${roleName} on ${resourceName}. ${lockedBecause}`);
  }
  const isStuck = (email: string): boolean => why.has(email.toLowerCase());
  const stuck = included.filter(({ user }) => isStuck(user.email));
  const teams = blockers.teams
    .map((team) => ({ ...team, leavers: team.leavers.filter(({ email }) => !isStuck(email)) }))
    .filter(({ leavers }) => leavers.length > 0);
  const roles = blockers.roles
    .map((role) => ({ ...role, leavers: role.leavers.filter((email) => !isStuck(email)) }))
    .filter(({ leavers }) => leavers.length > 0);
  return {
    included: included.filter(({ user }) => !isStuck(user.email)),
    leftOut: [
      ...leftOut,
      ...stuck.map(({ user }) => ({ user, why: why.get(user.email.toLowerCase()) ?? '', managedBy: null })),
    ],
    blockers: { teams, roles },
  };
}
