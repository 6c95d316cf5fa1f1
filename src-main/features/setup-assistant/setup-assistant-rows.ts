import { cacheRead } from '../../cache/cache-handles.ts';
import { findCopy } from '../../cache/copies.ts';
import type { StandingTeam } from './fit-names.ts';

/** What the copy tells of a set-up. All zero before the first sync. */
export interface SeenInCopy {
  scimPeople: number;
  /** When the youngest of them was made, milliseconds; null when the tenant tells of none. */
  lastScimPersonAt: number | null;
  scimDeactivated: number;
  /** The name of the connection that most people came by. */
  ssoName: string | null;
  teams: StandingTeam[];
  lastSyncAt: string | null;
}

const countPeople = `
  SELECT
    COUNT(*) FILTER (WHERE source = 'scim') AS scimPeople,
    MAX(created_at) FILTER (WHERE source = 'scim') AS lastScimPersonAt,
    COUNT(*) FILTER (WHERE source = 'scim' AND status = 'deactivated') AS scimDeactivated
  FROM users WHERE copy_no = @copyNo`;

const nameConnection = `
  SELECT managed_by AS ssoName FROM users WHERE copy_no = @copyNo AND managed_by IS NOT NULL
  GROUP BY managed_by ORDER BY COUNT(*) DESC LIMIT 1`;

const listStanding = `
  SELECT name, is_managed_by_idp AS isManaged,
    (SELECT COUNT(*) FROM team_members m WHERE m.team_no = t.no) AS people
  FROM teams t WHERE copy_no = @copyNo AND is_everyone = 0 ORDER BY name`;

/** Reads what a set-up assistant can tell from people and teams. */
export const readSeen = cacheRead(
  'setup-assistant/seen',
  (cache, { tenantId }: { tenantId: string }): SeenInCopy => {
    const copy = findCopy(cache, tenantId);
    // A tenant without a copy counts as copy 0, which has no rows.
    const copyNo = copy?.no ?? 0;
    type Counts = Pick<SeenInCopy, 'scimPeople' | 'lastScimPersonAt' | 'scimDeactivated'>;
    const counts = cache.prepare<{ copyNo: number }, Counts>(countPeople).get({ copyNo });
    if (counts === undefined) throw new Error('an aggregate always has one row');
    const sso = cache.prepare<{ copyNo: number }, { ssoName: string }>(nameConnection).get({ copyNo });
    const teams = cache
      .prepare<{ copyNo: number }, { name: string; isManaged: number; people: number }>(listStanding)
      .all({ copyNo });
    return {
      ...counts,
      ssoName: sso?.ssoName ?? null,
      teams: teams.map(({ name, isManaged, people }) => ({
        name,
        source: isManaged === 1 ? 'scim' : 'manual',
        people,
      })),
      lastSyncAt: copy?.lastSyncAt ?? null,
    };
  },
);
