import type { ColumnMeaning } from '../../../src-contract/bulk-invites.ts';
import { columnAliases, plainTitle } from './column-aliases.ts';
import type { Draft } from './draft.ts';

const ownTitles: Readonly<Record<Exclude<ColumnMeaning, 'ignore'>, string>> = {
  email: 'Email',
  name: 'Name',
  role: 'Role',
  teams: 'Teams',
  send: 'Send email',
  tenant: 'Tenant',
};

/**
 * The titles that the rows of a file are written under: its own or, where it has none, what its columns were taken for, so that no
 * row is taken for the titles when it is read again.
 */
export function writtenTitles({ header, titles, meanings }: Draft): string[] {
  if (header === 'first-row') return [...titles];
  return titles.map((_, index) => {
    const meaning = meanings[index] ?? 'ignore';
    return meaning === 'ignore' ? `Column ${index + 1}` : ownTitles[meaning];
  });
}

/** The same, with a title above the tenants that is known for what it is also where no cell names one. */
export function titlesWithTenant(draft: Draft): string[] {
  return writtenTitles(draft).map((title, index) =>
    draft.meanings[index] !== 'tenant' || columnAliases.tenant.includes(plainTitle(title))
      ? title
      : ownTitles.tenant,
  );
}
