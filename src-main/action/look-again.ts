import { failed, type Outcome, ok } from '../../src-contract/outcome.ts';
import type { Cache } from '../cache/cache-handles.ts';
import { listRows, type StoredRow, subjectHasFailed, subjectWasDone } from '../ledger/job-rows.ts';
import type { StoredJob } from '../ledger/jobs-table.ts';
import type { Ledger } from '../ledger/ledger-handles.ts';
import type { TenantClient } from '../tenant-api/tenant-client.ts';
import { endProved } from './run-action.ts';
import { rowStore } from './store-rows.ts';
import type { ActionContext, TenantAction } from './tenant-action.ts';

interface LookAgainDoors {
  ledger: Ledger;
  cache: Cache;
  client(tenantId: string): Outcome<TenantClient>;
  actions: ReadonlyMap<string, TenantAction>;
  actor(tenantId: string): string;
  now(): Date;
}

/** So few are looked at one by one; more are sought in the tenant's list. */
const fewRows = 4;

/**
 * Asks the tenant about the rows of an ended job whose outcome is not known, and ends as done those that it shows as wished; nothing
 * is sent. The others stay as they are: silence of a tenant is no proof. Fails as a read does; what was told before counts.
 */
export async function lookAgain(
  job: StoredJob,
  doors: LookAgainDoors,
): Promise<Outcome<{ settled: number }>> {
  const { ledger, cache, actions } = doors;
  const client = doors.client(job.tenantId);
  if (!client.ok) return client;
  const api = client.value;
  const { rows } = ledger.read((readable) =>
    listRows(readable, job.id, { states: ['unknown'], order: 'position', offset: 0, limit: 5_000_000 }),
  );
  const context: ActionContext = {
    tenantId: job.tenantId,
    api,
    cache,
    plan: 'old',
    wasDone: (subject) => ledger.read((readable) => subjectWasDone(readable, job.id, subject)),
    failedBefore: (subject) => ledger.read((readable) => subjectHasFailed(readable, job.id, subject)),
  };
  const storeOf = rowStore(job, {
    ...{ ledger, actions, now: doors.now },
    actor: () => doors.actor(job.tenantId),
    stored: () => undefined,
    tooManyResends: () => undefined,
  });
  let settled = 0;
  const settle = async (row: StoredRow, shown: Parameters<typeof endProved>[1]): Promise<void> => {
    await endProved({ ...row, failure: null }, shown, { store: storeOf(row) });
    settled += 1;
  };
  for (const [name, action] of actions) {
    const asked = rows.flatMap((row) => {
      const input = row.action === name ? action.input.safeParse(row.input) : null;
      return input?.success ? [{ row, input: input.data, facts: row.facts }] : [];
    });
    const seen = new Map<number, Parameters<typeof endProved>[1]>();
    if (action.lookAtMany !== undefined && asked.length > fewRows) {
      const told = await action.lookAtMany(context, asked, Number.POSITIVE_INFINITY);
      for (const [index, shown] of told.seen) seen.set(index, shown);
    } else {
      for (const [index, { input, facts }] of asked.entries()) {
        const looked = await action.look(context, input, facts);
        if (looked.is === 'not-told') return failed(looked.failure.failure);
        if (looked.is === 'done') seen.set(index, looked);
      }
    }
    for (const [index, shown] of seen) {
      const row = asked[index]?.row;
      if (row !== undefined) await settle(row, shown);
    }
  }
  return ok({ settled });
}
