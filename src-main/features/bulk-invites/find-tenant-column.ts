import { plainTitle } from './column-aliases.ts';
import { isOfOurs } from './csv-text.ts';
import type { DraftRow } from './draft-row.ts';
import { type NamedTenant, plainTenantName, tenantsByName } from './tenant-names.ts';

/** Rows of a file, of which some are looked at. */
export interface ListedRows {
  readonly length: number;
  at(position: number): DraftRow | undefined;
  slice(from: number, to: number): DraftRow[];
}

/** Titles that mean a tenant in some files and something else in others: the cells decide. */
const maybeTenant = [
  ...['workspace', 'workspacename', 'environment', 'env', 'environnement', 'umgebung', 'miljo', 'entorno'],
  ...['ambiente', 'organization', 'organisation', 'organizationname', 'organisasjon', 'org', 'instance'],
];

/** So many rows are looked at, from all over the file: files are often sorted by this very column. */
const rowsToLookAt = 2000;
/** From this share of filled cells on a column without a telling title is about tenants. */
const nearlyAll = 0.9;

/**
 * The column that names each row's tenant; null when there is none. `named` has a title that means nothing else and counts
 * once anything is in it. Other columns count by their cells: where the title may mean it one known tenant is enough,
 * elsewhere nearly all cells must name one.
 */
export function findTenantColumn(from: {
  named: number | null;
  titles: readonly string[];
  rows: ListedRows;
  columns: readonly { filled: number }[];
  tenants: readonly NamedTenant[];
  isFree: (index: number) => boolean;
}): number | null {
  const { named, titles, rows, columns, tenants, isFree } = from;
  // In a file of ours it counts also when it is empty: these rows belong to no tenant yet.
  if (named !== null && (isOfOurs(titles) || (columns[named]?.filled ?? 0) > 0)) return named;
  const free = titles.flatMap((title, index) => {
    const cells: string[] = [];
    return isFree(index) ? [{ index, title, cells }] : [];
  });
  const step = Math.ceil(rows.length / rowsToLookAt);
  // Row by row, since a row has to be found before its cells are.
  for (let position = 0; position < rows.length && free.length > 0; position += step) {
    const row = rows.at(position);
    for (const { index, cells } of free) {
      const cell = row?.cell(index).trim() ?? '';
      if (cell !== '') cells.push(cell);
    }
  }
  const byName = tenantsByName(tenants);
  let best: { index: number; share: number } | null = null;
  for (const { index, title, cells } of free) {
    const fitting = cells.filter((cell) => byName.has(plainTenantName(cell))).length;
    const share = cells.length === 0 ? 0 : fitting / cells.length;
    const isEnough = share >= nearlyAll || (share > 0 && maybeTenant.includes(plainTitle(title)));
    if (isEnough && share > (best?.share ?? 0)) best = { index, share };
  }
  return best?.index ?? null;
}
