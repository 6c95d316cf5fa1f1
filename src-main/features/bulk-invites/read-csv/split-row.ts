/** One row cut out of a text. */
export interface RowCut {
  cells: string[];
  /** Where the next row begins. */
  end: number;
  /** Line breaks inside the cells: the row stands on one more physical line for each. */
  breaks: number;
}

/**
 * Cuts the row that begins at `from` out of a text, when it is plain RFC 4180: each quoted cell begins and ends with its
 * quote, and no other cell holds one. Every other row is `hard`: the kept library decides about it, and a test holds the
 * two against each other. `cut-off`: the text ends within the row; `isLast` says that nothing follows the text.
 */
export function cutRow(
  text: string,
  from: number,
  how: { delimiter: string; isLast: boolean },
): RowCut | 'hard' | 'cut-off' {
  const { delimiter } = how;
  const comma = delimiter.charCodeAt(0);
  const cells: string[] = [];
  let breaks = 0;
  let at = from;
  for (;;) {
    if (text.charCodeAt(at) === 34) {
      const cell = cutQuoted(text, at + 1);
      if (cell === null) return 'cut-off';
      at = cell.end;
      cells.push(cell.text);
      breaks += cell.breaks;
    } else {
      const begin = at;
      let sign = text.charCodeAt(at);
      while (at < text.length && sign !== comma && sign !== 10 && sign !== 13) {
        if (sign === 34) return 'hard';
        at += 1;
        sign = text.charCodeAt(at);
      }
      cells.push(text.slice(begin, at).trim());
    }
    if (at >= text.length) return how.isLast ? { cells, end: at, breaks } : 'cut-off';
    const sign = text.charCodeAt(at);
    at += 1;
    if (sign === 10) return { cells, end: at, breaks };
    if (sign === 13) {
      // At the very end of the text it may be the first half of CRLF.
      if (at >= text.length && !how.isLast) return 'cut-off';
      return { cells, end: text.charCodeAt(at) === 10 ? at + 1 : at, breaks };
    }
    if (sign !== comma) return 'hard';
  }
}

/** Takes the text and where the cell begins behind its quote; `end` is behind the closing one. Null when there is none. */
function cutQuoted(text: string, begin: number): { text: string; end: number; breaks: number } | null {
  let close = text.indexOf('"', begin);
  let isDoubled = false;
  while (close !== -1 && text.charCodeAt(close + 1) === 34) {
    isDoubled = true;
    close = text.indexOf('"', close + 2);
  }
  if (close === -1) return null;
  const cell = text.slice(begin, close);
  return {
    text: isDoubled ? cell.replaceAll('""', '"') : cell,
    end: close + 1,
    breaks: countLineBreaks(cell),
  };
}

/** How many lines a text goes on for after its first one. */
export function countLineBreaks(text: string): number {
  if (!text.includes('\n') && !text.includes('\r')) return 0;
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}
