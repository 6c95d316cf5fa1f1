import type { RehearsalList, RehearsalRow } from '../../../../src-contract/mode-rehearsals.ts';
import type { ReadableCache } from '../../../cache/cache-handles.ts';
import { foldText } from '../../users/fold-text.ts';
import { roleLabel } from '../../users/role-label.ts';
import { teamReaders } from '../../users/user-teams.ts';
import type { RehearsalRun } from './rehearsals.ts';

const statusWords: Record<string, string> = {
  active: 'Active',
  pending: 'Pending invite',
  deactivated: 'Deactivated',
};
const sourceWords: Record<string, string> = {
  scim: 'SCIM',
  jit: 'JIT',
  invited: 'Invited',
  'not-reported': 'Source not reported',
};
const signInWords: Record<string, string> = {
  password: 'signs in with a password',
  sso: 'signs in with SSO',
  'not-reported': 'how they sign in is not reported',
};

/** A person with all that the files say of them. */
export interface ListedPerson extends RehearsalRow {
  id: string;
  status: string;
  role: string;
  source: string;
  managedBy: string;
  teams: string[];
}

type Raw = [
  id: string,
  email: string,
  emailKey: string,
  name: string,
  status: string,
  role: string,
  source: string,
  managedBy: string | null,
  signIn: string,
];

/** A window of one list, of those in whom the text is found. `matches` counts all of them. */
export function listWindow(
  cache: ReadableCache,
  run: RehearsalRun,
  wish: { list: RehearsalList; text: string; offset: number; limit: number },
): { rows: RehearsalRow[]; matches: number } {
  const { list, offset, limit } = wish;
  const text = foldText(wish.text.trim());
  const cut = <Item>(items: readonly Item[]): Item[] => items.slice(offset, offset + limit);
  const holds = (...words: string[]): boolean =>
    text === '' || words.some((word) => foldText(word).includes(text));
  if (list === 'bad-groups') {
    const found = run.badGroups.filter(({ name, proposal }) => holds(name, proposal ?? ''));
    const rows = cut(found).map(({ name, proposal, problem }) => ({
      name,
      detail: proposal === null ? 'No name can be made of it' : proposal,
      note: problem,
    }));
    return { rows, matches: found.length };
  }
  if (list === 'scim-teams') {
    const found = run.scimTeams.filter((name) => holds(name));
    return { rows: cut(found).map((name) => ({ name, detail: '', note: '' })), matches: found.length };
  }
  if (list === 'not-here') {
    const people = run.file?.people ?? [];
    const found = run.notHere
      .flatMap((place) => people[place] ?? [])
      .filter(({ email, name }) => holds(email, name));
    return {
      rows: cut(found).map(({ email, name }) => ({ name, detail: email, note: '' })),
      matches: found.length,
    };
  }
  const all = run.lists.get(list) ?? [];
  const found = text === '' ? all : all.filter(has(searchOnce(cache, run, text)));
  return { rows: readPeople(cache, run, cut(found), 'no-teams').map(plainRow), matches: found.length };
}

const has =
  (set: ReadonlySet<number>) =>
  (n: number): boolean =>
    set.has(n);

const plainRow = ({ name, detail, note }: ListedPerson): RehearsalRow => ({ name, detail, note });

/** People by their numbers, in order. Whoever left the copy since is left out. */
export function readPeople(
  cache: ReadableCache,
  run: RehearsalRun,
  numbers: readonly number[],
  which: 'teams' | 'no-teams',
): ListedPerson[] {
  const read = cache
    .prepare(`SELECT id, email, email_key, name, status, role, source, managed_by, sign_in FROM users
      WHERE n = ? AND copy_no = ?`)
    .raw(true);
  const teams = teamReaders(cache, run.copyNo);
  return numbers.flatMap((n) => {
    const raw = read.get(n, run.copyNo) as Raw | undefined;
    if (raw === undefined) return [];
    const [id, email, key, name, status, role, source, managedBy, signIn] = raw;
    const words = [statusWords[status] ?? status, roleLabel(role), sourceWords[source] ?? source];
    const note = [...words, signInWords[signIn] ?? ''].filter((word) => word !== '').join(', ');
    return [
      {
        id,
        name,
        detail: email,
        note,
        status: words[0] ?? '',
        role: words[1] ?? '',
        source: words[2] ?? '',
        managedBy: managedBy ?? '',
        teams: which === 'teams' ? teams.names(key) : [],
      },
    ];
  });
}

function searchOnce(cache: ReadableCache, run: RehearsalRun, text: string): ReadonlySet<number> {
  if (run.search?.text === text) return run.search.found;
  const isIndexed =
    cache.prepare('SELECT is_indexed FROM copies WHERE no = ?').pluck(true).get(run.copyNo) === 1;
  const found = new Set(
    isIndexed && text.length >= 3 ? byTrigrams(cache, text) : byWalk(cache, run.copyNo, text),
  );
  run.search = { text, found };
  return found;
}

/** Numbers from the search index, which knows parts of words from three letters on; those of other tenants are among them. */
function byTrigrams(cache: ReadableCache, text: string): number[] {
  return cache
    .prepare('SELECT rowid FROM user_search WHERE search_text MATCH ?')
    .pluck(true)
    .all(`"${text.replaceAll('"', '""')}"`) as number[];
}

function byWalk(cache: ReadableCache, copyNo: number, text: string): number[] {
  const like = `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return cache
    .prepare("SELECT n FROM users WHERE copy_no = ? AND search_text LIKE ? ESCAPE '\\'")
    .pluck(true)
    .all(copyNo, like) as number[];
}
