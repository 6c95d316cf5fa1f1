/** Rows of the file that could all be sent to one address. */
export interface Group {
  /** Indexes in file order. */
  members: number[];
  /** First member that wants something else than the first one; undefined until somebody asks. */
  differing: number | null | undefined;
  /** The member that the admin chose; undefined until somebody asks. */
  chosen: number | null | undefined;
}

/** Which rows share an address. Of most addresses there is one row, so a group is made with the second one only. */
export class RowGroups {
  readonly #rows = new Map<string, number | Group>();

  /** Puts a row to the others of its address. */
  add(email: string, index: number): void {
    const found = this.#rows.get(email);
    if (found === undefined) {
      this.#rows.set(email, index);
      return;
    }
    const group = typeof found === 'number' ? newGroup([found]) : found;
    const isInOrder = (group.members.at(-1) ?? -1) < index;
    group.members.push(index);
    if (!isInOrder) group.members.sort((one, other) => one - other);
    forgetAnswers(group);
    this.#rows.set(email, group);
  }

  /** Takes a row away from its address; returns the rows that are left there. */
  remove(email: string, index: number): readonly number[] {
    const found = this.#rows.get(email);
    if (found === index) this.#rows.delete(email);
    if (found === undefined || typeof found === 'number') return [];
    found.members = found.members.filter((member) => member !== index);
    forgetAnswers(found);
    return found.members;
  }

  /** The rows of an address, in file order. */
  membersOf(email: string): readonly number[] {
    const found = this.#rows.get(email);
    if (found === undefined) return [];
    return typeof found === 'number' ? [found] : found.members;
  }

  /** The group of an address that several rows share, or null. */
  shared(email: string): Group | null {
    const found = this.#rows.get(email);
    return typeof found === 'object' && found.members.length > 1 ? found : null;
  }
}

/** Has what is known of a group found out anew: its members or the choice among them changed. */
export function forgetAnswers(group: Group): void {
  group.differing = undefined;
  group.chosen = undefined;
}

function newGroup(members: number[]): Group {
  return { members, differing: undefined, chosen: undefined };
}
