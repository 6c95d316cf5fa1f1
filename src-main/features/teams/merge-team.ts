/** What somebody is in a team. */
export type Standing = 'none' | 'member' | 'manager';

/** One person's change in a team: what the plan saw, and what is wished. */
export interface StandingWish {
  email: string;
  from: Standing;
  to: Standing;
}

/** Emails as the tenant writes them; managers are members too (tenant-api note, section 3). */
export interface TeamLists {
  members: readonly string[];
  managers: readonly string[];
}

/** One person for whom the tenant now says something else than the plan saw and the admin wishes. */
export interface StandingConflict {
  email: string;
  saw: Standing;
  now: Standing;
  wish: Standing;
}

export interface MergedTeam {
  lists: { members: string[]; managers: string[] };
  /** Emails whose standing this merge changes; empty when all is as wished already. */
  changed: string[];
  conflicts: StandingConflict[];
}

/** What a person is in a team, ignoring the letter case of the address. */
export function standingIn(lists: TeamLists, email: string): Standing {
  const key = email.toLowerCase();
  const isIn = (emails: readonly string[]): boolean => emails.some((known) => known.toLowerCase() === key);
  if (isIn(lists.managers)) return 'manager';
  return isIn(lists.members) ? 'member' : 'none';
}

/**
 * Merges wishes into a team as it is now (three ways: seen, wished, now). Only the people named are touched, so whatever a
 * colleague did to anybody else stays. A named person whom a colleague changed to something that is not the wish is a
 * conflict, and is left as the colleague has it.
 */
export function mergeTeam(now: TeamLists, wishes: readonly StandingWish[]): MergedTeam {
  const spelling = new Map<string, string>();
  for (const email of [...now.managers, ...now.members]) {
    if (!spelling.has(email.toLowerCase())) spelling.set(email.toLowerCase(), email);
  }
  const managers = new Set(now.managers.map((email) => email.toLowerCase()));
  const members = new Set([...now.members, ...now.managers].map((email) => email.toLowerCase()));
  const changed: string[] = [];
  const conflicts: StandingConflict[] = [];
  for (const { email, from, to } of wishes) {
    const key = email.toLowerCase();
    const is: Standing = managers.has(key) ? 'manager' : members.has(key) ? 'member' : 'none';
    // Somebody who was to be added and meanwhile manages the team is in it, which is what was wished.
    const isFulfilled = is === to || (from === 'none' && to === 'member' && is === 'manager');
    if (isFulfilled) continue;
    if (is !== from) {
      conflicts.push({ email, saw: from, now: is, wish: to });
      continue;
    }
    changed.push(email);
    if (!spelling.has(key)) spelling.set(key, email);
    if (to === 'none') members.delete(key);
    else members.add(key);
    if (to === 'manager') managers.add(key);
    else managers.delete(key);
  }
  const spelled = (keys: ReadonlySet<string>): string[] => [...keys].map((key) => spelling.get(key) ?? key);
  return { lists: { members: spelled(members), managers: spelled(managers) }, changed, conflicts };
}

const words: Record<Standing, string> = { none: 'not in the team', member: 'member', manager: 'manager' };

/** Conflicts in words, by person: "anna@x.io: you saw member, now manager". At most three are named. */
export function conflictText(conflicts: readonly StandingConflict[]): string {
  const named = conflicts
    .slice(0, 3)
    .map(
      ({ email, saw, now, wish }) =>
        `${email}: you saw ${words[saw]}, now ${words[now]}, wished ${words[wish]}`,
    );
  const rest = conflicts.length - named.length;
  return [...named, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
}
