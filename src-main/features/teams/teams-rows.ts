import { cacheRead, cacheWrite } from '../../cache/cache-handles.ts';
import { beginCopy, bumpTeams, findCopy } from '../../cache/copies.ts';
import type { TeamWire } from '../../tenant-api/wire/teams.ts';
import { teamWriters } from './stored-teams.ts';
import { teamRowFromWire } from './team-row.ts';

export interface ListedTeam {
  name: string;
  isManagedByIdp: boolean;
  members: number;
}

/** The teams of a tenant by name, without the system team of everyone. */
export const listTeams = cacheRead(
  'teams/list',
  (cache, { tenantId }: { tenantId: string }): ListedTeam[] => {
    const copy = findCopy(cache, tenantId);
    const rows = cache
      .prepare(`SELECT name, is_managed_by_idp, (SELECT count(*) FROM team_members m WHERE m.team_no = t.no) FROM teams t
      WHERE copy_no = ? AND is_everyone = 0 ORDER BY name`)
      .raw(true)
      .all(copy?.no ?? -1) as [name: string, isManagedByIdp: number, members: number][];
    return rows.map(([name, isManagedByIdp, members]) => ({
      name,
      isManagedByIdp: isManagedByIdp === 1,
      members,
    }));
  },
);

/** Takes teams that the tenant no longer has out of the copy. */
export const dropTeams = cacheWrite(
  'teams/drop',
  (cache, { tenantId, teamIds }: { tenantId: string; teamIds: readonly string[] }): void => {
    const copy = beginCopy(cache, tenantId);
    const write = teamWriters(cache, copy.no, new Date().toISOString());
    const find = cache.prepare('SELECT no, name FROM teams WHERE copy_no = ? AND id = ?');
    for (const id of teamIds) {
      const team = find.get(copy.no, id) as { no: number; name: string } | undefined;
      if (team !== undefined) write.remove(team.no, team.name);
    }
    bumpTeams(cache, copy.no);
  },
);

/**
 * Writes teams as the tenant answered them just now. They are marked as touched, so that a page which a running sync asked
 * for earlier cannot put them back. Answers how many teams differed.
 */
export const saveTeams = cacheWrite(
  'teams/save',
  (cache, { tenantId, teams }: { tenantId: string; teams: readonly TeamWire[] }): number => {
    const copy = beginCopy(cache, tenantId);
    const now = Date.now();
    const write = teamWriters(cache, copy.no, copy.lastSyncAt === null ? null : new Date(now).toISOString());
    const touch = cache.prepare(
      "INSERT OR REPLACE INTO touched (copy_no, kind, id, at) VALUES (?, 'teams', ?, ?)",
    );
    let written = 0;
    for (const wire of teams) {
      const row = teamRowFromWire(wire);
      if (row === null) continue;
      touch.run(copy.no, row.id, now);
      if (write.put(row).was !== 'same') written += 1;
    }
    if (written > 0) bumpTeams(cache, copy.no);
    return written;
  },
);
