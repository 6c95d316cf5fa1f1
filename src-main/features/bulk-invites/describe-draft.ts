import type { BulkDraft } from '../../../src-contract/bulk-invites.ts';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { cellFor, type Draft } from './draft.ts';
import { splitTeams } from './map-columns.ts';

const previewRows = 10;
/** Above this an import deserves a second thought (condition 5). */
const manyRows = 250_000;

/** What the page shows of an open file: how it was read, its columns and first rows. */
export function describeDraft(draft: Draft): BulkDraft {
  return {
    draftId: draft.draftId,
    tenantId: draft.tenantId,
    fileName: draft.fileName,
    sizeBytes: draft.sizeBytes,
    encoding: draft.encoding,
    candidates: draft.candidates,
    delimiter: draft.delimiter,
    header: draft.header,
    comments: draft.comments,
    quotes: draft.quotes,
    commentRows: draft.reading.commentRows,
    brokenQuoteRow: draft.reading.brokenQuoteRow,
    rowCount: draft.rows.length,
    note: noteOf(draft),
    warning: warningOf(draft),
    columns: draft.titles.map((title, index) => describeColumn(draft, title, index)),
    preview: draft.rows.slice(0, previewRows).map((row) => {
      const role = cellFor(draft, row, 'role').trim();
      return {
        row: row.row,
        email: cellFor(draft, row, 'email').trim(),
        name: cellFor(draft, row, 'name').trim(),
        role: role === '' ? draft.defaultRole : role,
        teams: splitTeams(cellFor(draft, row, 'teams')),
        roleIsDefault: role === '',
      };
    }),
    fixedRows: fixedRows(draft),
    blockedBecause: blockedBecause(draft),
  };
}

function fixedRows({ touched, split }: Draft): number {
  let count = touched.size;
  for (const plan of split?.plans.values() ?? []) count += plan.touched.size;
  return count;
}

function blockedBecause(draft: Draft): string | null {
  const [title] = draft.doubles;
  if (title !== undefined) return `Two columns are called “${title.slice(0, 40)}”. Say which one counts.`;
  return draft.meanings.includes('email') ? null : describeFailure('no-email-column').sentence;
}

function describeColumn(draft: Draft, title: string, index: number): BulkDraft['columns'][number] {
  const { samples, filled } = draft.columns[index] ?? { samples: [], filled: 0 };
  const shown = title.trim() === '' ? `Column ${index + 1}` : title.trim();
  return { index, title: shown, samples, filled, becomes: draft.meanings[index] ?? 'ignore' };
}

function noteOf(draft: Draft): string {
  const count = (value: number) => value.toLocaleString('en-US');
  const { length } = draft.rows;
  const basis = draft.encodingBasis === 'chosen' ? 'Read as chosen' : 'Detected';
  if (draft.shape === 'list') return `Read as a list of ${count(length)} addresses`;
  const whole = draft.wholeRows;
  const columns = `${draft.titles.length} ${draft.titles.length === 1 ? 'column' : 'columns'}`;
  const fit =
    whole === length ? `all ${count(length)} rows have` : `${count(whole)} of ${count(length)} rows have`;
  const { blankRows } = draft.reading;
  const blanks =
    blankRows === 0 ? '' : `, ${count(blankRows)} blank ${blankRows === 1 ? 'row' : 'rows'} left out`;
  const memory = draft.mappedBy === 'memory' ? ', mapped as last time' : '';
  return `${basis}, ${fit} ${columns}${blanks}${memory}`;
}

/** Conditions 5, 11 and 12: what makes a reading doubtful, the worst first. */
function warningOf(draft: Draft): string | null {
  const { replaced } = draft.reading;
  if (replaced > 0) {
    return `${replaced} ${replaced === 1 ? 'character' : 'characters'} cannot be read in this encoding. Choose another one.`;
  }
  if (draft.damagedRow !== null) {
    return `Row ${draft.damagedRow} holds letters such as "Ã¼": the file was damaged before it came here, or another encoding fits.`;
  }
  if (draft.encodingBasis === 'guessed') {
    return 'The encoding is a guess. Compare a few names with letters such as å, é or ü.';
  }
  return draft.rows.length > manyRows
    ? `${draft.rows.length.toLocaleString('en-US')} rows: check that this is the right file.`
    : null;
}
