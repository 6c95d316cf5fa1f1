import type { UserSort } from '../../../src-contract/users.ts';
import type { ReadableCache } from '../../cache/cache-handles.ts';
import { foldText } from './fold-text.ts';
import { type PeopleColumns, placeOf, sources, statuses } from './people-columns.ts';

/** The places of everybody in ascending order of a column; descending is the same walked backwards. */
export interface PeopleOrder {
  places: Uint32Array;
  /** The rank of each place; made when first needed. */
  ranks: Uint32Array | null;
}

export type PeopleOrders = Map<UserSort['column'], PeopleOrder>;

/**
 * Orders everybody by a column; equal values by name, then by age of the row. People without a moment come before all
 * moments.
 */
export function orderBy(
  cache: ReadableCache,
  copyNo: number,
  columns: PeopleColumns,
  orders: PeopleOrders,
  column: UserSort['column'],
): PeopleOrder {
  const known = orders.get(column);
  if (known !== undefined) return known;
  const byName = (): Uint32Array => orderBy(cache, copyNo, columns, orders, 'name').places;
  const make: Record<UserSort['column'], () => Uint32Array> = {
    name: () => walkIndex(cache, 'sort_name', copyNo, columns),
    email: () => walkIndex(cache, 'email_key', copyNo, columns),
    status: () => rank(byName(), columns.status, statuses.length),
    source: () => rank(byName(), columns.source, sources.length),
    role: () => rank(byName(), roleRanks(columns), columns.roles.names.length),
    lastAccess: () => sortMoments(byName(), columns.lastAccess),
    created: () => sortMoments(byName(), columns.created),
  };
  const made = { places: make[column](), ranks: null };
  orders.set(column, made);
  return made;
}

/** The rank of each place in an order. */
export function ranksOf(order: PeopleOrder): Uint32Array {
  if (order.ranks !== null) return order.ranks;
  const ranks = new Uint32Array(order.places.length);
  order.places.forEach((place, at) => {
    ranks[place] = at;
  });
  order.ranks = ranks;
  return ranks;
}

const walks = {
  sort_name: 'SELECT n FROM users WHERE copy_no = ? ORDER BY sort_name, n',
  email_key: 'SELECT n FROM users WHERE copy_no = ? ORDER BY email_key, n',
};

function walkIndex(
  cache: ReadableCache,
  index: keyof typeof walks,
  copyNo: number,
  columns: PeopleColumns,
): Uint32Array {
  const numbers = cache.prepare(walks[index]).pluck(true).all(copyNo) as number[];
  return Uint32Array.from(numbers, (n) => placeOf(columns, n));
}

/** Sorts places by a column of few values; keeps the order that equal ones had. */
function rank(places: Uint32Array, values: ArrayLike<number>, distinct: number): Uint32Array {
  const ends = new Uint32Array(distinct + 1);
  for (const place of places) ends[(values[place] ?? 0) + 1] = (ends[(values[place] ?? 0) + 1] ?? 0) + 1;
  for (let value = 1; value <= distinct; value += 1)
    ends[value] = (ends[value] ?? 0) + (ends[value - 1] ?? 0);
  const sorted = new Uint32Array(places.length);
  for (const place of places) {
    const value = values[place] ?? 0;
    const at = ends[value] ?? 0;
    sorted[at] = place;
    ends[value] = at + 1;
  }
  return sorted;
}

/** Roles sort as they are shown: `tenant-admin` reads Admin. */
function roleRanks(columns: PeopleColumns): Uint32Array {
  const shown = columns.roles.names.map((name) => (name === 'tenant-admin' ? 'admin' : foldText(name)));
  const sorted = shown
    .map((_, code) => code)
    .sort((one, other) => compare(shown[one] ?? '', shown[other] ?? ''));
  const ranks = new Uint32Array(sorted.length);
  sorted.forEach((code, at) => {
    ranks[code] = at;
  });
  return Uint32Array.from(columns.role, (code) => ranks[code] ?? 0);
}

function sortMoments(byName: Uint32Array, moments: Float64Array): Uint32Array {
  const at = (place: number): number => {
    const moment = moments[place] ?? Number.NaN;
    return Number.isNaN(moment) ? Number.NEGATIVE_INFINITY : moment;
  };
  return Uint32Array.from(byName).sort((one, other) => {
    const first = at(one);
    const second = at(other);
    return first === second ? 0 : first < second ? -1 : 1;
  });
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
