import { isScimGroupName, proposeTeamName, teamNameProblem } from '../../../../src-contract/team-name.ts';

const none: ReadonlySet<string> = new Set();

/** A group whose name will not do, with a name that would. */
export interface GroupFinding {
  name: string;
  proposal: string | null;
  problem: string;
}

export interface GroupsToCheck {
  /** Names in the file. */
  exported: Iterable<string>;
  /** Teams here, with whether SCIM made them. */
  teams: readonly { name: string; madeByScim: boolean }[];
}

/**
 * Which group names break the rule, in order of name. Proposals are free and differ from one another. Only what every
 * source of the platform allows counts as good; what SCIM alone lets through is said to be so.
 */
export function checkGroupNames({ exported, teams }: GroupsToCheck): GroupFinding[] {
  const manual = new Set(teams.filter(({ madeByScim }) => !madeByScim).map(({ name }) => name.toLowerCase()));
  const taken = new Set(teams.map(({ name }) => name.toLowerCase()));
  const byScim = teams.filter(({ madeByScim }) => madeByScim).map(({ name }) => name);
  const names = [...new Set([...exported, ...byScim])].sort((one, other) => one.localeCompare(other, 'en'));
  for (const name of names) if (teamNameProblem(name, none) === null) taken.add(name.toLowerCase());
  const findings: GroupFinding[] = [];
  for (const name of names) {
    const rule = teamNameProblem(name, none);
    const meetsManual = manual.has(name.toLowerCase());
    if (rule === null && !meetsManual) continue;
    const proposal = proposeTeamName(name, taken);
    if (proposal !== null) taken.add(proposal);
    findings.push({ name, proposal, problem: problemOf(name, rule, meetsManual ? 'manual' : 'free') });
  }
  return findings;
}

function problemOf(name: string, rule: string | null, place: 'manual' | 'free'): string {
  if (place === 'manual')
    return 'A team of this name was made here by hand: the push is refused or takes it over.';
  if (isScimGroupName(name)) return `SCIM takes it, the team rule does not: ${lower(rule ?? '')}`;
  return `Not synced: ${lower(rule ?? '')}`;
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
