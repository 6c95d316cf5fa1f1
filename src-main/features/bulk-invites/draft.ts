import { createHash, type Hash } from 'node:crypto';
import type {
  BulkOptions,
  BulkReview,
  BulkRow,
  ColumnMeaning,
  Delimiter,
  Encoding,
  Verdict,
} from '../../../src-contract/bulk-invites.ts';
import type { CheckRun } from './check-rows.ts';
import type { DraftRow } from './draft-row.ts';
import { DraftRows } from './draft-rows.ts';
import type { FixStep } from './fix-steps.ts';
import type { Fix } from './fixes-alike.ts';
import type { EncodingCandidate } from './read-csv/compare-encodings.ts';
import type { FoundEncoding } from './read-csv/detect-encoding.ts';
import { type CsvChoice, type CsvReading, parseCsv } from './read-csv/parse-csv.ts';
import type { MailFlag } from './read-flag.ts';
import { RowPages } from './row-pages.ts';
import { RowStates } from './row-states.ts';
import type { Split } from './split-draft.ts';
import type { NamedTenant } from './tenant-names.ts';

/** What a row came to by itself, before it is compared with other rows and with the copy. */
export interface OwnFinding {
  /** The address without wrapping, as typed. */
  email: string;
  /** The address to send; null when there is none. */
  sendAs: string | null;
  /** The address as two are compared: without case, the domain in ASCII. Null when there is none. */
  key: string | null;
  /** How many addresses the cell holds, when it holds several (condition 31); 0 otherwise. */
  addresses: number;
  /** Whether letters beyond ASCII stand before the @. */
  hasLetters: boolean;
  /** Role on the wire, or what was typed when there is no such role. */
  role: string;
  /** Whether the row itself names the role. */
  namesRole: boolean;
  teams: string[];
  /** Teams of this row that would have to be made. */
  missingTeams: string[];
  /** What the row's own cell says about the email to set a password. */
  flag: MailFlag | 'as-run' | 'unclear';
  /** Domain of the address when it is none of the tenant's usual ones (condition 40). */
  outside: string | null;
  /** What somebody may want to look at; holds nothing. */
  notes: string[];
  /** Null when nothing is wrong with the row itself. */
  problem: Finding | null;
}

export interface Finding {
  verdict: Verdict;
  about: BulkRow['about'];
  reason: string;
  suggestion: BulkRow['suggestion'];
}

export interface Checked extends Finding {
  own: OwnFinding;
  /** The person's id where the row is about somebody who may be reactivated or updated. */
  userId: string | null;
  /** Whether the tenant's dry run was asked about the row as it is. */
  isAsked: boolean;
  /** Whether the run reactivates or updates this person: as the row says itself, else as was ticked for all. */
  isIncluded: boolean;
  /** What an update of somebody who is there comes to; null for other rows. */
  update: { role: { from: string; to: string } | null; teams: string[] } | null;
  /** Whether somebody should mend this row in the file (and not merely know that it is skipped). */
  needsFix: boolean;
  /** Whether the row competes with others for one person: no, waits for a choice, or another was chosen. */
  choice: BulkRow['choice'];
}

/** What was said of a row besides its cells, by the admin or by the tenant. */
export interface Said {
  /** The admin kept an address that looks like another one (condition 38). */
  isKept: boolean;
  /** The admin left the row out. */
  isLeftOut: boolean;
  /** Whether this person is to be reactivated or updated, whatever was ticked for all. */
  included: 'as-run' | 'yes' | 'no';
  /** What the tenant's dry run said of an address (condition 59); null when it was not asked. */
  dryRun: { email: string; refusal: string | null } | null;
}

/** A row that came of splitting one, its first part included. */
export interface SplitPart {
  of: number;
  part: number;
  parts: number;
}

export interface Draft {
  draftId: string;
  tenantId: string;
  fileName: string;
  sizeBytes: number;
  encoding: Encoding;
  encodingBasis: FoundEncoding['basis'] | 'chosen';
  /** Ways to read it, with the first cells that differ; none when it is certain (condition 11). */
  candidates: EncodingCandidate[];
  delimiter: Delimiter;
  /** Set for a pasted list of addresses, which has no delimiter of its own. */
  shape: 'table' | 'list';
  headerChoice: 'first-row' | 'none' | 'detect';
  comments: CsvChoice['comments'];
  quotes: CsvChoice['quotes'];
  header: 'first-row' | 'none';
  /** Number of columns; null until enough was read to know. */
  width: number | null;
  defaultRole: string;
  hash: Hash;
  sha256: string | null;
  reading: CsvReading;
  titles: string[];
  /** Columns that hold passwords or tokens: their cells are dropped as they are read (condition 70). */
  secretColumns: number[];
  isEntraTemplate: boolean;
  rows: DraftRows;
  /** The cells of the rows, packed. */
  pages: RowPages;
  /** The rows of a tab, by its name; forgotten whenever a verdict may have changed. */
  lists: Map<string, DraftRows>;
  /** By row number, only of rows of which something was said. */
  said: Map<number, Said>;
  /** The numbers of rows that somebody fixed or decided about. */
  touched: Set<number>;
  /** By row number, only rows of a split. The new ones stand at the end of `rows`. */
  splits: Map<number, SplitPart>;
  /** What the latest fix did, for the rows like it. */
  lastFix: Fix | null;
  /** The fixes and decisions that can be undone, the latest at the end; and the one that is being undone. */
  steps: FixStep[];
  undoing: FixStep | null;
  /** The numbers of rows of which something was fixed or undone since that was last kept. */
  changed: Set<number>;
  /** What was fixed before the file was closed and is in again; null when nothing. */
  restored: BulkReview['restored'];
  columns: { filled: number; samples: string[] }[];
  /** Rows that fit the columns. */
  wholeRows: number;
  /** First row that holds letters such as "Ã¼", which were damaged before; null when there is none. */
  damagedRow: number | null;
  meanings: ColumnMeaning[];
  /** Who said what the columns become. */
  mappedBy: 'names' | 'memory' | 'admin';
  /** Titles that two columns share, so that nobody can tell which one counts (condition 24). */
  doubles: string[];
  options: BulkOptions | null;
  check: CheckRun | null;
  /** How often it was counted for the page. */
  reviews: number;
  /** The tenants of this computer when the file was opened. */
  tenants: readonly NamedTenant[];
  /** The whole file, of which this is the plan of one tenant; null for a whole file. */
  parentId: string | null;
  /** The number of the whole file's last row, for a plan of it: rows that splitting adds are numbered behind; 0 for a whole file. */
  lastOfFile: number;
  /** Set once a file that names tenants was divided among them. */
  split: Split | null;
  /** A start stores the rows: until it has ended nothing may move among plans. */
  isStarting: boolean;
}

/** Opens a draft: nothing is read yet. */
export function newDraft(from: {
  draftId: string;
  tenantId: string;
  fileName: string;
  sizeBytes: number;
  encoding: Encoding;
  encodingBasis: Draft['encodingBasis'];
  candidates: EncodingCandidate[];
  delimiter: Delimiter;
  shape: Draft['shape'];
  skip: number;
  headerChoice: Draft['headerChoice'];
  comments: Draft['comments'];
  quotes: Draft['quotes'];
  defaultRole: string;
  tenants: readonly NamedTenant[];
}): Draft {
  const { skip, ...given } = from;
  const pages = new RowPages(from.delimiter);
  return {
    ...given,
    header: 'none',
    width: null,
    hash: createHash('sha256'),
    sha256: null,
    reading: parseCsv({ ...from, skip }),
    titles: [],
    secretColumns: [],
    isEntraTemplate: false,
    rows: new DraftRows(new RowStates(pages)),
    pages,
    lists: new Map(),
    said: new Map(),
    touched: new Set(),
    splits: new Map(),
    lastFix: null,
    steps: [],
    undoing: null,
    changed: new Set(),
    restored: null,
    columns: [],
    wholeRows: 0,
    damagedRow: null,
    meanings: [],
    mappedBy: 'names',
    doubles: [],
    options: null,
    check: null,
    reviews: 0,
    parentId: null,
    lastOfFile: 0,
    split: null,
    isStarting: false,
  };
}

/** No address, name or role is nearly as long; the rules that look at them are made for cells of a line (H1). */
const longestCell = 2000;

/** The cell that a meaning is mapped to, cut off where no rule would let it through; empty when none is. */
export function cellFor(draft: Draft, row: DraftRow, meaning: ColumnMeaning): string {
  const index = draft.meanings.indexOf(meaning);
  const cell = index === -1 ? '' : row.cell(index);
  // A list of teams may be long, and cutting it would leave some out unseen.
  return cell.length > longestCell && meaning !== 'teams' ? cell.slice(0, longestCell) : cell;
}

const nothingSaid: Said = { isKept: false, isLeftOut: false, included: 'as-run', dryRun: null };

/** What was said of a row so far. */
export function saidOf(draft: Draft, row: DraftRow): Readonly<Said> {
  return draft.said.get(row.row) ?? nothingSaid;
}

/** Keeps what was said of a row. */
export function say(draft: Draft, row: DraftRow, more: Partial<Said>): void {
  draft.said.set(row.row, { ...saidOf(draft, row), ...more });
}

/** Whether splitting added a row; the first part of a split is the row of the file itself. */
export function isAdded(draft: Draft, row: DraftRow): boolean {
  return (draft.splits.get(row.row)?.part ?? 1) > 1;
}

/** Forgets every fix and decision: they were about other cells. */
export function forgetFixes(draft: Draft): void {
  // The rows that splitting added stand at the end.
  while (draft.rows.last !== undefined && isAdded(draft, draft.rows.last)) draft.rows.pop();
  draft.rows.forget();
  draft.said.clear();
  draft.touched.clear();
  draft.splits.clear();
  draft.lastFix = null;
  draft.steps = [];
  draft.undoing = null;
  draft.changed.clear();
  draft.restored = null;
  draft.check = null;
  draft.lists.clear();
}
