import { describeFailure, type Failure } from '../../../../src-contract/failure-catalogue.ts';
import type { IdpExport } from '../../../../src-contract/mode-rehearsals.ts';
import type { Draft } from '../../bulk-invites/draft.ts';
import { splitTeams } from '../../bulk-invites/map-columns.ts';
import { emailKey } from '../../users/fold-text.ts';
import { type ExportMeaning, mapExportColumns, meaningWords, readStanding } from './export-columns.ts';

/** One person of the file. */
export interface ExportedPerson {
  email: string;
  name: string;
  standing: 'here' | 'left';
}

/** A file while and after it is read. */
export interface IdpFile {
  tenantId: string;
  fileName: string;
  people: ExportedPerson[];
  /** Places in `people` by address and by user name, folded. */
  byKey: Map<string, number>;
  /** Group names as the file has them. */
  groups: Set<string>;
  columns: Map<ExportMeaning, number>;
  titles: readonly string[];
  /** The next row to take. */
  at: number;
  repeated: number;
  withoutAddress: number;
  broken: number;
  unknownWords: Map<string, number>;
}

const holdsAddress = /^[^\s@]+@[^\s@]+$/;
const tooManyGroups = 20_000;

/** Begins to take people out of a file whose rows were read. Fails with `export-without-email`. */
export function beginExport(draft: Draft): IdpFile | Failure {
  const columns = mapExportColumns(draft.titles);
  if (!columns.has('email')) {
    // By content, or the one column of a pasted list: what bulk invite would take.
    const byContent = draft.meanings.indexOf('email');
    const isLogin = byContent !== -1 && columns.get('login') === byContent;
    if (byContent !== -1 && !isLogin) columns.set('email', byContent);
  }
  if (!columns.has('email') && !columns.has('login'))
    return describeFailure('export-without-email', { file: draft.fileName });
  return {
    tenantId: draft.tenantId,
    fileName: draft.fileName,
    people: [],
    byKey: new Map(),
    groups: new Set(),
    columns,
    titles: draft.titles,
    at: 0,
    repeated: 0,
    withoutAddress: 0,
    broken: 0,
    unknownWords: new Map(),
  };
}

/** Takes people until the moment (performance.now) has passed; answers whether all rows are taken. */
export function takeUntil(file: IdpFile, draft: Draft, moment: number): boolean {
  const cellOf = (cells: readonly string[], meaning: ExportMeaning): string => {
    const index = file.columns.get(meaning);
    return index === undefined ? '' : (cells[index] ?? '').trim();
  };
  while (file.at < draft.rows.length) {
    if (file.at % 256 === 0 && performance.now() >= moment) return false;
    const row = draft.rows.at(file.at);
    file.at += 1;
    if (row === undefined) continue;
    if (row.problem !== null) {
      file.broken += 1;
      continue;
    }
    // Unpacked once: the rows of a file lie packed.
    const { cells } = row;
    for (const group of splitTeams(cellOf(cells, 'groups'))) {
      if (file.groups.size < tooManyGroups) file.groups.add(group.slice(0, 300));
    }
    const keys = ['email', 'login'] as const;
    const addresses = keys.map((meaning) => cellOf(cells, meaning)).filter((one) => holdsAddress.test(one));
    const [email] = addresses;
    if (email === undefined) {
      file.withoutAddress += 1;
      continue;
    }
    const standing = standingOf(file, cellOf(cells, 'status'), cellOf(cells, 'disabled'));
    const known = addresses.map((one) => file.byKey.get(emailKey(one))).find((place) => place !== undefined);
    const place = known ?? file.people.length;
    if (known === undefined) {
      const full = `${cellOf(cells, 'first')} ${cellOf(cells, 'last')}`.trim();
      file.people.push({ email, name: cellOf(cells, 'name') || full || email, standing });
    } else {
      // One row a group membership: the same person again. Whoever is here in one row is here.
      file.repeated += 1;
      const person = file.people[known];
      if (person && standing === 'here') person.standing = 'here';
    }
    for (const one of addresses) file.byKey.set(emailKey(one), place);
  }
  return true;
}

function standingOf(file: IdpFile, status: string, disabled: string): 'here' | 'left' {
  const told = [readStanding(status, 'status'), readStanding(disabled, 'disabled')];
  if (status !== '' && told[0] === 'not-told') {
    const word = status.slice(0, 60);
    if (file.unknownWords.size < 50 || file.unknownWords.has(word))
      file.unknownWords.set(word, (file.unknownWords.get(word) ?? 0) + 1);
  }
  return told.includes('left') ? 'left' : 'here';
}

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** What the page shows of a file. */
export function describeExport(file: IdpFile): IdpExport {
  const notes: string[] = [];
  const { columns, people } = file;
  if (!columns.has('status') && !columns.has('disabled'))
    notes.push('No column tells who has left, so everybody in it counts as active.');
  if (!columns.has('groups')) notes.push('No column holds groups, so only teams made by SCIM are checked.');
  if (file.withoutAddress > 0)
    notes.push(`${counted(file.withoutAddress, 'row has', 'rows have')} no address and cannot be compared.`);
  if (file.broken > 0) notes.push(`${counted(file.broken, 'row', 'rows')} could not be read.`);
  if (file.repeated > 0)
    notes.push(
      `${counted(file.repeated, 'row is', 'rows are')} about somebody named before, and counted once.`,
    );
  for (const [word, count] of [...file.unknownWords].slice(0, 3)) {
    notes.push(`The status "${word}" is not known (${counted(count, 'row', 'rows')}); taken as active.`);
  }
  return {
    fileName: file.fileName,
    people: people.length,
    left: people.filter(({ standing }) => standing === 'left').length,
    groups: file.groups.size,
    columns: [...columns].map(([meaning, index]) => ({
      title: (file.titles[index] ?? '').trim() || `column ${index + 1}`,
      as: meaningWords[meaning],
    })),
    notes,
  };
}
