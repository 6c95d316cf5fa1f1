/** Where the cells of one plain line lie, and which of them hold anything. Overwritten by the next line. */
export interface PlainLine {
  /** Takes the text that lines are cut out of from now on. */
  open(text: string): void;
  /**
   * Looks at the line between two places of the text, which holds no quote. True when it has as many cells as asked, at least
   * one of them filled, and none that begins with a sign that has a meaning of its own: then `filled` is set for each cell.
   */
  look(from: number, to: number, cells: number): boolean;
  /** By cell: 1 where it holds something besides blanks. */
  readonly filled: Uint8Array;
}

const mostCells = 256;

/** Opens a look at plain lines: what nearly every line of nearly every file is. None of their cells is made into a text. */
export function openPlainLine(delimiter: string): PlainLine {
  const filled = new Uint8Array(mostCells);
  let text = '';
  /** The first delimiter at or behind the place that was asked about last; the end of the text when there is none any more. */
  let next = -1;

  const delimiterFrom = (at: number): number => {
    if (next >= at) return next;
    const found = text.indexOf(delimiter, at);
    next = found === -1 ? text.length : found;
    return next;
  };

  return {
    filled,
    open(given) {
      text = given;
      next = -1;
    },
    look(from, to, cells) {
      if (cells > mostCells || text.charCodeAt(from) === 35) return false;
      let holdsAny = false;
      let at = from;
      for (let cell = 0; cell < cells; cell += 1) {
        const stop = delimiterFrom(at);
        const isLast = cell === cells - 1;
        if (isLast !== stop >= to) return false;
        const end = isLast ? to : stop;
        if (at === end) filled[cell] = 0;
        else if (isPlainStart(text.charCodeAt(at))) {
          filled[cell] = 1;
          holdsAny = true;
        } else return false;
        at = end + 1;
      }
      return holdsAny;
    },
  };
}

/**
 * Whether a cell that begins with this sign holds something and is no guarded formula. A few letters beyond ASCII; every sign
 * that may be a blank is left to the ordinary reading.
 */
function isPlainStart(sign: number): boolean {
  return (sign > 32 && sign < 127 && sign !== 39) || (sign >= 0xc0 && sign < 0x1680);
}
