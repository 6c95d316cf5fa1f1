import type { ReadableLedger } from './ledger-handles.ts';

/** What was done to somebody from here, as the audit trail has it. */
export interface TrailLine {
  number: number;
  at: string;
  actor: string;
  /** "Deactivated", "Invited". */
  action: string;
  outcome: string;
  /** The admin's reason; empty when none was given. */
  detail: string;
}

/** Results in a tenant's audit trail that are about this subject, newest first, at most 100. Intents are left out. */
export function readTrailOf(ledger: ReadableLedger, tenantId: string, subject: string): TrailLine[] {
  return ledger
    .prepare<[string, string], TrailLine>(
      `SELECT number, at, actor, action, outcome, detail FROM trail
       WHERE tenant_id = ? AND subject = ? AND phase = 'result' ORDER BY number DESC LIMIT 100`,
    )
    .all(tenantId, subject);
}
