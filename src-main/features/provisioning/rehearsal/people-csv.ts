import type { RehearsalList } from '../../../../src-contract/mode-rehearsals.ts';
import { type Outcome, ok } from '../../../../src-contract/outcome.ts';
import type { Cache } from '../../../cache/cache-handles.ts';
import { csvRow, csvStart } from '../../bulk-invites/csv-text.ts';
import { listRehearsalRows, listRehearsedPeople } from './rehearsal-rows.ts';
import type { ListedPerson } from './show-rows.ts';

const windowSize = 1000;

async function* windows(
  cache: Cache,
  rehearsalId: string,
  list: RehearsalList | 'everybody',
): AsyncGenerator<Outcome<ListedPerson[]>> {
  for (let offset = 0; ; offset += windowSize) {
    const window = await cache.read(listRehearsedPeople, { rehearsalId, list, offset, limit: windowSize });
    if (window.ok && window.value.length === 0) return;
    yield window;
    if (!window.ok) return;
  }
}

/** People and their teams, to set them right by hand should a switch go wrong. Cells are guarded against formulas. */
export async function backupCsv(
  cache: Cache,
  { rehearsalId, list }: { rehearsalId: string; list: RehearsalList | 'everybody' },
): Promise<Outcome<{ text: string; rows: number }>> {
  const header = ['Email', 'Name', 'Status', 'Role', 'Source', 'Managed by', 'Teams', 'Id'];
  const parts = [csvStart, csvRow(header)];
  for await (const window of windows(cache, rehearsalId, list)) {
    if (!window.ok) return window;
    for (const { detail, name, status, role, source, managedBy, teams, id } of window.value) {
      parts.push(csvRow([detail, name, status, role, source, managedBy, teams.join(' | '), id]));
    }
  }
  return ok({ text: parts.join(''), rows: parts.length - 2 });
}

/** Everybody of every list, one row a person and list. */
export async function listsCsv(
  cache: Cache,
  rehearsalId: string,
  lists: readonly { list: RehearsalList; title: string }[],
): Promise<Outcome<{ text: string; rows: number }>> {
  const parts = [csvStart, csvRow(['List', 'Name', 'Email or proposed name', 'As it is'])];
  for (const { list, title } of lists) {
    for (let offset = 0; ; offset += windowSize) {
      const wish = { rehearsalId, list, text: '', offset, limit: windowSize };
      const window = await cache.read(listRehearsalRows, wish);
      if (!window.ok) return window;
      for (const { name, detail, note } of window.value.rows) parts.push(csvRow([title, name, detail, note]));
      if (offset + windowSize >= window.value.matches) break;
    }
  }
  return ok({ text: parts.join(''), rows: parts.length - 2 });
}
