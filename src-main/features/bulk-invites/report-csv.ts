import type { Verdict } from '../../../src-contract/bulk-invites.ts';
import type { EndedRow } from '../../action/jobs-door.ts';
import type { Ledger } from '../../ledger/ledger-handles.ts';
import { type CsvForm, csvRow, csvStart, isOfOurs, reasonTitle } from './csv-text.ts';
import { readKeptRows } from './kept-rows.ts';
import type { FileRow } from './plan-rows.ts';
import type { BulkJob } from './report.ts';
import { endOf, endOfUnplanned, isGone } from './row-end.ts';
import { rowLabel } from './row-label.ts';

const windowSize = 2000;
/** Condition 68. State is a word for machines, Outcome the same for people. */
const reportTitles = [
  'Row',
  'Line',
  'State',
  'Outcome',
  'Reason',
  'HTTP status',
  'Sent at',
  'Tries',
  'User ID',
  'Request ID',
];

/** The words of the screens (design, section 5). */
const verdictWords: Readonly<Record<Verdict, string>> = {
  ready: 'Ready',
  'already-active': 'Already active',
  differs: 'Differs',
  pending: 'Pending invite',
  deactivated: 'Deactivated',
  'managed-by-idp': 'Managed by identity provider',
  duplicate: 'Duplicate in file',
  'look-alike': 'Look-alike',
  'invalid-email': 'Invalid email',
  'unknown-role': 'Unknown role',
  'bad-team-name': 'Unusable team',
  'bad-row': 'Bad row',
  refused: 'Refused by the tenant',
  'left-out': 'Left out',
};

const stateWords: Readonly<Record<EndedRow['state'], string>> = {
  planned: 'not run',
  sent: 'not run',
  done: 'done',
  failed: 'failed',
  skipped: 'skipped',
  unknown: 'unknown',
};

export type ReportRows = 'whole' | 'to-fix' | 'gone';

/**
 * Writes the report of a run as CSV. `whole`: every row of the file with its outcome. `to-fix`: the rows that failed or
 * need a fix, with the file's own header, so that it imports again unchanged; our column behind them is ignored there. `gone`: the
 * rows of people who are gone from the tenant, with the columns of the file alone.
 */
export async function reportCsv(
  ledger: Ledger,
  job: BulkJob,
  which: ReportRows,
  form: CsvForm,
): Promise<{ text: string; rows: number }> {
  const byRow = new Map(job.rows.map((row) => [row.fileRow, row]));
  const teamTroubles = findTeamTroubles(job.rows);
  const splits = new Map(job.facts.splits.map(({ row, ...split }) => [row, split]));
  const parts: string[] = [];
  // A program asks for commas.
  const separator = form === 'raw' ? ',' : job.facts.separator;
  const rowOf = (cells: readonly string[]): string => csvRow(cells, form, separator);
  // A file to fix that was run and is saved again has our own column at its end already.
  const isAgain = which !== 'whole' && isOfOurs(job.facts.header);
  const width = job.facts.columns - (isAgain ? 1 : 0);
  let rows = 0;
  let afterRow = 0;
  for (;;) {
    const kept = ledger.read((readable) =>
      readKeptRows(readable, job.facts.runId, { afterRow, limit: windowSize }),
    );
    for (const row of kept) {
      afterRow = row.row;
      const ran = byRow.get(row.row) ?? null;
      if (which === 'to-fix' && !needsFix(row, ran)) continue;
      if (which === 'gone' && (ran === null || !isGone(ran))) continue;
      const label = rowLabel({ row: row.row, part: splits.get(row.row) ?? null });
      const told = {
        whole: () => [label, ...outcomeCells(row, ran, teamTroubles)],
        'to-fix': () => [reasonOf(row, ran)],
        gone: () => [],
      }[which]();
      const beyond = row.cells.slice(job.facts.columns);
      parts.push(rowOf([...row.cells.slice(0, width), ...told, ...beyond]));
      rows += 1;
    }
    if (kept.length < windowSize) break;
    // Other work of main comes first between two windows.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const titles = headerCells(job.facts.header.slice(0, width), which);
  return { text: csvStart + (titles === null ? '' : rowOf(titles)) + parts.join(''), rows };
}

/** Runs that were kept without titles get none in the file to fix either: there the first row must stay a person. */
function headerCells(header: readonly string[], which: ReportRows): readonly string[] | null {
  if (which !== 'whole' && header.length === 0) return null;
  if (which === 'gone') return header;
  if (which === 'to-fix') return [...header, reasonTitle];
  return [...header, ...reportTitles];
}

function needsFix(row: FileRow, ran: EndedRow | null): boolean {
  // What a cancelled run never sent is worth a run of its own.
  return ran === null ? row.needsFix : ran.state !== 'done' && ran.state !== 'skipped';
}

function reasonOf(row: FileRow, ran: EndedRow | null): string {
  if (ran?.state === 'planned') return 'Not sent: the run was ended before';
  if (ran !== null) return ran.failure?.sentence ?? ran.outcome;
  return row.reason === '' ? verdictWords[row.verdict] : `${verdictWords[row.verdict]}: ${row.reason}`;
}

function outcomeCells(row: FileRow, ran: EndedRow | null, troubles: ReadonlyMap<string, string>): string[] {
  const outcome =
    ran === null
      ? `skipped, ${verdictWords[row.verdict].toLowerCase()}`
      : ran.state === 'done' && ran.outcome !== ''
        ? ran.outcome
        : stateWords[ran.state];
  const reason = ran === null ? row.reason : (ran.failure?.sentence ?? troubles.get(ran.subject) ?? '');
  const facts: Readonly<Record<string, unknown>> = ran?.facts ?? {};
  const failedWith = /^status (\d+)$/m.exec(ran?.failure?.detail ?? '')?.[1];
  return [
    row.line === null ? '' : String(row.line),
    ran === null ? endOfUnplanned(row.verdict) : endOf(ran),
    outcome,
    reason,
    failedWith ?? textOf(facts.status),
    textOf(facts.sentAt),
    ran === null ? '' : String(ran.attempts),
    textOf(facts.userId),
    ran?.requestId ?? '',
  ];
}

function textOf(fact: unknown): string {
  return typeof fact === 'string' || typeof fact === 'number' ? String(fact) : '';
}

/** Which invited people did not get into which team, and why. */
function findTeamTroubles(rows: readonly EndedRow[]): Map<string, string> {
  const troubles = new Map<string, string>();
  for (const row of rows) {
    if (row.action !== 'teams/add-members' || row.state === 'done') continue;
    const { emails } = (row.input ?? {}) as { emails?: string[] };
    const sentence = `Not added to ${row.subject}. ${row.failure?.sentence ?? ''}`.trim();
    for (const email of emails ?? []) {
      troubles.set(email, [troubles.get(email), sentence].filter(Boolean).join(' '));
    }
  }
  return troubles;
}
