import { randomUUID } from 'node:crypto';
import { type Outcome, ok } from '../../../../src-contract/outcome.ts';
import type { Cache } from '../../../cache/cache-handles.ts';
import { type Compared, compareSlice, endRehearsal, openRehearsal } from './rehearsal-rows.ts';

/**
 * Compares the copy of a tenant with the export that was given for it, in the cache thread, slice by slice. Asks no
 * tenant, so it works offline. Fails with `rehearsal-gone` only when two newer ones were begun meanwhile.
 */
export async function rehearse(cache: Cache, tenantId: string): Promise<Outcome<Compared>> {
  const rehearsalId = randomUUID();
  await cache.read(openRehearsal, { rehearsalId, tenantId });
  for (;;) {
    const slice = await cache.read(compareSlice, { rehearsalId });
    if (!slice.ok) return slice;
    if (slice.value.isDone) break;
  }
  const ended = await cache.read(endRehearsal, { rehearsalId });
  return ended.ok ? ok(ended.value) : ended;
}
