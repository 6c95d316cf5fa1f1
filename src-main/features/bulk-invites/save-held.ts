import { heldSentence } from '../../../src-contract/held-sentence.ts';
import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { FeatureRooms, ShellDoors } from '../feature-rooms.ts';
import { listHeldRows } from './bulk-tenants-rows.ts';
import { csvRow, csvStart, reasonTitle } from './csv-text.ts';

/**
 * Saves the rows of a file that go to no tenant, as they stand in it, with the reason behind: they are in no run and so in no
 * report. The file imports again. `names`: display names of the tenants by id. `savedAs` is null when the admin closed the dialog.
 * Fails with `draft-gone`.
 */
export async function saveHeld(
  rooms: Pick<FeatureRooms, 'cache'>,
  shell: ShellDoors,
  { draftId, names }: { draftId: string; names: ReadonlyMap<string, string> },
): Promise<Outcome<{ savedAs: string | null; rows: number }>> {
  const parts: string[] = [];
  let start = csvStart;
  let base = '';
  let rows = 0;
  let from = 0;
  for (;;) {
    const read = await rooms.cache.read(listHeldRows, { draftId, from });
    if (!read.ok) return read;
    const { header, columns, fileName, next } = read.value;
    // A file of rows to fix that is saved again has the column at its end already.
    const width = header.at(-1) === reasonTitle ? columns - 1 : columns;
    if (from === 0) {
      base = fileName.replace(/\.[^.]*$/, '');
      if (header.length > 0) start += csvRow([...header.slice(0, width), reasonTitle]);
    }
    for (const { cells, why, fits } of read.value.rows) {
      const reason = heldSentence(
        why,
        fits.map((id) => names.get(id) ?? id),
      );
      parts.push(csvRow([...cells.slice(0, width), reason, ...cells.slice(columns)]));
    }
    rows += read.value.rows.length;
    if (next === null) break;
    from = next;
  }
  const suggestedName = `${base}-without-a-tenant.csv`;
  const saved = await shell.saveFile({
    title: 'Save rows without a tenant',
    suggestedName,
    text: start + parts.join(''),
  });
  return saved.ok ? ok({ savedAs: saved.value?.fileName ?? null, rows }) : saved;
}
