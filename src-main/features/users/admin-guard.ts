import { createTurns } from '../../action/in-turn.ts';
import type { ApiOutcome } from '../../tenant-api/api-outcome.ts';
import type { TenantClient } from '../../tenant-api/tenant-client.ts';
import { roleOf, statusOf } from './user-row.ts';

/** Long enough for a change that was sent to show; a wrong "last admin" in that time costs one more try. */
const leavingMs = 120_000;

const inTurn = createTurns();
/** Admins whose removal was let through and may not show yet, by tenant, with the moment until which they count as gone. */
const leaving = new Map<string, Map<string, number>>();

/**
 * Lets the removal of an admin through only when another active admin is left, counted live without deactivated people.
 * One at a time for each tenant, and whoever was let through no longer counts, so that two rows or two jobs cannot
 * remove the last two.
 */
export function mayRemoveAdmin(
  api: Pick<TenantClient, 'listActiveUsers'>,
  { tenantId, userId, nowMs }: { tenantId: string; userId: string; nowMs: number },
): Promise<ApiOutcome<'yes' | 'last-admin'>> {
  return inTurn(tenantId, async () => {
    const gone = leaving.get(tenantId) ?? new Map<string, number>();
    for (const [id, until] of gone) if (until <= nowMs) gone.delete(id);
    for (let offset = 0; ; ) {
      const page = await api.listActiveUsers(offset);
      if (!page.ok) return page;
      const { users, isEnd } = page.value;
      const stays = users.find(
        (user) =>
          user.id !== userId &&
          !gone.has(user.id) &&
          roleOf(user) === 'tenant-admin' &&
          statusOf(user) === 'active',
      );
      if (stays !== undefined) {
        leaving.set(tenantId, gone.set(userId, nowMs + leavingMs));
        return { ...page, value: 'yes' };
      }
      if (isEnd) return { ...page, value: 'last-admin' };
      offset += users.length;
    }
  });
}

/** The removal was refused, or the person is an admin again: they count once more. */
export function countAsAdmin(tenantId: string, userId: string): void {
  leaving.get(tenantId)?.delete(userId);
}
