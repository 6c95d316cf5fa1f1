import type { Delimiter } from '../../../../src-contract/bulk-invites.ts';

const candidates: readonly Delimiter[] = [',', ';', '\t', '|'];
const linesToLookAt = 50;

export interface FoundDelimiter {
  delimiter: Delimiter;
  /** Characters at the start of the text that only name the delimiter (`sep=;`, condition 15). */
  skip: number;
}

/**
 * Takes the first part of a text; returns the delimiter. Excel's `sep=` line is obeyed; else the candidate wins that
 * stands equally often outside quotes in the most lines (condition 14). One column without any: comma. So it is with a sign that
 * a few lines hold and the first one does not: those are cells with two addresses (condition 31).
 */
export function detectDelimiter(head: string): FoundDelimiter {
  const declared = /^\uFEFF?"?sep=([,;\t|])"?(?:\r\n|\n|\r)/i.exec(head);
  if (declared?.[1] !== undefined) return { delimiter: declared[1] as Delimiter, skip: declared[0].length };
  // Where every cell is quoted, a line of a tab-separated file is tabs and nothing else.
  const lines = unquotedLines(head).filter((line) => line !== '');
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of candidates) {
    const score = scoreOf(lines, delimiter);
    if (score > best.score) best = { delimiter, score };
  }
  return { delimiter: best.delimiter, skip: 0 };
}

/** Share of lines with the most usual count, and a little for the count itself, so that teams split by | do not win. */
function scoreOf(lines: readonly string[], delimiter: string): number {
  const times = new Map<number, number>();
  for (const line of lines) {
    const count = line.split(delimiter).length - 1;
    times.set(count, (times.get(count) ?? 0) + 1);
  }
  const without = times.get(0) ?? 0;
  times.delete(0);
  if (without > lines.length / 2 && lines[0]?.includes(delimiter) !== true) return 0;
  let best = 0;
  for (const [count, lineCount] of times) {
    best = Math.max(best, lineCount / lines.length + Math.min(count, 20) / 100);
  }
  return best;
}

/** The first lines with everything inside quotes left out; a line break inside quotes does not end a line. */
function unquotedLines(head: string): string[] {
  const lines: string[] = [];
  let line = '';
  let isQuoted = false;
  for (const sign of head) {
    if (sign === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (sign === '\n' || sign === '\r')) {
      lines.push(line);
      line = '';
      if (lines.length >= linesToLookAt) return lines;
    } else if (!isQuoted) line += sign;
  }
  // The head may end within a line; it counts only when it is all there is.
  if (lines.length === 0) lines.push(line);
  return lines;
}
