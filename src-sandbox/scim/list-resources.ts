import SCIMMY from 'scimmy';
import type { Room } from '../rest/room.ts';
import type { ScimQuery } from '../store/scim-people-table.ts';
import { filterToSql } from './filter-to-sql.ts';
import { groupColumns } from './group-columns.ts';
import { groupResource } from './group-resource.ts';
import { isWanted, projectAttributes } from './project-attributes.ts';
import type { ListQuery } from './read-list-query.ts';
import type { ScimKind } from './scim-attributes.ts';
import type { FindColumn, ScimColumn } from './scim-columns.ts';
import { scimBase } from './scim-door.ts';
import type { JsonObject } from './scim-json.ts';
import { scimProblem } from './scim-problem.ts';
import { userColumns } from './user-columns.ts';
import { userResources } from './user-resource.ts';

export interface FoundResources {
  readonly resources: JsonObject[];
  readonly total: number;
}

/** Lists users. Everybody in the order of creation is read by keyset, which takes the same time on every page. */
export function listUsers(room: Room, query: ListQuery): FoundResources {
  const { store } = room;
  const base = scimBase(room);
  const { rows, total } =
    query.filter === undefined && query.sortBy === undefined
      ? store.users.page({ limit: query.count, offset: query.startIndex - 1, query: '', which: 'all' })
      : store.scimPeople.search(asSql(query, { table: 'users', findColumn: userColumns(`${base}/Users`) }));
  const groups = isWanted('User', 'groups', query) ? 'with-groups' : 'without-groups';
  const resources = userResources(store, rows, { base, groups });
  return { resources: resources.map((one) => projectAttributes('User', one, query)), total };
}

/** Lists groups: all teams but `everyone`. */
export function listGroups(room: Room, query: ListQuery): FoundResources {
  const { store } = room;
  const base = scimBase(room);
  const { rows, total } = store.scimTeams.search(
    asSql(query, { table: 'teams', findColumn: groupColumns(`${base}/Groups`) }),
  );
  const members = isWanted('Group', 'members', query) ? 'with-members' : 'without-members';
  const resources = rows.map((row) => groupResource(store, row, { base, members }));
  return { resources: resources.map((one) => projectAttributes('Group', one, query)), total };
}

/** Lists both, users first. What one of them does not know fits none of that kind (RFC 7644 section 3.4.2.1). */
export function listBoth(room: Room, query: ListQuery): FoundResources {
  const users = orNone(() => listUsers(room, query));
  const start = Math.max(1, query.startIndex - (users?.total ?? 0));
  const count = query.count - (users?.resources.length ?? 0);
  const groups = orNone(() => listGroups(room, { ...query, startIndex: start, count }));
  if (users === undefined && groups === undefined) {
    throw scimProblem(
      'invalidFilter',
      'Neither users nor groups have such an attribute to filter or sort by.',
    );
  }
  return {
    resources: [...(users?.resources ?? []), ...(groups?.resources ?? [])],
    total: (users?.total ?? 0) + (groups?.total ?? 0),
  };
}

/** The message of RFC 7644 section 3.4.2. scimmy's ListResponse would cut a page that was cut already a second time. */
export function listMessage({ resources, total }: FoundResources, startIndex: number): object {
  return {
    schemas: [SCIMMY.Messages.ListResponse.id],
    totalResults: total,
    startIndex,
    itemsPerPage: resources.length,
    Resources: resources,
  };
}

export function listOf(kind: ScimKind, room: Room, query: ListQuery): FoundResources {
  return kind === 'User' ? listUsers(room, query) : listGroups(room, query);
}

function asSql(
  query: ListQuery,
  { table, findColumn }: { table: string; findColumn: FindColumn },
): ScimQuery {
  const { filter } = query;
  return {
    condition: filter === undefined ? { sql: 'TRUE', values: [] } : filterToSql(filter, findColumn),
    order: orderBy(query, { table, findColumn }),
    limit: query.count,
    offset: query.startIndex - 1,
  };
}

/** Who lacks the attribute comes last, or first where the order is turned round (RFC 7644 section 3.4.2.3). */
function orderBy(
  { sortBy, sortOrder }: ListQuery,
  { table, findColumn }: { table: string; findColumn: FindColumn },
): string {
  if (sortBy === undefined) return `${table}.position`;
  const column = sortable(findColumn(sortBy));
  if (column === undefined) throw scimProblem('invalidValue', `There is no attribute ${sortBy} to sort by.`);
  const way = sortOrder === 'descending' ? 'DESC' : 'ASC';
  const collation = column.type === 'text' ? ' COLLATE NOCASE' : '';
  const nulls = column.nullable ? `${column.sql} IS NULL ${way}, ` : '';
  return `${nulls}${column.sql}${collation} ${way}, ${table}.position ${way}`;
}

function sortable(column: ScimColumn | undefined): Exclude<ScimColumn, { type: 'list' }> | undefined {
  return column?.type === 'list' ? sortable(column.sortedBy) : column;
}

function orNone(list: () => FoundResources): FoundResources | undefined {
  try {
    return list();
  } catch (error) {
    const isUnknown =
      error instanceof SCIMMY.Types.Error &&
      (error.scimType === 'invalidFilter' || error.scimType === 'invalidValue');
    if (isUnknown) return undefined;
    throw error;
  }
}
