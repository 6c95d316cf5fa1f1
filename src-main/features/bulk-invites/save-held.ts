import { heldSentence } from '../../../src-contract/held-sentence.ts';
import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { FeatureRooms, ShellDoors } from '../feature-rooms.ts';
import { type HeldPage, listHeldRows } from './bulk-tenants-rows.ts';
import { csvRow, csvStart, isOfOurs, reasonTitle } from './csv-text.ts';
import { keepMapping } from './mappings.ts';

/**
 * Saves the rows of a file that go to no tenant, as they stand in it, with the reason behind: they are in no run and so in no
 * report. The file imports again, mapped as the whole one was. `names`: display names of the tenants by id. `savedAs` is null when
 * the admin closed the dialog. Fails with `draft-gone`.
 */
export async function saveHeld(
  rooms: Pick<FeatureRooms, 'cache' | 'ledger'>,
  shell: ShellDoors,
  wish: { draftId: string; names: ReadonlyMap<string, string>; at: string },
): Promise<Outcome<{ savedAs: string | null; rows: number }>> {
  const read = await readHeld(rooms, wish.draftId);
  if (!read.ok) return read;
  const { first, rows } = read.value;
  // A file of ours that is saved again has our column at its end already.
  const columns = first.titles.length;
  const width = isOfOurs(first.titles) ? columns - 1 : columns;
  const titles = [...first.titles.slice(0, width), reasonTitle];
  const rowOf = (cells: readonly string[]): string => csvRow(cells, 'spreadsheet', first.separator);
  const lines = rows.map(({ cells, why, fits }) => {
    const reason = heldSentence(
      why,
      fits.map((id) => wish.names.get(id) ?? id),
    );
    return rowOf([...cells.slice(0, width), reason, ...cells.slice(columns)]);
  });
  const base = first.fileName.replace(/\.[^.]*$/, '');
  const saved = await shell.saveFile({
    title: 'Save rows without a tenant',
    suggestedName: `${base}-without-a-tenant.csv`,
    text: csvStart + rowOf(titles) + lines.join(''),
  });
  if (!saved.ok) return saved;
  if (saved.value === null) return ok({ savedAs: null, rows: rows.length });
  const meanings = [...first.meanings.slice(0, width), 'ignore' as const];
  await rooms.ledger.write((ledger) => keepMapping(ledger, { titles, meanings, at: wish.at }));
  return ok({ savedAs: saved.value.fileName, rows: rows.length });
}

/** Reads all of them page by page, anew when a tenant was chosen meanwhile. */
async function readHeld(
  rooms: Pick<FeatureRooms, 'cache'>,
  draftId: string,
): Promise<Outcome<{ first: HeldPage; rows: HeldPage['rows'] }>> {
  for (;;) {
    const read = await rooms.cache.read(listHeldRows, { draftId, from: 0 });
    if (!read.ok) return read;
    const first = read.value;
    const held = [...first.rows];
    let isSame = true;
    for (let from = first.next; from !== null && isSame; ) {
      const page: Outcome<HeldPage> = await rooms.cache.read(listHeldRows, { draftId, from });
      if (!page.ok) return page;
      isSame = page.value.revision === first.revision;
      held.push(...page.value.rows);
      from = page.value.next;
    }
    if (isSame) return ok({ first, rows: held });
  }
}
