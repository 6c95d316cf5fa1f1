import { type ScimRun, scimRunSchema } from '../../../src-contract/scim-probe.ts';
import type { ReadableLedger, WritableLedger } from '../../ledger/ledger-handles.ts';

const keptOfAKind = 3;

/** Keeps the result of a run, and forgets older ones of its kind. */
export function saveRun(ledger: WritableLedger, run: ScimRun): void {
  const { runId, tenantId, kind, startedAt } = run;
  ledger
    .prepare(
      `INSERT OR REPLACE INTO scim_runs (id, tenant_id, kind, started_at, result_json)
       VALUES (@runId, @tenantId, @kind, @startedAt, @json)`,
    )
    .run({ runId, tenantId, kind, startedAt, json: JSON.stringify(run) });
  ledger
    .prepare(
      `DELETE FROM scim_runs WHERE tenant_id = @tenantId AND kind = @kind AND id NOT IN (
         SELECT id FROM scim_runs WHERE tenant_id = @tenantId AND kind = @kind
         ORDER BY started_at DESC LIMIT ${keptOfAKind})`,
    )
    .run({ tenantId, kind });
}

/** The runs that are kept of a tenant, newest first. One that was stored in another form is left out. */
export function listRuns(ledger: ReadableLedger, tenantId: string): ScimRun[] {
  return ledger
    .prepare<[string], { json: string }>(
      'SELECT result_json AS json FROM scim_runs WHERE tenant_id = ? ORDER BY started_at DESC, id',
    )
    .all(tenantId)
    .flatMap(({ json }) => {
      const parsed = scimRunSchema.safeParse(JSON.parse(json));
      return parsed.success ? [parsed.data] : [];
    });
}
