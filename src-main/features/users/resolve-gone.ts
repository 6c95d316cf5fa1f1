import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import type { ActionContext, Checked } from '../../action/tenant-action.ts';
import { forgetUsers, saveUsers } from './users-rows.ts';

/**
 * Settles somebody whom the copy knows and the tenant does not find under their id, or answers 404 for (condition 57): asks
 * once more by email. Whoever is there under another id goes into the copy and is left out. Else nobody can say what they are:
 * they are taken out of the copy, so that the same row of a file is an invite from now on.
 */
export async function resolveGone(
  { api, cache, tenantId }: Pick<ActionContext, 'api' | 'cache' | 'tenantId'>,
  { userId, email }: { userId: string; email: string },
): Promise<Exclude<Checked, { is: 'go' }>> {
  const found = await api.findUser(email);
  if (!found.ok) return { is: 'not-told', failure: found };
  const user = found.value;
  await cache.write(forgetUsers, { tenantId, userIds: [userId] });
  if (user !== null && user.id !== userId) {
    await cache.write(saveUsers, { tenantId, users: [user] });
    const why = 'was deleted and came back with another account since the preview';
    return { is: 'skip', failure: describeFailure('changed-since-plan', { person: email, why }) };
  }
  // Some tenants still list people whose account they do not find.
  const why = user === null ? {} : { why: 'lists them still, yet answers that there is no such account' };
  return { is: 'unknown', failure: describeFailure('listed-but-gone', { person: email, ...why }) };
}
