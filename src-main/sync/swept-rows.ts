import type { ReadableCache } from '../cache/cache-handles.ts';
import { hashTeamRow } from '../features/teams/stored-teams.ts';
import { type TeamRow, teamRowFromWire } from '../features/teams/team-row.ts';
import { hashUserRow } from '../features/users/stored-users.ts';
import { type RoleNames, type UserRow, userRowFromWire } from '../features/users/user-row.ts';
import { teamWireSchema } from '../tenant-api/wire/teams.ts';
import { userWireSchema } from '../tenant-api/wire/users.ts';
import type { SweptKind } from './sweep-memory.ts';

export interface ReadRow {
  row: UserRow | TeamRow;
  rowHash: string;
}

/** Reads one raw row of a page; a word on what is wrong with it when it cannot be read. */
export type RowReader = (raw: unknown) => ReadRow | string;

/** Answers the reader for rows of a list. A row needs what nothing works without: an id, and an email or a name. */
export function rowReader(kind: SweptKind, roleNames: RoleNames): RowReader {
  return kind === 'users' ? (raw) => readUser(raw, roleNames) : readTeam;
}

function readUser(raw: unknown, roleNames: RoleNames): ReadRow | string {
  const wire = userWireSchema.safeParse(raw);
  if (!wire.success) return `${wire.error.issues[0]?.path.join('.') || 'row'} is not as expected`;
  const row = userRowFromWire(wire.data, roleNames);
  return { row, rowHash: hashUserRow(row) };
}

function readTeam(raw: unknown): ReadRow | string {
  const wire = teamWireSchema.safeParse(raw);
  if (!wire.success) return `${wire.error.issues[0]?.path.join('.') || 'row'} is not as expected`;
  const row = teamRowFromWire(wire.data);
  return row === null ? 'the team has no name' : { row, rowHash: hashTeamRow(row) };
}

export interface KnownRow {
  n: number;
  rowHash: string;
}

const selectKnown: Record<SweptKind, string> = {
  users: 'SELECT n, row_hash AS rowHash FROM users WHERE copy_no = ? AND id = ?',
  teams: 'SELECT no AS n, row_hash AS rowHash FROM teams WHERE copy_no = ? AND id = ?',
};

/** Answers the function that finds what the copy has of a row. */
export function knownRows(
  cache: ReadableCache,
  copyNo: number,
  kind: SweptKind,
): (id: string) => KnownRow | null {
  const find = cache.prepare(selectKnown[kind]);
  return (id) => (find.get(copyNo, id) as KnownRow | undefined) ?? null;
}
