import type { ReadableLedger, WritableLedger } from '../../ledger/ledger-handles.ts';

/** Items that are snoozed at a moment. */
export function readSnoozed(ledger: ReadableLedger, tenantId: string, now: string): Set<string> {
  const items = ledger
    .prepare('SELECT item FROM snoozes WHERE tenant_id = ? AND until > ?')
    .pluck(true)
    .all(tenantId, now) as string[];
  return new Set(items);
}

/** Snoozes an item until a moment; what is over goes. Nothing is kept of a tenant that was removed. */
export function snooze(
  ledger: WritableLedger,
  { tenantId, item, until, now }: { tenantId: string; item: string; until: string; now: string },
): void {
  ledger.prepare('DELETE FROM snoozes WHERE until <= ?').run(now);
  ledger
    .prepare(
      `INSERT OR REPLACE INTO snoozes (tenant_id, item, until)
       SELECT @tenantId, @item, @until WHERE EXISTS (SELECT 1 FROM tenants WHERE id = @tenantId)`,
    )
    .run({ tenantId, item, until });
}

/** Ends all snoozes of a tenant. */
export function unsnooze(ledger: WritableLedger, tenantId: string): void {
  ledger.prepare('DELETE FROM snoozes WHERE tenant_id = ?').run(tenantId);
}
