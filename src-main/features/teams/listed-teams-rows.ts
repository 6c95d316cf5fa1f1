import type { Team, TeamPerson } from '../../../src-contract/teams.ts';
import { cacheRead } from '../../cache/cache-handles.ts';
import { findCopy } from '../../cache/copies.ts';
import { foldText } from '../users/fold-text.ts';

interface ListedRow {
  no: number;
  id: string;
  name: string;
  description: string;
  isManagedByIdp: number;
  people: number;
  managers: number;
}

/** All teams of a tenant by name with their counts, without the system team of everyone. */
export const readTeamList = cacheRead(
  'teams/read-list',
  (cache, { tenantId }: { tenantId: string }): { teams: Team[]; asOf: string | null } => {
    const copy = findCopy(cache, tenantId);
    if (copy === null) return { teams: [], asOf: null };
    const rows = cache
      .prepare(
        `SELECT t.no, t.id, t.name, t.description, t.is_managed_by_idp AS isManagedByIdp, count(m.email_key) AS people,
           coalesce(sum(m.is_manager), 0) AS managers
         FROM teams t LEFT JOIN team_members m ON m.team_no = t.no
         WHERE t.copy_no = ? AND t.is_everyone = 0 GROUP BY t.no ORDER BY t.name`,
      )
      .all(copy.no) as ListedRow[];
    const managers = cache
      .prepare(
        `SELECT coalesce((SELECT name FROM users u WHERE u.copy_no = m.copy_no AND u.email_key = m.email_key), m.email_key)
         FROM team_members m WHERE m.team_no = ? AND m.is_manager = 1 ORDER BY 1 LIMIT 2`,
      )
      .pluck(true);
    return {
      asOf: copy.lastSyncAt,
      teams: rows.map((row) => ({
        id: row.id,
        name: row.name,
        description: row.description,
        people: row.people,
        managers: managers.all(row.no) as string[],
        managerCount: row.managers,
        source: row.isManagedByIdp === 1 ? 'scim' : 'manual',
        lockedBecause:
          row.isManagedByIdp === 1
            ? 'The identity provider manages its people. The next push would undo a change.'
            : null,
      })),
    };
  },
);

interface PersonRow {
  emailKey: string;
  isManager: number;
  email: string | null;
  id: string | null;
  name: string | null;
  role: string | null;
  status: string | null;
}

/** One window of a team's people, managers first and then by name; `text` is looked for in name and email. */
export const readTeamPeople = cacheRead(
  'teams/read-people',
  (
    cache,
    input: { tenantId: string; teamId: string; text: string; offset: number; limit: number },
  ): { rows: TeamPerson[]; matches: number } => {
    const copy = findCopy(cache, input.tenantId);
    if (copy === null) return { rows: [], matches: 0 };
    const found = cache
      .prepare(
        `SELECT m.email_key AS emailKey, m.is_manager AS isManager, u.email, u.id, u.name, u.role, u.status
         FROM teams t JOIN team_members m ON m.team_no = t.no
         LEFT JOIN users u ON u.copy_no = t.copy_no AND u.email_key = m.email_key
         WHERE t.copy_no = ? AND t.id = ? ORDER BY m.is_manager DESC, coalesce(u.sort_name, m.email_key)`,
      )
      .all(copy.no, input.teamId) as PersonRow[];
    const wanted = foldText(input.text).trim();
    const matching =
      wanted === ''
        ? found
        : found.filter((row) => foldText(`${row.name ?? ''} ${row.email ?? row.emailKey}`).includes(wanted));
    return {
      matches: matching.length,
      rows: matching.slice(input.offset, input.offset + input.limit).map((row) => ({
        email: row.email ?? row.emailKey,
        standing: row.isManager === 1 ? 'manager' : 'member',
        user:
          row.id === null
            ? null
            : {
                id: row.id,
                name: row.name ?? row.emailKey,
                role: row.role ?? '',
                status: row.status as 'active' | 'pending' | 'deactivated',
              },
      })),
    };
  },
);
