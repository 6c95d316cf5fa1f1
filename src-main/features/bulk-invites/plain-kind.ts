import type { Checked, OwnFinding } from './draft.ts';

/**
 * What rows came to that differ in nothing but a plain address: same domain, role, teams and flag, nothing wrong and nothing
 * to say of the name. Most rows of most files are of a handful of kinds, and such a row keeps its kind alone: a million
 * findings would fill the heap.
 */
export class PlainKind {
  /** What all of them came to by themselves, without the address. */
  readonly common: Readonly<OwnFinding>;
  /** The same as a row that is sent as it is, to be counted. */
  readonly ready: Checked;
  /** The column of the file in which their address stands. */
  readonly emailColumn: number;

  constructor(common: OwnFinding, ready: Checked, emailColumn: number) {
    this.common = common;
    this.ready = ready;
    this.emailColumn = emailColumn;
  }

  /** What one of them came to. Its address is shown, sent and compared just as it stands in the file. */
  ownOf(email: string): OwnFinding {
    return { ...this.common, email, sendAs: email, key: email };
  }
}
