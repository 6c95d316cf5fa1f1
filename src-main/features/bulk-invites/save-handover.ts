import type { BulkRow } from '../../../src-contract/bulk-invites.ts';
import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { FeatureRooms, ShellDoors } from '../feature-rooms.ts';
import { roleLabel } from '../users/role-label.ts';
import { listBulkRows, readBulkDraft } from './bulk-invites-rows.ts';
import { csvRow, csvStart } from './csv-text.ts';
import type { Shown } from './list-rows.ts';
import { rowLabel } from './row-label.ts';
import type { TenantFacts } from './tenant-facts.ts';

const windowSize = 1000;
/** Whom the admin of the identity provider has to do with: those who would be invited here, and those whom it manages. */
const handedOver: readonly Shown[] = ['ready', 'managed-by-idp'];

/**
 * Saves a list for the admin of the identity provider (condition 55): where SCIM or SSO makes the accounts, these people belong
 * there. Each row says what is to be done for it. `savedAs` is null when the admin closed the dialog. Fails with `draft-gone`.
 */
export async function saveHandover(
  rooms: Pick<FeatureRooms, 'cache'>,
  shell: ShellDoors,
  { draftId, facts }: { draftId: string; facts: Pick<TenantFacts, 'idpName' | 'mode' | 'defaultRole'> },
): Promise<Outcome<{ savedAs: string | null; rows: number }>> {
  const draft = await rooms.cache.read(readBulkDraft, { draftId });
  if (!draft.ok) return draft;
  const parts = [csvStart, csvRow(['Email', 'Name', 'Role', 'Groups', 'What to do', 'Row of the file'])];
  let rows = 0;
  for (const show of handedOver) {
    for (let offset = 0; ; offset += windowSize) {
      const page = await rooms.cache.read(listBulkRows, { draftId, show, offset, limit: windowSize });
      if (!page.ok) return page;
      for (const row of page.value.rows) {
        const { email, name, role, teams } = row;
        parts.push(
          csvRow([email, name, roleLabel(role), teams.join(' | '), toDo(row, facts), rowLabel(row)]),
        );
      }
      rows += page.value.rows.length;
      if (page.value.rows.length < windowSize) break;
    }
  }
  const base = draft.value.fileName.replace(/\.[^.]*$/, '');
  const idp = (facts.idpName ?? 'identity-provider').toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const saved = await shell.saveFile({
    title: 'Save the list',
    suggestedName: `${base}-for-${idp}.csv`,
    text: parts.join(''),
  });
  return saved.ok ? ok({ savedAs: saved.value?.fileName ?? null, rows }) : saved;
}

/** What the admin of the identity provider does for a row; with SCIM groups become teams, with just-in-time nothing but the person does. */
function toDo(
  { verdict, reason, role, teams }: BulkRow,
  { mode, defaultRole }: Pick<TenantFacts, 'mode' | 'defaultRole'>,
): string {
  if (verdict === 'managed-by-idp') return reason;
  const groups =
    teams.length === 0 ? '' : ` and to the ${teams.length === 1 ? 'group' : 'groups'} ${teams.join(', ')}`;
  const later = role === defaultRole ? '' : `; the role ${roleLabel(role)} is given after that`;
  if (mode === 'scim') return `Assign to the app${groups}${later}`;
  const inTeams = teams.length === 0 ? '' : `; added to ${teams.join(', ')} after that`;
  return `Allow to sign in to the app; the account is made at the first sign-in${inTeams}${later}`;
}
