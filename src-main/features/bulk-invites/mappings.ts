import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type ColumnMeaning, columnMeaningField } from '../../../src-contract/bulk-invites.ts';
import type { ReadableLedger, WritableLedger } from '../../ledger/ledger-handles.ts';
import { plainTitle } from './column-aliases.ts';
import { isOfOurs } from './csv-text.ts';

const mostKept = 200;
const storedSchema = z.array(columnMeaningField);

/** What a set of titles is remembered by: the same for another case or spacing, and nothing of it can be read back. */
function keyOf(titles: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify(titles.map(plainTitle)))
    .digest('hex');
}

/**
 * What the columns of a file with these titles became last time (condition 28); null when they are new. Rows to fix that were
 * saved here come back with our own column behind those of their file, and are mapped as that file was.
 */
export function recallMapping(ledger: ReadableLedger, titles: readonly string[]): ColumnMeaning[] | null {
  const known = recallExact(ledger, titles);
  if (known !== null || !isOfOurs(titles)) return known;
  const ofFile = recallExact(ledger, titles.slice(0, -1));
  return ofFile === null ? null : [...ofFile, 'ignore'];
}

function recallExact(ledger: ReadableLedger, titles: readonly string[]): ColumnMeaning[] | null {
  const found = ledger
    .prepare<[string], { meanings: string }>('SELECT meanings FROM csv_mappings WHERE titles_hash = ?')
    .get(keyOf(titles));
  if (found === undefined) return null;
  const meanings = storedSchema.safeParse(JSON.parse(found.meanings));
  return meanings.success && meanings.data.length === titles.length ? meanings.data : null;
}

/** Remembers what the columns became. The longest unused are forgotten beyond 200. */
export function keepMapping(
  ledger: WritableLedger,
  mapping: { titles: readonly string[]; meanings: readonly ColumnMeaning[]; at: string },
): void {
  ledger
    .prepare('INSERT OR REPLACE INTO csv_mappings (titles_hash, meanings, used_at) VALUES (?, ?, ?)')
    .run(keyOf(mapping.titles), JSON.stringify(mapping.meanings), mapping.at);
  ledger
    .prepare(
      'DELETE FROM csv_mappings WHERE titles_hash NOT IN (SELECT titles_hash FROM csv_mappings ORDER BY used_at DESC LIMIT ?)',
    )
    .run(mostKept);
}
