import type { Verdict } from '../../../src-contract/bulk-invites.ts';
import type { Checked, OwnFinding } from './draft.ts';
import { PlainKind } from './plain-kind.ts';
import type { RowEdit, RowStates } from './row-states.ts';

/**
 * A row of an open file, as long as somebody looks at it. All that is known of it lies packed elsewhere, so that a million rows
 * do not fill the heap: whoever asks for a row again gets another object, which is as good.
 */
export class DraftRow {
  readonly #states: RowStates;
  /** Where it lies in the pages. */
  readonly index: number;

  /** `states`: what is known of the rows of its file. */
  constructor(states: RowStates, index: number) {
    this.#states = states;
    this.index = index;
  }

  /** As a spreadsheet counts: the first line is row 1, blank rows count. */
  get row(): number {
    return this.#states.pages.rowOf(this.index);
  }

  /** The physical line on which the row begins (condition 17). */
  get line(): number {
    return this.#states.pages.lineOf(this.index);
  }

  /** Why the row cannot be trusted, or null. */
  get problem(): string | null {
    return this.#states.besides.get(this.index)?.problem ?? null;
  }

  /** What the admin changed in it, or null. */
  get edit(): RowEdit | null {
    return this.#states.besides.get(this.index)?.edit ?? null;
  }

  set edit(edit: RowEdit | null) {
    if (edit !== this.edit) this.#states.withBesides(this.index).edit = edit;
  }

  /** The admin took this row of several that want different things for one person (condition 50). */
  get isChosen(): boolean {
    return this.#states.besides.get(this.index)?.isChosen ?? false;
  }

  set isChosen(isChosen: boolean) {
    if (isChosen !== this.isChosen) this.#states.withBesides(this.index).isChosen = isChosen;
  }

  /**
   * What the row came to; null until it is checked. Most rows of most files are simply ready, and for those what they came
   * to by themselves, or the kind of row that they are, says it all: the rest is put around it when somebody asks.
   */
  get checked(): Checked | null {
    const kept = this.#states.checked.get(this.index) ?? null;
    if (kept instanceof PlainKind) return readyRow(kept.ownOf(this.cell(kept.emailColumn)));
    return kept === null || 'verdict' in kept ? kept : readyRow(kept);
  }

  set checked(checked: Checked | null) {
    const isPlain = checked !== null && isPlainlyReady(checked);
    this.#states.checked.set(this.index, isPlain ? checked.own : checked);
  }

  /** Settles a row that is ready as all others of its kind are. */
  settleAs(kind: PlainKind): void {
    this.#states.checked.set(this.index, kind);
  }

  /** The verdict alone, without putting anything together; null until the row is checked. */
  get verdict(): Verdict | null {
    const kept = this.#states.checked.get(this.index) ?? null;
    if (kept === null) return null;
    return !(kept instanceof PlainKind) && 'verdict' in kept ? kept.verdict : 'ready';
  }

  /** Whether the row is ready and there is a note on it. */
  get isNoted(): boolean {
    const kept = this.#states.checked.get(this.index) ?? null;
    if (kept instanceof PlainKind) return kept.common.notes.length > 0;
    return this.verdict === 'ready' && (this.checked?.own.notes.length ?? 0) > 0;
  }

  /** The cells of the file, unpacked. */
  get cells(): readonly string[] {
    return this.#states.pages.cellsOf(this.index);
  }

  /** One cell of the file, without unpacking the others; empty where there is none. */
  cell(column: number): string {
    return this.#states.pages.cellOf(this.index, column);
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
