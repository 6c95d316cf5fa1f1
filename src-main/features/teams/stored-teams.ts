import { hash } from 'node:crypto';
import type { WritableCache } from '../../cache/cache-handles.ts';
import { historyWriter } from '../users/user-history.ts';
import type { TeamRow } from './team-row.ts';

export interface StoredTeam {
  no: number;
  rowHash: string;
}

interface FoundTeam extends StoredTeam {
  name: string;
  description: string;
}

/** Fingerprint of a team with its members: equal means that nothing has to be written. */
function hashTeamRow({ updatedAt: _updatedAt, ...row }: TeamRow): string {
  return hash('sha1', JSON.stringify(row), 'base64');
}

/**
 * Writers of single teams, prepared once for many. Only members that differ are written. With a moment, people's history
 * tells of it; the first reading of a tenant is no news.
 */
export function teamWriters(cache: WritableCache, copyNo: number, newsAt: string | null) {
  const find = cache.prepare(
    'SELECT no, name, description, row_hash AS rowHash FROM teams WHERE copy_no = ? AND id = ?',
  );
  const insert =
    cache.prepare(`INSERT INTO teams (copy_no, id, name, description, is_managed_by_idp, made_by_scim,
      is_everyone, row_hash)
    VALUES (@copyNo, @id, @name, @description, @isManagedByIdp, @madeByScim, @isEveryone, @rowHash)`);
  const update = cache.prepare(`UPDATE teams SET name = @name, description = @description,
    is_managed_by_idp = @isManagedByIdp, made_by_scim = @madeByScim, is_everyone = @isEveryone, row_hash = @rowHash WHERE no = @no`);
  const listMembers = cache
    .prepare('SELECT email_key, is_manager FROM team_members WHERE team_no = ?')
    .raw(true);
  const putMember = cache.prepare(
    'INSERT OR REPLACE INTO team_members (team_no, copy_no, email_key, is_manager) VALUES (?, ?, ?, ?)',
  );
  const dropMember = cache.prepare('DELETE FROM team_members WHERE team_no = ? AND email_key = ?');
  const dropTeam = cache.prepare('DELETE FROM teams WHERE no = ?');
  const personOf = cache.prepare('SELECT id FROM users WHERE copy_no = ? AND email_key = ?').pluck(true);
  const remember = historyWriter(cache, copyNo);

  const tell = (key: string, what: string): void => {
    if (newsAt === null) return;
    for (const id of personOf.all(copyNo, key) as string[]) remember(id, newsAt, [what]);
  };
  /**
   * Answers how many people came or went. Who manages the team does not count, nor who left the tenant altogether or has
   * another address now: the one takes the place of the other.
   */
  const replaceMembers = (teamNo: number, team: string, members: TeamRow['members']): number => {
    const before = new Map(listMembers.all(teamNo) as TeamRow['members']);
    let came = 0;
    let went = 0;
    let unknown = 0;
    for (const [key, isManager] of members) {
      const was = before.get(key);
      before.delete(key);
      if (was === isManager) continue;
      putMember.run(teamNo, copyNo, key, isManager);
      if (was === undefined) came += 1;
      if (was === undefined) tell(key, `Team ${team}: added${isManager === 1 ? ' as manager' : ''}`);
      else tell(key, `Team ${team}: ${isManager === 1 ? 'Member → Manager' : 'Manager → Member'}`);
    }
    for (const key of before.keys()) {
      dropMember.run(teamNo, key);
      if (personOf.get(copyNo, key) === undefined) unknown += 1;
      else went += 1;
      tell(key, `Team ${team}: removed`);
    }
    return went + Math.max(0, came - unknown);
  };
  const byId = (id: string): FoundTeam | null => (find.get(copyNo, id) as FoundTeam | undefined) ?? null;
  return {
    /** What the copy has of a team: its number, and whether it is as this row says. */
    find: (row: TeamRow): { n: number; isSame: boolean } | null => {
      const found = byId(row.id);
      return found && { n: found.no, isSame: found.rowHash === hashTeamRow(row) };
    },
    /**
     * Writes a team unless it is as before; answers whether it was written, its number, and whether its name, its words or
     * its people differ (and not only who manages it, or who may edit it).
     */
    put: (row: TeamRow): { no: number; was: 'added' | 'changed' | 'same'; differs: boolean } => {
      const found = byId(row.id);
      const rowHash = hashTeamRow(row);
      if (found?.rowHash === rowHash) return { no: found.no, was: 'same', differs: false };
      const { members: _members, updatedAt: _updatedAt, ...plain } = row;
      const no = found?.no ?? Number(insert.run({ ...plain, copyNo, rowHash }).lastInsertRowid);
      if (found !== null) update.run({ ...plain, no, rowHash });
      const moved = replaceMembers(no, row.name, row.members);
      const isReworded = found?.name !== row.name || found.description !== row.description;
      return { no, was: found === null ? 'added' : 'changed', differs: moved > 0 || isReworded };
    },
    remove: (no: number, name: string): void => {
      replaceMembers(no, name, []);
      dropTeam.run(no);
    },
  };
}
