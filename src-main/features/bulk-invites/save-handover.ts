import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { FeatureRooms, ShellDoors } from '../feature-rooms.ts';
import { roleLabel } from '../users/role-label.ts';
import { listBulkRows, readBulkDraft } from './bulk-invites-rows.ts';
import { csvRow, csvStart } from './csv-text.ts';

const windowSize = 1000;

/**
 * Saves the rows that are ready as a list for the admin of the identity provider (condition 55): where SCIM or SSO makes the
 * accounts, these people belong there. `savedAs` is null when the admin closed the dialog. Fails with `draft-gone`.
 */
export async function saveHandover(
  rooms: Pick<FeatureRooms, 'cache'>,
  shell: ShellDoors,
  { draftId, idpName }: { draftId: string; idpName: string | null },
): Promise<Outcome<{ savedAs: string | null; rows: number }>> {
  const draft = await rooms.cache.read(readBulkDraft, { draftId });
  if (!draft.ok) return draft;
  const parts = [csvStart, csvRow(['Email', 'Name', 'Role', 'Teams'])];
  let rows = 0;
  for (;;) {
    const page = await rooms.cache.read(listBulkRows, {
      draftId,
      show: 'ready',
      offset: rows,
      limit: windowSize,
    });
    if (!page.ok) return page;
    for (const { email, name, role, teams } of page.value.rows) {
      parts.push(csvRow([email, name, roleLabel(role), teams.join(' | ')]));
    }
    rows += page.value.rows.length;
    if (page.value.rows.length === 0 || rows >= page.value.matches) break;
  }
  const base = draft.value.fileName.replace(/\.[^.]*$/, '');
  const idp = (idpName ?? 'identity-provider').toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const saved = await shell.saveFile({
    title: 'Save the list',
    suggestedName: `${base}-for-${idp}.csv`,
    text: parts.join(''),
  });
  return saved.ok ? ok({ savedAs: saved.value?.fileName ?? null, rows }) : saved;
}
