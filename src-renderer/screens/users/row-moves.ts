/** Rows that a page key moves by when the height of the table is not known. */
const leastPage = 10;

/** How far each key moves the focused row. In: rows on a page, and the count of rows. */
export function movedIndex(key: string, index: number, page: number, matches: number): number {
  const last = Math.max(0, matches - 1);
  const step = Math.max(leastPage, page);
  const moved: Record<string, number> = {
    j: index + 1,
    ArrowDown: index + 1,
    k: index - 1,
    ArrowUp: index - 1,
    Home: 0,
    End: last,
    PageDown: index + step,
    PageUp: index - step,
  };
  return Math.min(last, Math.max(0, moved[key] ?? index));
}

/** The places from one row to another, both included, in rising order. */
export function placesBetween(one: number, other: number): number[] {
  const from = Math.min(one, other);
  return Array.from({ length: Math.abs(one - other) + 1 }, (_, step) => from + step);
}
