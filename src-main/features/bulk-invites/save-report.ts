import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { FeatureRooms, ShellDoors } from '../feature-rooms.ts';
import { type CsvForm, csvRow, csvStart } from './csv-text.ts';
import { readBulkJob } from './report.ts';
import { reportCsv } from './report-csv.ts';

/** Asks where to save the report of a run and writes it whole. `savedAs` is null when the admin closed the dialog. */
export async function saveReport(
  rooms: FeatureRooms,
  shell: ShellDoors,
  wish: { jobId: string; rows: 'whole' | 'to-fix'; form: CsvForm },
): Promise<Outcome<{ savedAs: string | null; rows: number }>> {
  const job = readBulkJob(rooms.jobs, wish.jobId);
  if (!job.ok) return job;
  const { text, rows } = await reportCsv(rooms.ledger, job.value, wish.rows, wish.form);
  const base = job.value.facts.fileName.replace(/\.[^.]*$/, '');
  const suggestedName = `${base}-${wish.rows === 'whole' ? 'report' : 'to-fix'}${wish.form === 'raw' ? '-raw' : ''}.csv`;
  const title = wish.rows === 'whole' ? 'Save report' : 'Save rows to fix';
  const saved = await shell.saveFile({ title, suggestedName, text });
  return saved.ok ? ok({ savedAs: saved.value?.fileName ?? null, rows }) : saved;
}

/** The header that is understood, and one row that shows the form: its domain is refused, so nobody is invited by it. */
export const templateText =
  csvStart +
  csvRow(['email', 'name', 'role', 'teams']) +
  csvRow(['ana.kovac@example.com', 'Ana Kovač', 'member', 'contractors | field-crew']);

/** Asks where to save the template. */
export async function saveTemplate(shell: ShellDoors): Promise<Outcome<{ savedAs: string | null }>> {
  const saved = await shell.saveFile({
    title: 'Save template',
    suggestedName: 'people-to-invite.csv',
    text: templateText,
  });
  return saved.ok ? ok({ savedAs: saved.value?.fileName ?? null }) : saved;
}
