import type { TenantStore } from '../store/open-store.ts';
import { isObject } from './scim-json.ts';
import { scimProblem } from './scim-problem.ts';

/**
 * The people whom a group's `members` name by id: position to address, each once. 400 invalidValue that names the ids of
 * nobody, and for a group in the group: teams hold people alone.
 */
export function readMembers(store: TenantStore, members: unknown): Map<number, string> {
  const people = new Map<number, string>();
  const unknown: string[] = [];
  for (const member of Array.isArray(members) ? members : []) {
    const { value, type } = isObject(member) ? member : { value: member, type: undefined };
    if (typeof value !== 'string')
      throw scimProblem('invalidValue', 'Each member needs the id of a user as its value.');
    const person = store.users.byId(value);
    if (person !== undefined) people.set(person.position, person.email);
    else if (String(type).toLowerCase() === 'group' || store.teams.byId(value) !== undefined) {
      throw scimProblem(
        'invalidValue',
        'A group cannot be a member of a group here: teams hold people alone.',
      );
    } else unknown.push(value);
  }
  if (unknown.length === 0) return people;
  const named = unknown.slice(0, 5).map((id) => id.slice(0, 60));
  throw scimProblem(
    'invalidValue',
    `No user has these ids, so nothing was changed: ${named.join(', ')}${unknown.length > 5 ? ', …' : ''}.`,
  );
}
