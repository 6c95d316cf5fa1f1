import type { ReadableLedger, WritableLedger } from '../../ledger/ledger-handles.ts';

/** When the token of a connection ends, as the token itself or the tenant told. */
export interface ScimTokenEnd {
  tenantId: string;
  ssoId: string;
  ssoName: string;
  lastFour: string | null;
  expiresAt: string;
  /** The last reminder that was put away, in days before the end. */
  seenDays: number | null;
}

type Connection = Pick<ScimTokenEnd, 'tenantId' | 'ssoId'>;

const columns =
  'tenant_id AS tenantId, sso_id AS ssoId, sso_name AS ssoName, last_four AS lastFour, expires_at AS expiresAt, seen_days AS seenDays';

/** The known end of a connection's token; null when none is known. */
export function readTokenEnd(ledger: ReadableLedger, of: Connection): ScimTokenEnd | null {
  return (
    ledger
      .prepare<Connection, ScimTokenEnd>(
        `SELECT ${columns} FROM scim_token_ends WHERE tenant_id = @tenantId AND sso_id = @ssoId`,
      )
      .get(of) ?? null
  );
}

/** All known ends of a tenant, the nearest first. */
export function listTokenEnds(ledger: ReadableLedger, tenantId: string): ScimTokenEnd[] {
  return ledger
    .prepare<[string], ScimTokenEnd>(
      `SELECT ${columns} FROM scim_token_ends WHERE tenant_id = ? ORDER BY expires_at, sso_id`,
    )
    .all(tenantId);
}

/**
 * Keeps the end of a token. Other last characters mean another token: its reminders begin anew. So does an end that is more than a
 * day later, since not every tenant tells the last characters.
 */
export function keepTokenEnd(ledger: WritableLedger, end: Omit<ScimTokenEnd, 'seenDays'>): void {
  ledger
    .prepare(
      `INSERT INTO scim_token_ends (tenant_id, sso_id, sso_name, last_four, expires_at)
       VALUES (@tenantId, @ssoId, @ssoName, @lastFour, @expiresAt)
       ON CONFLICT (tenant_id, sso_id) DO UPDATE SET
         sso_name = excluded.sso_name, last_four = excluded.last_four, expires_at = excluded.expires_at,
         seen_days = CASE WHEN scim_token_ends.last_four IS excluded.last_four
           AND coalesce(julianday(excluded.expires_at) - julianday(scim_token_ends.expires_at), 0) < 1 THEN seen_days END`,
    )
    .run(end);
}

/** Forgets the end: the token was revoked, or replaced by one without a known end. */
export function forgetTokenEnd(ledger: WritableLedger, of: Connection): void {
  ledger
    .prepare('DELETE FROM scim_token_ends WHERE tenant_id = @tenantId AND sso_id = @ssoId')
    .run({ tenantId: of.tenantId, ssoId: of.ssoId });
}

/** Notes that the reminder of so many days was put away. */
export function noteReminderSeen(ledger: WritableLedger, of: Connection & { days: number }): void {
  ledger
    .prepare('UPDATE scim_token_ends SET seen_days = @days WHERE tenant_id = @tenantId AND sso_id = @ssoId')
    .run(of);
}
