import type { Draft } from './draft.ts';
import type { DraftRow } from './draft-row.ts';
import { findDraft } from './drafts.ts';
import type { FileRow } from './plan-rows.ts';
import { openNames, type Split } from './split-draft.ts';
import { tenantsByName } from './tenant-names.ts';

/** The split that a draft is a plan of; null for a whole file. */
export function splitOf(plan: Draft): Split | null {
  if (plan.parentId === null) return null;
  const parent = findDraft(plan.parentId);
  return parent.ok ? parent.value.split : null;
}

/**
 * The first of the rows that does not belong to a plan: it names another tenant, and nobody chose this one for it. Looked at
 * once more when rows are handed over, so that no way of dividing or fixing can send somebody to the wrong tenant.
 */
export function findStranger(plan: Draft, rows: readonly DraftRow[]): DraftRow | null {
  if (plan.parentId === null) return null;
  const choices = splitOf(plan)?.choices;
  const nameOf = openNames(plan);
  const stranger = rows.find((row) => {
    const { plain, tenantId } = nameOf(row);
    return (tenantId ?? choices?.get(plain)) !== plan.tenantId;
  });
  return stranger ?? null;
}

/** Writes the tenant into rows that it was chosen for, so that a saved file finds it by itself the next time. */
export function writeTenant(plan: Draft, rows: readonly DraftRow[], kept: readonly FileRow[]): void {
  const column = plan.meanings.indexOf('tenant');
  const tenant = plan.tenants.find(({ tenantId }) => tenantId === plan.tenantId);
  if (plan.parentId === null || column === -1 || tenant === undefined) return;
  const byName = tenantsByName(plan.tenants);
  const isTelling = byName.get(tenant.names[0] ?? '')?.length === 1;
  const nameOf = openNames(plan);
  rows.forEach((row, index) => {
    const cells = kept[index]?.cells;
    if (cells === undefined || nameOf(row).tenantId !== null) return;
    cells[column] = isTelling ? tenant.displayName : tenant.host;
  });
}
