import { cacheRead } from '../../cache/cache-handles.ts';
import { findCopy } from '../../cache/copies.ts';

/** A person as the copy has them, as far as SCIM can be compared with it. */
export interface CopiedPerson {
  id: string;
  email: string;
  isActive: boolean;
}

/** Finds people of the copy by id; those it does not have are left out. */
export const findCopied = cacheRead<{ tenantId: string; ids: readonly string[] }, CopiedPerson[]>(
  'scim-probe/find-copied',
  (cache, { tenantId, ids }) => {
    const copyNo = findCopy(cache, tenantId)?.no ?? 0;
    return cache
      .prepare<{ copyNo: number; ids: string }, { id: string; email: string; status: string }>(
        `SELECT id, email, status FROM users
         WHERE copy_no = @copyNo AND id IN (SELECT value FROM json_each(@ids))`,
      )
      .all({ copyNo, ids: JSON.stringify(ids) })
      .map(({ id, email, status }) => ({ id, email, isActive: status !== 'deactivated' }));
  },
);

/** Whether the copy has a team of this name, and how many people it has in it. */
export const findCopiedTeam = cacheRead<{ tenantId: string; name: string }, { members: number } | null>(
  'scim-probe/find-copied-team',
  (cache, { tenantId, name }) => {
    const copyNo = findCopy(cache, tenantId)?.no ?? 0;
    const team = cache
      .prepare<{ copyNo: number; name: string }, { members: number }>(
        `SELECT (SELECT COUNT(*) FROM team_members WHERE team_no = teams.no) AS members
         FROM teams WHERE copy_no = @copyNo AND name = @name`,
      )
      .get({ copyNo, name });
    return team ?? null;
  },
);
