import type { WritableLedger } from './ledger-handles.ts';

/**
 * Deletes everything that the ledger holds of a tenant (E9). The audit trail goes too: its chain is the tenant's own,
 * so no other chain breaks. Call `tidy` afterwards.
 */
export function forgetTenant(ledger: WritableLedger, tenantId: string): void {
  ledger.prepare('DELETE FROM jobs WHERE tenant_id = ?').run(tenantId);
  const tables = ledger
    .prepare<[], { name: string }>(
      `SELECT DISTINCT m.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c
       WHERE m.type = 'table' AND c.name = 'tenant_id' AND m.name <> 'jobs'`,
    )
    .all();
  ledger.prepare('INSERT OR IGNORE INTO trail_forgetting (tenant) VALUES (?)').run(tenantId);
  for (const { name } of tables) ledger.prepare(`DELETE FROM ${name} WHERE tenant_id = ?`).run(tenantId);
  ledger.prepare('DELETE FROM trail_forgetting').run();
  ledger.prepare('DELETE FROM tenants WHERE id = ?').run(tenantId);
}
