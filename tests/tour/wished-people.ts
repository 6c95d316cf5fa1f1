import { readFileSync } from 'node:fs';
import type { TenantTeam } from './tenant-teams.ts';

/** What a row of the file asks for, where it can be done. */
export interface WishedPerson {
  readonly email: string;
  readonly role: string;
  readonly teams: readonly string[];
}

interface Facts {
  /** Lower-cased emails of everybody in the tenant before the run. */
  readonly known: ReadonlySet<string>;
  readonly teams: readonly TenantTeam[];
}

const emailForm = /^[a-z0-9]+(?:\.[a-z0-9]+)*@(?:[a-z0-9-]+\.)+[a-z]{2,}$/u;
const teamForm = /^[a-z][a-z0-9-]{1,34}[a-z0-9]$/u;
const roles: Record<string, string> = {
  '': 'member',
  member: 'member',
  'read-only member': 'read-only-member',
  admin: 'tenant-admin',
};

/**
 * Reads the tour's file a second time, in the plainest way, and answers whom a right run invites: rows with an email, a
 * role and teams that the tenant takes, not there yet, and named once, or several times with the same wish. Missing teams
 * are made. Written apart from the app, as a witness.
 */
export function wishedPeople(
  file: string,
  { known, teams }: Facts,
): { rows: number; wished: WishedPerson[] } {
  const lines = readFileSync(file, 'utf8')
    .replace(/^\uFEFF/u, '')
    .trimEnd()
    .split(/\r?\n/u)
    .slice(1);
  const locked = new Set(teams.filter(({ isEditable }) => !isEditable).map(({ name }) => name));
  const wishes = new Map<string, Set<string>>();
  for (const line of lines) {
    const [email = '', , role = '', teamCell = ''] = line.split(';').map((cell) => cell.trim());
    const key = email.toLowerCase();
    const wishedTeams = teamCell
      .split('|')
      .map((name) => name.trim())
      .filter(Boolean)
      .toSorted();
    const isRight =
      emailForm.test(key) &&
      Object.hasOwn(roles, role.toLowerCase()) &&
      wishedTeams.every((name) => teamForm.test(name) && !locked.has(name));
    const wish: WishedPerson = { email: key, role: roles[role.toLowerCase()] ?? '', teams: wishedTeams };
    wishes.set(key, (wishes.get(key) ?? new Set()).add(isRight ? JSON.stringify(wish) : `bad: ${line}`));
  }
  const wished = [...wishes]
    .filter(([email, of]) => of.size === 1 && !known.has(email))
    .flatMap(([, of]) => [...of].filter((wish) => !wish.startsWith('bad: ')))
    .map((wish) => JSON.parse(wish) as WishedPerson);
  return { rows: lines.length, wished };
}
