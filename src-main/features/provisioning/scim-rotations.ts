import type { ReadableLedger, WritableLedger } from '../../ledger/ledger-handles.ts';

export type RotationState = 'intent' | 'done' | 'failed' | 'unknown';

/** One making of a SCIM token, as the ledger remembers it (D7). */
export interface ScimRotation {
  id: string;
  tenantId: string;
  ssoId: string;
  state: RotationState;
  lastFour: string | null;
  startedAt: string;
  endedAt: string | null;
  /** When its value was first copied; null: nobody has it. */
  copiedAt: string | null;
}

const columns =
  'id, tenant_id AS tenantId, sso_id AS ssoId, state, last_four AS lastFour, started_at AS startedAt, ended_at AS endedAt, copied_at AS copiedAt';

/** Stores that a token is about to be made. */
export function insertRotation(
  ledger: WritableLedger,
  intent: Pick<ScimRotation, 'id' | 'tenantId' | 'ssoId' | 'startedAt'>,
): void {
  ledger
    .prepare(
      `INSERT INTO scim_rotations (id, tenant_id, sso_id, state, started_at)
       VALUES (@id, @tenantId, @ssoId, 'intent', @startedAt)`,
    )
    .run(intent);
}

/** Stores how it ended. */
export function endRotation(
  ledger: WritableLedger,
  end: { id: string; state: Exclude<RotationState, 'intent'>; lastFour: string | null; endedAt: string },
): void {
  ledger
    .prepare(
      'UPDATE scim_rotations SET state = @state, last_four = @lastFour, ended_at = @endedAt WHERE id = @id',
    )
    .run(end);
}

/** Stores that the token which ends in `lastFour` was copied, the first time. */
export function noteCopied(
  ledger: WritableLedger,
  copied: { tenantId: string; ssoId: string; lastFour: string; at: string },
): void {
  ledger
    .prepare(
      `UPDATE scim_rotations SET copied_at = @at
       WHERE tenant_id = @tenantId AND sso_id = @ssoId AND state = 'done' AND last_four = @lastFour AND copied_at IS NULL`,
    )
    .run(copied);
}

/** The newest rotation of a connection; null when this computer never made a token for it. */
export function readLastRotation(
  ledger: ReadableLedger,
  of: { tenantId: string; ssoId: string },
): ScimRotation | null {
  return (
    ledger
      .prepare<{ tenantId: string; ssoId: string }, ScimRotation>(
        `SELECT ${columns} FROM scim_rotations WHERE tenant_id = @tenantId AND sso_id = @ssoId
         ORDER BY number DESC LIMIT 1`,
      )
      .get(of) ?? null
  );
}

/** Rotations that began and whose end is not known: cut off by a crash, or under way now. */
export function listOpenRotations(ledger: ReadableLedger): ScimRotation[] {
  return ledger
    .prepare<[], ScimRotation>(`SELECT ${columns} FROM scim_rotations WHERE state = 'intent' ORDER BY number`)
    .all();
}
