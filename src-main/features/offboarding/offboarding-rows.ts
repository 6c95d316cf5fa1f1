import type { InputOf } from '../../../src-contract/channels.ts';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { PlannedRow } from '../../action/tenant-action.ts';
import type { EditTeamWish } from '../teams/edit-team.ts';
import type { StandingWish } from '../teams/merge-team.ts';
import type { DeleteUserWish } from './delete-user.ts';
import { plannedLeave } from './leave-team.ts';
import type { AgreedOffboarding } from './plan-offboarding.ts';
import { plannedRole, type RoleOnResourceWish } from './remove-role.ts';

export type OffboardingChoice = Pick<InputOf<'offboarding/run'>, 'unticked' | 'newManagers'>;

/** Teams first, then roles by strength, tokens, and last the account itself (design, section 14, Offboard). */
const phases = { teams: 0, roles: { admin: 10, manager: 11, user: 12 }, tokens: 20, accounts: 30 } as const;

export interface OffboardingSteps {
  teams: EditTeamWish[];
  roles: (RoleOnResourceWish & { phase: number })[];
  /** Whether something blocks that is not taken away, so that the accounts stay. */
  accounts: 'deleted' | 'kept';
}

/** What the ticked lines of a plan come to: one write a team, one a role binding. Fails with `new-manager-missing`. */
export function stepsOf(plan: AgreedOffboarding, choice: OffboardingChoice): Outcome<OffboardingSteps> {
  const unticked = new Set(choice.unticked);
  const isGoing = ({ key, lockedBecause }: { key: string; lockedBecause: string | null }): boolean =>
    lockedBecause === null && !unticked.has(key);
  const teams: EditTeamWish[] = [];
  for (const team of plan.teams.filter(isGoing)) {
    const people: StandingWish[] = team.leavers.map(({ email, as }) => ({ email, from: as, to: 'none' }));
    if (team.leaves !== 'enough') {
      const chosen = choice.newManagers.find((each) => each.team === team.team)?.email;
      const candidate = team.candidates.find(({ email }) => email === chosen);
      if (candidate === undefined) return failed(describeFailure('new-manager-missing', { team: team.team }));
      people.push({
        email: candidate.email,
        from: candidate.is === 'member' ? 'member' : 'none',
        to: 'manager',
      });
    }
    teams.push({
      team: team.team,
      teamId: team.teamId,
      people,
      create: 'no',
      mayEmpty: 'no',
      description: null,
    });
  }
  const roles = new Map<string, RoleOnResourceWish & { phase: number }>();
  for (const { binding, permissions, leavers, strength } of plan.roles.filter(isGoing)) {
    if (binding === null) continue;
    const bare = permissions.map(({ resourceType, resourceFqn, role }) => ({
      resourceType,
      resourceFqn,
      role,
    }));
    roles.set(binding, { binding, permissions: bare, emails: leavers, phase: phases.roles[strength] });
  }
  const isWhole = [...plan.teams, ...plan.roles].every(isGoing);
  return ok({ teams, roles: [...roles.values()], accounts: isWhole ? 'deleted' : 'kept' });
}

/** The rows of the job, in the order in which they run. */
export function rowsOf(plan: AgreedOffboarding, steps: OffboardingSteps): PlannedRow[] {
  const teams = steps.teams.map((wish) => plannedLeave(wish, phases.teams));
  const roles = steps.roles.map(({ phase, ...wish }) => plannedRole('offboarding/remove-role', wish, phase));
  const before: PlannedRow[] = [...teams, ...roles];
  if (steps.accounts === 'kept') return before;
  const tokens = plan.people.map(({ email, name }) => ({
    action: 'offboarding/revoke-tokens',
    input: { email },
    subject: email,
    name,
    phase: phases.tokens,
    fileRow: null,
  }));
  const accounts = plan.people.map(({ userId, email, name, seen }) => {
    const key = email.toLowerCase();
    const wish: DeleteUserWish = {
      userId,
      email,
      seen,
      after: [
        ...steps.teams
          .filter(({ people }) => people.some((each) => each.email.toLowerCase() === key))
          .map(({ team }) => team),
        ...steps.roles
          .filter(({ emails }) => emails.some((each) => each.toLowerCase() === key))
          .map(({ binding }) => binding),
      ],
    };
    return {
      action: 'offboarding/delete-user',
      input: wish,
      subject: email,
      name,
      phase: phases.accounts,
      fileRow: null,
    };
  });
  return [...before, ...tokens, ...accounts];
}
