import { createHash } from 'node:crypto';
import type { WritableLedger } from './ledger-handles.ts';

export interface TrailEntry {
  tenantId: string;
  /** ISO moment. */
  at: string;
  /** Who, by email or name; `Tenantry` for what nobody asked for. */
  actor: string;
  /** What, in words for people: "Deactivated". */
  action: string;
  /** Whom or what: an email, a team, a mode. */
  subject: string;
  /** `intent` before the request is sent, `result` after it. */
  phase: 'intent' | 'result';
  outcome: string;
  requestId: string | null;
  jobId: string | null;
  /** The admin's reason or other words; never a secret. */
  detail: string;
}

/** The hash that ties an entry to the one before it: SHA-256 over both, in a fixed order of fields. */
export function trailHash(entry: TrailEntry, number: number, previousHash: string): string {
  const fields = [
    previousHash,
    number,
    entry.tenantId,
    entry.at,
    entry.actor,
    entry.action,
    entry.subject,
    entry.phase,
    entry.outcome,
    entry.requestId,
    entry.jobId,
    entry.detail,
  ];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

/** Appends one entry to the tenant's audit trail, inside the caller's transaction. */
export function recordTrail(ledger: WritableLedger, entry: TrailEntry): void {
  const last = ledger
    .prepare<[string], { number: number; hash: string }>(
      'SELECT number, hash FROM trail WHERE tenant_id = ? ORDER BY number DESC LIMIT 1',
    )
    .get(entry.tenantId);
  const number = (last?.number ?? 0) + 1;
  const previousHash = last?.hash ?? '';
  ledger
    .prepare(
      `INSERT INTO trail (tenant_id, number, at, actor, action, subject, phase, outcome, request_id, job_id, detail, previous_hash, hash)
       VALUES (@tenantId, @number, @at, @actor, @action, @subject, @phase, @outcome, @requestId, @jobId, @detail, @previousHash, @hash)`,
    )
    .run({ ...entry, number, previousHash, hash: trailHash(entry, number, previousHash) });
}
