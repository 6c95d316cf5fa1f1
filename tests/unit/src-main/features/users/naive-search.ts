import type { User, UserFilter, UserSort } from '../../../../../src-contract/users.ts';
import { foldText } from '../../../../../src-main/features/users/fold-text.ts';

type Group = 'status' | 'role' | 'source' | 'lastAccess' | 'team';

/** The plainest way to say who matches a filter, to hold the fast way against. */
export function matches(user: User, filter: UserFilter, at: number, without?: Group): boolean {
  const within = (group: Group, values: readonly string[]): boolean =>
    group === without || filter[group].length === 0 || filter[group].some((value) => values.includes(value));
  const texts = [foldText(user.email), foldText(user.name)];
  const words = foldText(filter.text).split(/\s+/u).filter(Boolean);
  return (
    words.every((word) => texts.some((text) => text.includes(word))) &&
    isAmong(user, filter.only) &&
    within('status', [user.status]) &&
    within('role', [user.role]) &&
    within('source', [user.source]) &&
    within('lastAccess', [bucket(user, at)]) &&
    within('team', user.teams.length === 0 ? [''] : user.teams)
  );
}

function isAmong(user: User, only: UserFilter['only']): boolean {
  if (only === undefined) return true;
  if (only.kind === 'people') return only.userIds.includes(user.id);
  const at = only.kind === 'created' ? user.createdAt : user.lastAccessedAt;
  if (at === null) return false;
  return (
    (only.from === null || Date.parse(at) >= Date.parse(only.from)) &&
    (only.before === null || Date.parse(at) < Date.parse(only.before))
  );
}

/** The last-access bucket of a person, counted from the end of the current minute. */
export function bucket(user: User, at: number): string {
  if (user.lastAccessedAt === null) return user.status === 'pending' ? 'never' : 'not-reported';
  const days = (Math.floor(at / 60_000 + 1) * 60_000 - Date.parse(user.lastAccessedAt)) / 86_400_000;
  if (days <= 7) return '7-days';
  if (days <= 30) return '30-days';
  return days <= 90 ? '90-days' : 'over-90-days';
}

const ranks = {
  status: ['active', 'pending', 'deactivated'],
  source: ['scim', 'jit', 'invited', 'not-reported'],
};

/** What a person sorts by in a column. */
export function sortKey(user: User, column: UserSort['column']): string | number {
  const moment = (at: string | null): number => (at === null ? Number.NEGATIVE_INFINITY : Date.parse(at));
  if (column === 'name') return foldText(user.name);
  if (column === 'email') return user.email.toLowerCase().normalize('NFC');
  if (column === 'role') return user.role === 'tenant-admin' ? 'admin' : foldText(user.role);
  if (column === 'lastAccess') return moment(user.lastAccessedAt);
  if (column === 'created') return moment(user.createdAt);
  return ranks[column].indexOf(user[column]);
}
