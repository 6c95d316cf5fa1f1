import { randomUUID } from 'node:crypto';
import { describeFailure } from '../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../src-contract/outcome.ts';
import { saveRoles } from '../features/users/roles-rows.ts';
import type { FinishedSweep } from './finish-sweep.ts';
import { type ListPull, pullList } from './pull-list.ts';
import { beginSweep, finishSweep } from './sync-rows.ts';

export type TenantPull = Omit<ListPull, 'runId'> & {
  /** Called after people were written who are on screen at once; in a first sync with every page. */
  onPeople(): void;
};

export type PulledTenant = Extract<FinishedSweep, { is: 'finished' }>;

/** Failures that end a sync even when only the roles could not be read. */
const fatal = new Set(['unreachable', 'timed-out', 'certificate', 'token-refused', 'signed-out']);

/**
 * Brings the copy of a tenant up to date: roles, then teams and people into a sweep, which takes the place of the old copy
 * only when it is complete. Any failure leaves the old copy as it was. Fails like the calls do, with `sync-incomplete`
 * when a list ends early, with `sync-drop-held` when so many people are missing that the admin must agree first.
 */
export async function pullTenant(pull: TenantPull): Promise<Outcome<PulledTenant>> {
  const began = performance.now();
  const { tenantId, cache, client } = pull;
  const roles = await client.listRoles();
  if (roles.ok) await cache.write(saveRoles, { tenantId, roles: roles.value });
  else if (fatal.has(roles.failure.code)) return failed(roles.failure);

  const runId = randomUUID();
  await cache.write(beginSweep, { tenantId, runId });
  let pulled = 0;
  const people = await pullList(
    {
      ...pull,
      runId,
      onProgress: (done, expected) => {
        pull.onProgress(done, expected);
        if (done > pulled) pull.onPeople();
        pulled = done;
      },
    },
    'users',
  );
  if (!people.ok) return people;
  const teams = await pullList({ ...pull, runId, onProgress: () => undefined }, 'teams');
  if (!teams.ok) return teams;

  const at = new Date(pull.now()).toISOString();
  const durationMs = Math.round(performance.now() - began);
  const finished = await cache.write(finishSweep, { tenantId, runId, at, durationMs });
  if (finished.is === 'finished') return ok(finished);
  if (finished.is === 'held') {
    return failed(describeFailure('sync-drop-held', { count: String(finished.missing) }));
  }
  if (finished.is === 'incomplete') {
    return failed(describeFailure('sync-incomplete', { count: `${finished.got} of ${finished.expected}` }));
  }
  return failed(describeFailure('internal', { why: 'the copy was opened anew during the sync' }));
}
