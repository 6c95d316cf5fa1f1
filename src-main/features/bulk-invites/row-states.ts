import type { Checked, OwnFinding } from './draft.ts';
import { InBlocks } from './in-blocks.ts';
import type { PlainKind } from './plain-kind.ts';
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
export interface Besides {
  problem: string | null;
  edit: RowEdit | null;
  isChosen: boolean;
}

/**
 * All that is known of the rows of a file, by their index in the pages: what `DraftRow` shows of one of them. The file, its plans
 * for single tenants and the rows of a tab have one of these together, so that they all see the same.
 */
export class RowStates {
  readonly pages: RowPages;
  /** Kept whole only where a row is anything but ready; see `DraftRow.checked`. */
  readonly checked = new InBlocks<Checked | OwnFinding | PlainKind | null>();
  readonly besides = new InBlocks<Besides>();

  /** `pages`: where the cells lie. */
  constructor(pages: RowPages) {
    this.pages = pages;
  }

  /** What there is besides to a row, made when there is nothing yet. */
  withBesides(index: number): Besides {
    const known = this.besides.get(index);
    if (known !== undefined) return known;
    const made: Besides = { problem: null, edit: null, isChosen: false };
    this.besides.set(index, made);
    return made;
  }

  /** Makes a row as it was read: neither checked, edited nor chosen. Its problem stays, it is one of the file. */
  forget(index: number): void {
    if (this.checked.get(index)) this.checked.set(index, null);
    const besides = this.besides.get(index);
    if (besides === undefined) return;
    besides.edit = null;
    besides.isChosen = false;
  }
}
