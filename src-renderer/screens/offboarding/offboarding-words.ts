import type { LeavingRole, LeavingTeam, OffboardPlan } from '../../../src-contract/offboarding.ts';
import { countOf } from '../../kit/format-number.ts';
import { visibleText } from '../../kit/visible-text.ts';

/** What of a plan is ticked: teams, role lines, and the writes that the role lines come to. */
export interface Ticked {
  readonly teams: readonly LeavingTeam[];
  readonly roles: readonly LeavingRole[];
  readonly bindings: number;
  /** Whether every line goes, so that the accounts can be deleted. */
  readonly all: 'yes' | 'no';
}

/** The lines that go. In: the keys that were unticked. */
export function tickedOf(plan: OffboardPlan, unticked: ReadonlySet<string>): Ticked {
  const goes = ({ key, lockedBecause }: { key: string; lockedBecause: string | null }): boolean =>
    lockedBecause === null && !unticked.has(key);
  const teams = plan.teams.filter(goes);
  const roles = plan.roles.filter(goes);
  const isAll = teams.length === plan.teams.length && roles.length === plan.roles.length;
  return { teams, roles, bindings: new Set(roles.map(({ key }) => key)).size, all: isAll ? 'yes' : 'no' };
}

/** Who a plan is about: `Lars Myhre`, `3 people`. */
export function whoText({ people, leftOut }: OffboardPlan): string {
  const [one] = people;
  if (people.length === 1 && one) return visibleText(one.name);
  const [out] = leftOut;
  if (people.length === 0 && leftOut.length === 1 && out) return visibleText(out.user.name);
  return countOf(people.length === 0 ? leftOut.length : people.length, 'person', 'people');
}

/** What the button does: `Remove 8 and delete`, `Remove 7, keep the account`, `Delete the account`. */
export function confirmLabel(plan: OffboardPlan, ticked: Ticked): string {
  const lines = ticked.teams.length + ticked.roles.length;
  const account = plan.people.length === 1 ? 'the account' : `${plan.people.length} accounts`;
  if (ticked.all === 'no') return `Remove ${lines}, keep ${account}`;
  const several = plan.people.length === 1 ? 'delete' : `delete ${plan.people.length}`;
  return lines === 0 ? `Delete ${account}` : `Remove ${lines} and ${several}`;
}

/** Requests of a plan that change something: one a team, one a role binding, two a person. */
export function changesOf(plan: OffboardPlan, ticked: Ticked): number {
  const accounts = ticked.all === 'yes' ? plan.people.length * 2 : 0;
  return ticked.teams.length + ticked.bindings + accounts;
}

const kinds: Readonly<Record<string, string>> = {
  cluster: 'Cluster',
  workspace: 'Workspace',
  'provider-account': 'Model provider',
  'mcp-server': 'MCP server',
};

/** The word for a kind of resource; kinds that have none are shown as the tenant calls them. */
export function kindWord(resourceType: string): string {
  return kinds[resourceType] ?? visibleText(resourceType);
}

/** Who else holds the same role there: `2 others stay`, `Nobody else has it`; null where it does not matter. */
export function othersText({ others, strength }: LeavingRole): string | null {
  if (others === null) return null;
  const { people, teams } = others;
  if (people + teams === 0) return strength === 'admin' ? 'Nobody else has it' : null;
  const admins = strength === 'admin' ? ['other admin', 'other admins'] : ['other', 'others'];
  const parts = [
    people > 0 && countOf(people, admins[0] ?? '', admins[1] ?? ''),
    teams > 0 && countOf(teams, 'team', 'teams'),
  ].filter((part): part is string => typeof part === 'string');
  return `${parts.join(' and ')} ${people + teams === 1 ? 'stays' : 'stay'}`;
}

/** Whom a line of a plan for several people is about: a name, or how many; null where the plan is about one anyway. */
export function leaversText(plan: OffboardPlan | undefined, emails: readonly string[]): string | null {
  if (plan === undefined || plan.people.length < 2) return null;
  const [email] = emails;
  if (emails.length !== 1 || email === undefined) return countOf(emails.length, 'person', 'people');
  const person = plan.people.find((each) => each.email.toLowerCase() === email.toLowerCase());
  return visibleText(person?.name ?? email);
}
