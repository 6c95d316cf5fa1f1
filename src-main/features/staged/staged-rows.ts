import type { StagedChange, StagedVerb } from '../../../src-contract/staged.ts';
import type { ReadableLedger, WritableLedger } from '../../ledger/ledger-handles.ts';
import { recordTrail } from '../../ledger/record-trail.ts';

/** A staged change with what only main needs: the base it was seen on, and where it goes. */
export interface StoredStaged extends StagedChange {
  role: string | null;
  teamId: string | null;
  /** PersonSeen or a standing, as JSON. */
  base: string;
  replacesKey: string;
}

interface StagedTableRow {
  id: string;
  replaces_key: string;
  verb: string;
  user_id: string;
  email: string;
  name: string;
  role: string | null;
  team_id: string | null;
  wish: string;
  base: string;
  saw: string;
  saw_at: string | null;
  staged_at: string;
  staged_by: string;
  reason: string;
}

/** What is staged for a tenant, oldest first. */
export function listStaged(ledger: ReadableLedger, tenantId: string): StoredStaged[] {
  return ledger
    .prepare<[string], StagedTableRow>(
      'SELECT * FROM staged_changes WHERE tenant_id = ? ORDER BY staged_at, rowid',
    )
    .all(tenantId)
    .map((row) => ({
      id: row.id,
      verb: row.verb as StagedVerb,
      userId: row.user_id,
      email: row.email,
      name: row.name,
      role: row.role,
      teamId: row.team_id,
      wish: row.wish,
      base: row.base,
      saw: row.saw,
      sawAt: row.saw_at,
      stagedAt: row.staged_at,
      stagedBy: row.staged_by,
      reason: row.reason,
      replacesKey: row.replaces_key,
    }));
}

/** Stores a staged change and tells the trail; one of the same kind for the same person is replaced. */
export function putStaged(ledger: WritableLedger, tenantId: string, row: StoredStaged): void {
  const former = listStaged(ledger, tenantId).find(({ replacesKey }) => replacesKey === row.replacesKey);
  if (former !== undefined) {
    tellTrail(ledger, {
      tenantId,
      at: row.stagedAt,
      by: row.stagedBy,
      row: former,
      what: 'Staged change replaced',
      jobId: null,
    });
  }
  ledger
    .prepare(
      `INSERT OR REPLACE INTO staged_changes (id, tenant_id, replaces_key, verb, user_id, email, name, role, team_id, wish,
         base, saw, saw_at, staged_at, staged_by, reason)
       VALUES (@id, @tenantId, @replacesKey, @verb, @userId, @email, @name, @role, @teamId, @wish, @base, @saw, @sawAt,
         @stagedAt, @stagedBy, @reason)`,
    )
    .run({ ...row, tenantId });
  tellTrail(ledger, { tenantId, at: row.stagedAt, by: row.stagedBy, row, what: 'Staged', jobId: null });
}

/** Takes staged changes away: dropped by the admin, or applied by a job. Answers how many there were. */
export function removeStaged(
  ledger: WritableLedger,
  facts: { tenantId: string; ids: readonly string[]; at: string; by: string; jobId: string | null },
): number {
  const { tenantId, at, by, jobId } = facts;
  const wanted = new Set(facts.ids);
  const rows = listStaged(ledger, tenantId).filter(({ id }) => wanted.has(id));
  const remove = ledger.prepare('DELETE FROM staged_changes WHERE id = ?');
  for (const row of rows) {
    remove.run(row.id);
    const what = jobId === null ? 'Staged change dropped' : 'Staged change applied';
    tellTrail(ledger, { tenantId, at, by, row, what, jobId });
  }
  return rows.length;
}

function tellTrail(
  ledger: WritableLedger,
  facts: { tenantId: string; at: string; by: string; row: StoredStaged; what: string; jobId: string | null },
): void {
  const { tenantId, at, by, row, what, jobId } = facts;
  recordTrail(ledger, {
    tenantId,
    at,
    actor: by,
    action: what,
    subject: row.email,
    phase: 'result',
    outcome: `done: ${row.wish}, on ${row.saw}`,
    requestId: null,
    jobId,
    detail: row.reason,
  });
}
