import { type Idp, idpField, type Rename } from '../../../src-contract/setup-assistant.ts';
import type { ReadableLedger, WritableLedger } from '../../ledger/ledger-handles.ts';

/** The guide that an admin chose for a tenant; null when nobody chose. */
export function readChosenIdp(ledger: ReadableLedger, tenantId: string): Idp | null {
  const row = ledger
    .prepare<[string], { idp: string }>('SELECT idp FROM setup_choices WHERE tenant_id = ?')
    .get(tenantId);
  const idp = idpField.safeParse(row?.idp);
  return idp.success ? idp.data : null;
}

/** Remembers the guide of a tenant. */
export function keepChosenIdp(
  ledger: WritableLedger,
  choice: { tenantId: string; idp: Idp; chosenAt: string },
): void {
  ledger
    .prepare(
      `INSERT INTO setup_choices (tenant_id, idp, chosen_at) VALUES (@tenantId, @idp, @chosenAt)
       ON CONFLICT (tenant_id) DO UPDATE SET idp = @idp, chosen_at = @chosenAt`,
    )
    .run(choice);
}

/** The names that were taken away for groups, by group. */
export function readKeptNames(ledger: ReadableLedger, tenantId: string): Map<string, string> {
  const rows = ledger
    .prepare<[string], { group: string; team: string }>(
      'SELECT group_name AS "group", team_name AS team FROM fitted_names WHERE tenant_id = ? ORDER BY group_name',
    )
    .all(tenantId);
  return new Map(rows.map(({ group, team }) => [group, team]));
}

/** Remembers names that an admin took away; one taken anew replaces the former. */
export function keepNames(
  ledger: WritableLedger,
  { tenantId, renames, keptAt }: { tenantId: string; renames: readonly Rename[]; keptAt: string },
): void {
  const put = ledger.prepare(
    `INSERT INTO fitted_names (tenant_id, group_name, team_name, kept_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (tenant_id, group_name) DO UPDATE SET team_name = excluded.team_name, kept_at = excluded.kept_at`,
  );
  for (const { group, team } of renames) put.run(tenantId, group, team, keptAt);
}

/** Forgets all names of a tenant. */
export function forgetNames(ledger: WritableLedger, tenantId: string): void {
  ledger.prepare('DELETE FROM fitted_names WHERE tenant_id = ?').run(tenantId);
}
