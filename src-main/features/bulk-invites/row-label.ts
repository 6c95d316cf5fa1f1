import type { BulkRow } from '../../../src-contract/bulk-invites.ts';

/** Which row of the file something came of, for a list: `5`, or `5, part 2 of 3` after a split (condition 31). */
export function rowLabel({ row, part }: Pick<BulkRow, 'row' | 'part'>): string {
  return part === null ? String(row) : `${part.of}, part ${part.part} of ${part.parts}`;
}
