/** Rows are read in windows of this many. */
export const windowSize = 200;

/**
 * The windows that cover the rows on screen, and their neighbours where the edge is near, so that scrolling
 * meets rows that are there already. In: first and last row drawn, how many rows there are. Out: offsets.
 */
export function windowOffsets(first: number, last: number, matches: number): number[] {
  const lead = windowSize / 4;
  const from = Math.max(0, Math.floor((first - lead) / windowSize));
  const end = Math.min(Math.max(0, matches - 1), last + lead);
  const to = Math.max(from, Math.floor(end / windowSize));
  return Array.from({ length: to - from + 1 }, (_, index) => (from + index) * windowSize);
}

/** The window that holds a row. */
export function windowOf(row: number): number {
  return Math.floor(row / windowSize) * windowSize;
}
