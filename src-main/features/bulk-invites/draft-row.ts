import type { Verdict } from '../../../src-contract/bulk-invites.ts';
import type { Checked, OwnFinding } from './draft.ts';
import { PlainKind } from './plain-kind.ts';
import type { MailFlag } from './read-flag.ts';
import type { RowPages } from './row-pages.ts';

/** What the admin changed in a row. */
export interface RowEdit {
  email: string;
  role: string;
  teams: string[];
  /** Null: as the cell of the file says. */
  flag: MailFlag | 'as-run' | null;
}

/** What there is to a few rows only. */
interface Besides {
  problem: string | null;
  edit: RowEdit | null;
  isChosen: boolean;
}

/**
 * A row of an open file. Its cells and numbers lie packed elsewhere, and what few rows have is an object of its own, so that a
 * million rows do not fill the heap.
 */
export class DraftRow {
  /** Kept whole only where a row is anything but ready; see `checked`. */
  #checked: Checked | OwnFinding | PlainKind | null = null;
  #besides: Besides | null;
  readonly #pages: RowPages;
  readonly #index: number;

  /** `index`: where its cells lie in the pages. `problem`: why the row cannot be trusted, or null. */
  constructor(pages: RowPages, index: number, problem: string | null) {
    this.#pages = pages;
    this.#index = index;
    this.#besides = problem === null ? null : { problem, edit: null, isChosen: false };
  }

  /** As a spreadsheet counts: the first line is row 1, blank rows count. */
  get row(): number {
    return this.#pages.rowOf(this.#index);
  }

  /** The physical line on which the row begins (condition 17). */
  get line(): number {
    return this.#pages.lineOf(this.#index);
  }

  /** Why the row cannot be trusted, or null. */
  get problem(): string | null {
    return this.#besides === null ? null : this.#besides.problem;
  }

  /** What the admin changed in it, or null. */
  get edit(): RowEdit | null {
    return this.#besides === null ? null : this.#besides.edit;
  }

  set edit(edit: RowEdit | null) {
    if (edit !== null || this.#besides !== null) this.#withBesides().edit = edit;
  }

  /** The admin took this row of several that want different things for one person (condition 50). */
  get isChosen(): boolean {
    return this.#besides?.isChosen ?? false;
  }

  set isChosen(isChosen: boolean) {
    if (isChosen || this.#besides !== null) this.#withBesides().isChosen = isChosen;
  }

  #withBesides(): Besides {
    this.#besides ??= { problem: null, edit: null, isChosen: false };
    return this.#besides;
  }

  /**
   * What the row came to; null until it is checked. Most rows of most files are simply ready, and for those what they came
   * to by themselves, or the kind of row that they are, says it all: the rest is put around it when somebody asks.
   */
  get checked(): Checked | null {
    const kept = this.#checked;
    if (kept instanceof PlainKind) return readyRow(kept.ownOf(this.cell(kept.emailColumn)));
    return kept === null || 'verdict' in kept ? kept : readyRow(kept);
  }

  set checked(checked: Checked | null) {
    this.#checked = checked !== null && isPlainlyReady(checked) ? checked.own : checked;
  }

  /** Settles a row that is ready as all others of its kind are. */
  settleAs(kind: PlainKind): void {
    this.#checked = kind;
  }

  /** The verdict alone, without putting anything together; null until the row is checked. */
  get verdict(): Verdict | null {
    const kept = this.#checked;
    if (kept === null) return null;
    return !(kept instanceof PlainKind) && 'verdict' in kept ? kept.verdict : 'ready';
  }

  /** Whether the row is ready and there is a note on it. */
  get isNoted(): boolean {
    const kept = this.#checked;
    if (kept instanceof PlainKind) return kept.common.notes.length > 0;
    return this.verdict === 'ready' && (this.checked?.own.notes.length ?? 0) > 0;
  }

  /** The cells of the file, unpacked. */
  get cells(): readonly string[] {
    return this.#pages.cellsOf(this.#index);
  }

  /** One cell of the file, without unpacking the others; empty where there is none. */
  cell(column: number): string {
    return this.#pages.cellOf(this.#index, column);
  }
}

/** A row that is sent as it is, and about which there is nothing to say beyond its notes. */
export function readyRow(own: OwnFinding): Checked {
  return {
    own,
    verdict: 'ready',
    about: 'row',
    reason: '',
    suggestion: null,
    userId: null,
    update: null,
    isAsked: false,
    isIncluded: false,
    needsFix: false,
    choice: 'none',
  };
}

function isPlainlyReady(checked: Checked): boolean {
  const { verdict, about, reason, suggestion, userId, update, needsFix, choice, isAsked } = checked;
  const says = isAsked || reason !== '' || suggestion !== null || about !== 'row';
  return verdict === 'ready' && !says && userId === null && update === null && !needsFix && choice === 'none';
}
