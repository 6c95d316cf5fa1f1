import type { ColumnMeaning } from '../../../src-contract/bulk-invites.ts';
import { columnAliases, plainTitle } from './column-aliases.ts';
import { reasonTitle } from './csv-text.ts';
import { findTenantColumn, type ListedRows } from './find-tenant-column.ts';
import type { NamedTenant } from './tenant-names.ts';

const holdsEmail = /[^\s@<]@[^\s@>]+\.[^\s@>]+/;
const rowsToLookAt = 200;

/** Whether the first row names the columns. An address in it means that it is a person already (condition 22). */
export function detectHeader(firstRow: readonly string[]): 'first-row' | 'none' {
  if (firstRow.some((cell) => cell.trim() === reasonTitle)) return 'first-row';
  return firstRow.some((cell) => holdsEmail.test(cell)) ? 'none' : 'first-row';
}

/**
 * Takes the titles (empty without a header) and the rows; returns what each column becomes. By name first, in several
 * languages; the email column also by content. Of two columns that fit, the stronger name wins, the other is ignored.
 * Two of the very same name are left to the admin (`doubles`, condition 24).
 */
export function mapColumns(
  titles: readonly string[],
  rows: ListedRows,
  columns: readonly { filled: number }[],
  tenants: readonly NamedTenant[] = [],
): { meanings: ColumnMeaning[]; doubles: string[] } {
  const sample = rows.slice(0, rowsToLookAt).map(({ cells }) => cells);
  const meanings = titles.map((): ColumnMeaning => 'ignore');
  const doubles: string[] = [];
  const byContent = mostEmails(titles.length, sample);
  for (const meaning of ['email', 'role', 'teams', 'name', 'send', 'tenant'] as const) {
    const named = strongest(titles, meaning, (index) => meanings[index] === 'ignore');
    // A column called Login or User without one address in it is not where the addresses are.
    const isHollow = meaning === 'email' && named !== null && emailShare(sample, named) === 0;
    const isFree = (index: number): boolean => meanings[index] === 'ignore';
    const found =
      meaning === 'tenant'
        ? findTenantColumn({ named, titles, rows, columns, tenants, isFree })
        : meaning === 'email' && (named === null || isHollow)
          ? (byContent ?? named)
          : named;
    if (found === null) continue;
    const twins = titles.flatMap((title, index) => {
      const isTwin = plainTitle(title) !== '' && plainTitle(title) === plainTitle(titles[found] ?? '');
      return isTwin && (columns[index]?.filled ?? 0) > 0 ? [index] : [];
    });
    // Of two columns of one name with cells in both, nobody can tell which one counts.
    if (twins.length > 1) doubles.push((titles[found] ?? '').trim());
    else meanings[twins[0] ?? found] = meaning;
  }
  return { meanings, doubles };
}

/**
 * What was remembered for these titles, except that a column that names tenants is not let go by memory alone: which tenant
 * people go to is looked at for each file.
 */
export function keepTenantColumn(
  found: readonly ColumnMeaning[],
  remembered: readonly ColumnMeaning[],
): ColumnMeaning[] {
  if (remembered.includes('tenant')) return [...remembered];
  return remembered.map((meaning, index) =>
    meaning === 'ignore' && found[index] === 'tenant' ? 'tenant' : meaning,
  );
}

function strongest(
  titles: readonly string[],
  meaning: keyof typeof columnAliases,
  isFree: (index: number) => boolean,
): number | null {
  let best: number | null = null;
  let bestRank = Number.POSITIVE_INFINITY;
  for (const [index, title] of titles.entries()) {
    const ranks = spellings(title).map((spelling) => columnAliases[meaning].indexOf(spelling));
    const rank = Math.min(...ranks.filter((found) => found !== -1));
    if (isFree(index) && rank < bestRank) {
      best = index;
      bestRank = rank;
    }
  }
  return best;
}

/** Entra's templates write `User name [userPrincipalName] Required`: the name in brackets counts too. */
function spellings(title: string): string[] {
  const inBrackets = /\[([^\]]+)\]/.exec(title)?.[1];
  return [plainTitle(title), ...(inBrackets === undefined ? [] : [plainTitle(inBrackets)])];
}

function emailShare(rows: readonly (readonly string[])[], index: number): number {
  const filled = rows.filter((cells) => (cells[index] ?? '').trim() !== '');
  if (filled.length === 0) return 0;
  return filled.filter((cells) => (cells[index] ?? '').includes('@')).length / filled.length;
}

function mostEmails(columns: number, rows: readonly (readonly string[])[]): number | null {
  let best: number | null = null;
  for (let index = 0; index < columns; index += 1) {
    const share = emailShare(rows, index);
    if (share >= 0.6 && (best === null || share > emailShare(rows, best))) best = index;
  }
  return best;
}

/** Splits a teams cell at `|`, `;` and `,` (condition 46); empty pieces and repeats are dropped. */
export function splitTeams(cell: string): string[] {
  const teams = cell
    .split(/[|;,\n]/)
    .map((team) => team.trim())
    .filter((team) => team !== '');
  return [...new Set(teams)];
}
