import { isSecretTitle } from './column-aliases.ts';
import type { Draft } from './draft.ts';
import { detectHeader } from './map-columns.ts';
import { type CsvRecord, mojibake, type TextLine } from './read-csv/parse-csv.ts';

/** So many records are looked at before the header and the number of columns are settled. */
const recordsToJudgeBy = 200;
const mostColumns = 200;
const sampleLength = 80;
const samplesShown = 3;

/**
 * Moves what was read so far into the draft's rows. Called after each slice, so that no call has much to do. Once the columns
 * are settled, rows come by themselves as they are read.
 */
export function takeRecords(draft: Draft, which: 'some' | 'all'): void {
  const { reading } = draft;
  if (draft.width === null) {
    if (which === 'some' && reading.records.length < recordsToJudgeBy) return;
    settleColumns(draft);
  }
  for (const record of reading.records) takeRecord(draft, record);
  reading.records = [];
  reading.taker ??= {
    width: draft.width ?? 1,
    takeLine: (line) => takeLine(draft, line),
    takeRecord: (record) => takeRecord(draft, record),
  };
}

function takeRecord(draft: Draft, record: CsvRecord): void {
  // Entra's templates show the form in a row that begins with Example (condition 27).
  if (draft.isEntraTemplate && /^example:/i.test(record.cells[0] ?? '')) {
    draft.reading.blankRows += 1;
    return;
  }
  // Cells that are added or dropped are not those of the file any more.
  const isAsInFile = record.cells.length === draft.width && draft.secretColumns.length === 0;
  const problem = fitCells(record, draft.width ?? 1, draft.secretColumns.length === 0 ? 'none' : 'some');
  const { cells } = record;
  for (const index of draft.secretColumns) if (cells[index]) cells[index] = '';
  // In a row that has shifted the secret stands somewhere behind.
  const [secret] = draft.secretColumns;
  if (problem !== null && secret !== undefined) cells.fill('', secret);
  const { pages } = draft;
  const index = pages.add(cells, record, isAsInFile ? record.source : null);
  draft.rows.push(index);
  if (problem === null) draft.wholeRows += 1;
  else draft.rows.states.withBesides(index).problem = problem;
  count(draft, record);
}

/** Keeps a plain line as it stands in the file. False for the first rows, whose cells are shown, and where cells are dropped. */
function takeLine(draft: Draft, line: TextLine): boolean {
  if (draft.isEntraTemplate || draft.secretColumns.length > 0) return false;
  const { columns, pages } = draft;
  for (let index = 0; index < columns.length; index += 1) {
    if (line.filled[index] === 1 && (columns[index]?.samples.length ?? 0) < samplesShown) return false;
  }
  for (let index = 0; index < columns.length; index += 1) {
    const column = columns[index];
    if (column !== undefined && line.filled[index] === 1) column.filled += 1;
  }
  draft.rows.push(pages.addLine(line));
  draft.wholeRows += 1;
  return true;
}

function settleColumns(draft: Draft): void {
  const { reading } = draft;
  // Entra's bulk templates begin with a row that only names their version (condition 27).
  if (/^version:v\d/i.test(reading.records[0]?.cells[0] ?? '')) {
    reading.records.shift();
    draft.isEntraTemplate = true;
  }
  const first = reading.records[0]?.cells ?? [];
  draft.header = draft.headerChoice === 'detect' ? detectHeader(first) : draft.headerChoice;
  if (draft.header === 'first-row') reading.records.shift();
  const filled = first.findLastIndex((cell) => cell.trim() !== '') + 1;
  const width = draft.header === 'first-row' ? filled : usualWidth(reading.records);
  draft.width = Math.max(1, Math.min(width, mostColumns));
  draft.titles = Array.from({ length: draft.width }, (_, index) =>
    draft.header === 'first-row' ? (first[index] ?? '') : '',
  );
  draft.columns = draft.titles.map(() => ({ filled: 0, samples: [] }));
  draft.secretColumns = draft.titles.flatMap((title, index) => (isSecretTitle(title) ? [index] : []));
}

/**
 * Pads a short row and cuts empty extra cells off. Returns what is wrong with it: a row with more filled cells than columns
 * has shifted, mostly by an unquoted comma (condition 19). In a file with secrets the cell left over may be one.
 */
function fitCells(record: CsvRecord, width: number, secrets: 'none' | 'some'): string | null {
  const { cells } = record;
  while (cells.length < width) cells.push('');
  if (cells.length === width) return record.problem;
  const extra = cells.slice(width).filter((cell) => cell.trim() !== '');
  const [first] = extra;
  if (first === undefined) {
    cells.length = width;
    return record.problem;
  }
  const count = `${extra.length} ${extra.length === 1 ? 'cell' : 'cells'}`;
  const shown = secrets === 'none' ? `: “${[...first.trim()].slice(0, 40).join('')}”` : '';
  return record.problem ?? `${count} more than there are columns${shown}`;
}

function usualWidth(records: readonly CsvRecord[]): number {
  const times = new Map<number, number>();
  for (const record of records) times.set(record.cells.length, (times.get(record.cells.length) ?? 0) + 1);
  return [...times].sort((one, other) => other[1] - one[1])[0]?.[0] ?? 1;
}

function count(draft: Draft, { row, cells, isDamaged }: CsvRecord): void {
  for (let index = 0; index < draft.columns.length; index += 1) {
    const cell = cells[index] ?? '';
    const column = draft.columns[index];
    if (column === undefined || cell === '' || cell.trim() === '') continue;
    column.filled += 1;
    if (column.samples.length < samplesShown) column.samples.push(cell.trim().slice(0, sampleLength));
    if (isDamaged && draft.damagedRow === null && mojibake.test(cell)) draft.damagedRow = row;
  }
}
