import { z } from 'zod';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import type { ApiOutcome } from '../../tenant-api/api-outcome.ts';
import type { RawPage, TenantClient } from '../../tenant-api/tenant-client.ts';
import { teamWireSchema } from '../../tenant-api/wire/teams.ts';
import { userWireSchema } from '../../tenant-api/wire/users.ts';
import { teamRowFromWire } from '../teams/team-row.ts';
import { type RoleNames, userRowFromWire } from '../users/user-row.ts';
import type { TenantFigures } from './rehearsal/rehearsals.ts';

const pageSize = 1000;
const pageSchema = z.object({ data: z.array(z.unknown()) });

/**
 * Reads a list to its end (an empty page), each row once, by its id (tenant-api note, section 8, decision 11). A page that brings
 * nobody new ends it too: a tenant that does not know `offset` answers with the first one for ever.
 */
async function readAll<Row extends { id: string }>(
  readPage: (offset: number, limit: number) => Promise<ApiOutcome<RawPage>>,
  schema: z.ZodType<Row>,
): Promise<ApiOutcome<Row[]>> {
  const rows = new Map<string, Row>();
  for (let offset = 0; ; ) {
    const page = await readPage(offset, pageSize);
    if (!page.ok) return page;
    const parsed = pageSchema.safeParse(parse(page.value.bytes));
    if (!parsed.success) {
      const failure = describeFailure('answer-not-understood');
      return { ...page, ok: false, failure, effect: 'none', retryAfterMs: null };
    }
    const before = rows.size;
    for (const raw of parsed.data.data) {
      const row = schema.safeParse(raw);
      if (row.success) rows.set(row.data.id, row.data);
    }
    const isEnd = parsed.data.data.length === 0 || (offset > 0 && rows.size === before);
    if (isEnd) return { ...page, value: [...rows.values()] };
    offset += parsed.data.data.length;
  }
}

function parse(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    // Cut off or no JSON at all: told as an answer that is not understood.
    return null;
  }
}

/** Counts the tenant live, by the same rules as the copy: what a switch was to lead to is compared with this. */
export async function readFigures(
  api: Pick<TenantClient, 'readUsersPage' | 'readTeamsPage' | 'listRoles'>,
): Promise<ApiOutcome<TenantFigures>> {
  const roles = await api.listRoles();
  if (!roles.ok) return roles;
  const roleNames: RoleNames = new Map(roles.value.map(({ id, name }) => [id, name]));
  const users = await readAll(api.readUsersPage, userWireSchema);
  if (!users.ok) return users;
  const teams = await readAll(api.readTeamsPage, teamWireSchema);
  if (!teams.ok) return teams;
  const people = users.value.map((user) => userRowFromWire(user, roleNames));
  const rows = teams.value
    .flatMap((team) => teamRowFromWire(team) ?? [])
    .filter((team) => team.isEveryone === 0);
  const of = <Item>(items: readonly Item[], is: (item: Item) => boolean): number => items.filter(is).length;
  const value: TenantFigures = {
    people: people.length,
    active: of(people, ({ status }) => status === 'active'),
    pending: of(people, ({ status }) => status === 'pending'),
    deactivated: of(people, ({ status }) => status === 'deactivated'),
    admins: of(people, ({ role }) => role === 'tenant-admin'),
    managed: of(people, ({ managedBy }) => managedBy !== null),
    scimPeople: of(people, ({ source }) => source === 'scim'),
    teams: rows.length,
    managedTeams: of(rows, ({ isManagedByIdp }) => isManagedByIdp === 1),
    scimTeams: of(rows, ({ madeByScim }) => madeByScim === 1),
  };
  return { ...teams, value };
}
