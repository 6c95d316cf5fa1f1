import type { User, UserDetail, UserFacets, UserFilter, UserSort } from '../../../src-contract/users.ts';
import { cacheJob, cacheRead, cacheWrite, type ReadableCache } from '../../cache/cache-handles.ts';
import { findCopy } from '../../cache/copies.ts';
import { facetsOf } from './count-facets.ts';
import { emailKey } from './fold-text.ts';
import { listPeople, sortedMatches } from './list-people.ts';
import { statuses } from './people-columns.ts';
import { peopleOf } from './people-memory.ts';
import { dropUsers, type SavedUsers, writeUsers } from './save-users.ts';
import { lookForUsers } from './see-users.ts';
import { listedUserReader, type StoredUser, userReaders } from './stored-users.ts';
import { readHistory } from './user-history.ts';
import { userFromRow } from './user-row.ts';
import { teamReaders } from './user-teams.ts';

interface OfTenant {
  tenantId: string;
}

/** A filter, and the moment in milliseconds from which last accesses are counted; now when left out. */
interface Filtered extends OfTenant {
  filter: UserFilter;
  now?: number;
}

interface Sorted extends Filtered {
  sort: UserSort;
}

export interface FoundUsers {
  rows: User[];
  offset: number;
  matches: number;
  total: number;
  asOf: string | null;
}

const nobody: UserFacets = { status: [], role: [], source: [], lastAccess: [], team: [] };

/** One window of the people who match, in order, with exact counts. Knows nobody before the first sync began. */
export const findUsers = cacheRead(
  'users/find',
  (cache, input: Sorted & { offset: number; limit: number }): FoundUsers => {
    const copy = findCopy(cache, input.tenantId);
    if (copy === null) return { rows: [], offset: input.offset, matches: 0, total: 0, asOf: null };
    const { numbers, matches, teamsOf } = listPeople(cache, copy, { ...input, minute: minuteOf(input) });
    const rows = numbers.map(listedUserReader(cache)).filter((row) => row !== null);
    const teams = teamReaders(cache, copy.no);
    return {
      rows: rows.map(({ n, emailKey: key, ...user }) => ({
        ...user,
        teams: teamsOf === null ? teams.names(key) : teamsOf(n),
      })),
      offset: input.offset,
      matches,
      total: copy.people,
      asOf: copy.lastSyncAt,
    };
  },
);

/** Counts per value of every group. */
export const countFacets = cacheRead('users/count-facets', (cache, input: Filtered): UserFacets => {
  const copy = findCopy(cache, input.tenantId);
  if (copy === null) return nobody;
  return facetsOf(cache, copy, peopleOf(cache, copy), { filter: input.filter, minute: minuteOf(input) });
});

/** Ids of all who match, in order. */
export const findUserIds = cacheRead('users/find-ids', (cache, input: Sorted): string[] => {
  const copy = findCopy(cache, input.tenantId);
  if (copy === null) return [];
  const people = peopleOf(cache, copy);
  const places = sortedMatches(cache, copy, people, { ...input, minute: minuteOf(input) });
  const ids = cache
    .prepare('SELECT id FROM users WHERE +copy_no = ? ORDER BY n')
    .pluck(true)
    .all(copy.no) as string[];
  return Array.from(places, (place) => ids[place] ?? '');
});

/** Everything the copy knows of one person; null when they are not in it. */
export const readUserDetail = cacheRead(
  'users/read-detail',
  (cache, { tenantId, userId }: OfTenant & { userId: string }): UserDetail | null => {
    const copy = findCopy(cache, tenantId);
    const row = copy && userReaders(cache).byId(copy.no, userId);
    if (copy === null || row === null) return null;
    const teams = teamReaders(cache, copy.no);
    return {
      user: userFromRow(row, teams.names(row.emailKey)),
      teams: teams.memberships(row.emailKey),
      resourceRoles: row.resourceRoles,
      roleManagedBy: row.roleManagedBy,
      signIn: row.signIn,
      history: readHistory(cache, copy.no, row.id),
      asOf: copy.lastSyncAt,
    };
  },
);

/** How many of these people an identity provider manages, how many are deactivated, and who is not in the copy. */
export const summariseUsers = cacheRead(
  'users/summarise',
  (
    cache,
    { tenantId, userIds }: OfTenant & { userIds: readonly string[] },
  ): { managed: number; deactivated: number; gone: string[] } => {
    const copy = findCopy(cache, tenantId);
    const summary = { managed: 0, deactivated: 0, gone: [] as string[] };
    const read = cache.prepare('SELECT managed_by, status FROM users WHERE copy_no = ? AND id = ?').raw(true);
    for (const id of new Set(userIds)) {
      const found = read.get(copy?.no ?? -1, id) as [managedBy: string | null, status: string] | undefined;
      if (found === undefined) summary.gone.push(id);
      else if (found[0] !== null) summary.managed += 1;
      if (found?.[1] === 'deactivated') summary.deactivated += 1;
    }
    return summary;
  },
);

/** People by id, in the order asked for; ids that the copy does not know are left out. */
export const findUsersByIds = cacheRead(
  'users/find-by-ids',
  (cache, { tenantId, userIds }: OfTenant & { userIds: readonly string[] }): User[] => {
    const copy = findCopy(cache, tenantId);
    if (copy === null) return [];
    const read = userReaders(cache);
    const rows = userIds.map((id) => read.byId(copy.no, id)).filter((row) => row !== null);
    return withTeams(cache, copy.no, rows);
  },
);

/** A person with what decides which verbs they allow. */
export interface PlanPerson {
  user: User;
  roleManagedBy: string | null;
  signIn: UserDetail['signIn'];
}

/** As `findUsersByIds`, with what a plan has to know besides. */
export const findPlanPeople = cacheRead(
  'users/find-for-plan',
  (cache, { tenantId, userIds }: OfTenant & { userIds: readonly string[] }): PlanPerson[] => {
    const copy = findCopy(cache, tenantId);
    if (copy === null) return [];
    const read = userReaders(cache);
    const rows = userIds.map((id) => read.byId(copy.no, id)).filter((row) => row !== null);
    const users = withTeams(cache, copy.no, rows);
    return rows.flatMap(({ roleManagedBy, signIn }, at) => {
      const user = users[at];
      return user === undefined ? [] : [{ user, roleManagedBy, signIn }];
    });
  },
);

/** People by exact email, ignoring case; unknown ones are left out. Ask for a few thousand at a time. */
export const findUsersByEmails = cacheRead(
  'users/find-by-emails',
  (cache, { tenantId, emails }: OfTenant & { emails: readonly string[] }): User[] => {
    const copy = findCopy(cache, tenantId);
    if (copy === null) return [];
    const read = userReaders(cache);
    const keys = [...new Set(emails.map(emailKey))];
    return withTeams(
      cache,
      copy.no,
      keys.flatMap((key) => read.byEmail(copy.no, key)),
    );
  },
);

/** How many people the copy holds, and how many active admins are among them. */
export const countPeople = cacheRead(
  'users/count',
  (cache, { tenantId }: OfTenant): { people: number; activeAdmins: number } => {
    const copy = findCopy(cache, tenantId);
    if (copy === null) return { people: 0, activeAdmins: 0 };
    const { columns } = peopleOf(cache, copy);
    const admin = columns.roles.codeOf('tenant-admin');
    const active = statuses.indexOf('active');
    let activeAdmins = 0;
    for (let place = 0; place < columns.count; place += 1) {
      if (columns.role[place] === admin && columns.status[place] === active) activeAdmins += 1;
    }
    return { people: copy.people, activeAdmins };
  },
);

/** Writes people as the tenant answered them just now; answers how many rows differed. */
export const saveUsers = cacheWrite('users/save', (cache, input: SavedUsers): number =>
  writeUsers(cache, input),
);

/** Looks for people on a raw page of the tenant's list; those who are on it are written into the copy. */
export const seeUsers = cacheJob('users/see', lookForUsers);

/** Takes people out of the copy who are proved to be gone from the tenant; answers how many were in it. */
export const forgetUsers = cacheWrite(
  'users/forget',
  (cache, input: OfTenant & { userIds: readonly string[] }): number => dropUsers(cache, input),
);

function minuteOf({ now }: Filtered): number {
  return Math.floor((now ?? Date.now()) / 60_000);
}

function withTeams(cache: ReadableCache, copyNo: number, rows: readonly StoredUser[]): User[] {
  const teams = teamReaders(cache, copyNo);
  return rows.map((row) => userFromRow(row, teams.names(row.emailKey)));
}
