/** Rows of the file that could all be sent to one address. */
export interface Group {
  /** Indexes in file order. */
  members: number[];
  /** First member that wants something else than the first one; undefined until somebody asks. */
  differing: number | null | undefined;
  /** The member that the admin chose; undefined until somebody asks. */
  chosen: number | null | undefined;
}

/** Tells the address under which a row was added. */
export type KeyOf = (index: number) => string | null;

const fewestPlaces = 1024;
/** So many places there are for each row: with more of them free, looking takes fewer steps and more memory. */
const placesPerRow = 1.5;

/**
 * Which rows share an address. Of most addresses there is one row, so a group is made with the second one only, and of a row
 * alone no more is kept than its index and a hash: a million addresses as texts in a map would be walked by every collection,
 * and a map that grows stops its thread for long. Addresses are compared, not only their hashes: `keyOf` is asked for them.
 */
export class RowGroups {
  /**
   * By place two numbers, side by side so that both are had with one look at memory: 0 where there is nobody, the row's index
   * plus one, or a group's number plus one below zero; and the hash.
   */
  #places = new Int32Array(fewestPlaces * 2);
  #size = fewestPlaces;
  #taken = 0;
  readonly #groups: { key: string; group: Group }[] = [];
  /** By row: the number of its group plus one, or 0. Empty until there is a group: most files have none. */
  #groupOf = new Int32Array(0);
  #rows = fewestPlaces;
  /** Differs each time, so that no file can be made whose addresses all fall on one place. */
  readonly #seed = Math.floor(Math.random() * 0x1_0000_0000) | 0;

  /** Makes room for so many rows at once, so that the places need not grow under way. */
  expect(rows: number): void {
    this.#rows = Math.max(this.#rows, rows);
    if (this.#size < rows * placesPerRow) this.#grow(Math.ceil(rows * placesPerRow));
  }

  /** Puts a row to the others of its address. */
  add(email: string, index: number, keyOf: KeyOf): void {
    if (this.#taken * placesPerRow >= this.#size) this.#grow(this.#size * 2);
    const hash = this.#hashOf(email);
    const place = this.#placeOf(email, hash, keyOf);
    const found = this.#places[place] ?? 0;
    if (found === 0) {
      this.#places[place] = index + 1;
      this.#places[place + 1] = hash;
      this.#taken += 1;
      return;
    }
    const group = found > 0 ? this.#makeGroup(email, place, [found - 1]) : this.#groupAt(found);
    const isInOrder = (group.members.at(-1) ?? -1) < index;
    group.members.push(index);
    if (!isInOrder) group.members.sort((one, other) => one - other);
    forgetAnswers(group);
    this.#noteGroup(index, -(this.#places[place] ?? 0));
  }

  /** Takes a row away from its address; returns the rows that are left there. */
  remove(email: string, index: number, keyOf: KeyOf): readonly number[] {
    const place = this.#placeOf(email, this.#hashOf(email), keyOf);
    const found = this.#places[place] ?? 0;
    // A place that was taken once stays taken, by a group of nobody: others were put behind it.
    if (found === index + 1) this.#makeGroup(email, place, []);
    if (found >= 0) return [];
    const group = this.#groupAt(found);
    group.members = group.members.filter((member) => member !== index);
    if (this.#groupOf[index] === -found) this.#groupOf[index] = 0;
    forgetAnswers(group);
    return group.members;
  }

  /** The rows of an address, in file order. */
  membersOf(email: string, keyOf: KeyOf): readonly number[] {
    const found = this.#places[this.#placeOf(email, this.#hashOf(email), keyOf)] ?? 0;
    if (found === 0) return [];
    return found > 0 ? [found - 1] : this.#groupAt(found).members;
  }

  /** The group of a row that shares its address with others, or null. */
  shared(index: number): Group | null {
    const number = this.#groupOf[index] ?? 0;
    if (number === 0) return null;
    const group = this.#groupAt(-number);
    return group.members.length > 1 ? group : null;
  }

  #groupAt(place: number): Group {
    const found = this.#groups[-place - 1];
    if (found === undefined) throw new Error(`there is no group ${place}`);
    return found.group;
  }

  #makeGroup(key: string, place: number, members: number[]): Group {
    const group: Group = { members, differing: undefined, chosen: undefined };
    const number = this.#groups.push({ key, group });
    this.#places[place] = -number;
    for (const member of members) this.#noteGroup(member, number);
    return group;
  }

  #noteGroup(index: number, number: number): void {
    if (index >= this.#groupOf.length) {
      const before = this.#groupOf;
      this.#groupOf = new Int32Array(Math.max(this.#rows, index * 2));
      this.#groupOf.set(before);
    }
    this.#groupOf[index] = number;
  }

  /** The place of an address, or the empty one where it would come. */
  #placeOf(email: string, hash: number, keyOf: KeyOf): number {
    for (let place = this.#firstPlace(hash); ; place = this.#placeBehind(place)) {
      const found = this.#places[place] ?? 0;
      if (found === 0) return place;
      if (this.#places[place + 1] !== hash) continue;
      const key = found > 0 ? keyOf(found - 1) : this.#groups[-found - 1]?.key;
      if (key === email) return place;
    }
  }

  /** Spreads the hashes evenly over as many places as there are. */
  #firstPlace(hash: number): number {
    return Math.floor(((hash >>> 0) / 0x1_0000_0000) * this.#size) * 2;
  }

  #placeBehind(place: number): number {
    return place + 2 === this.#places.length ? 0 : place + 2;
  }

  #grow(size: number): void {
    const before = this.#places;
    this.#size = size;
    this.#places = new Int32Array(size * 2);
    for (let from = 0; from < before.length; from += 2) {
      const found = before[from] ?? 0;
      if (found === 0) continue;
      const hash = before[from + 1] ?? 0;
      let place = this.#firstPlace(hash);
      while (this.#places[place] !== 0) place = this.#placeBehind(place);
      this.#places[place] = found;
      this.#places[place + 1] = hash;
    }
  }

  /** Each sign changes all bits behind it; the end mixes them once more, since the upper ones choose the place. */
  #hashOf(text: string): number {
    let hash = this.#seed;
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d);
    return hash ^ (hash >>> 13);
  }
}

/** Has what is known of a group found out anew: its members or the choice among them changed. */
export function forgetAnswers(group: Group): void {
  group.differing = undefined;
  group.chosen = undefined;
}
