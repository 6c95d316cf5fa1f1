import { type TeamRow, teamRowFromWire } from '../features/teams/team-row.ts';
import { type RoleNames, type UserRow, userRowFromWire } from '../features/users/user-row.ts';
import { teamWireSchema } from '../tenant-api/wire/teams.ts';
import { userWireSchema } from '../tenant-api/wire/users.ts';
import type { SweptKind } from './sweep-memory.ts';

export type SweptRow = UserRow | TeamRow;

/** Reads one raw row of a page; a word on what is wrong with it when it cannot be read. */
export type RowReader = (raw: unknown) => SweptRow | string;

/** Answers the reader for rows of a list. A row needs what nothing works without: an id, and an email or a name. */
export function rowReader(kind: SweptKind, roleNames: RoleNames): RowReader {
  return kind === 'users' ? (raw) => readUser(raw, roleNames) : readTeam;
}

function readUser(raw: unknown, roleNames: RoleNames): UserRow | string {
  const wire = userWireSchema.safeParse(raw);
  if (!wire.success) return `${wire.error.issues[0]?.path.join('.') || 'row'} is not as expected`;
  return userRowFromWire(wire.data, roleNames);
}

function readTeam(raw: unknown): TeamRow | string {
  const wire = teamWireSchema.safeParse(raw);
  if (!wire.success) return `${wire.error.issues[0]?.path.join('.') || 'row'} is not as expected`;
  return teamRowFromWire(wire.data) ?? 'the team has no name';
}
