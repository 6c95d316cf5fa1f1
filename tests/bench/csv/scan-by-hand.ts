/** The raw limit: one pass over the whole text, a state machine by hand for RFC 4180 and nothing else. */
export function scanByHand(bytes: Buffer, take: (cells: readonly string[]) => void): void {
  const text = bytes.toString('utf8');
  let cells: string[] = [];
  let start = 0;
  let at = 0;
  while (at < text.length) {
    const sign = text.charCodeAt(at);
    if (sign === 34 && at === start) {
      let cell = '';
      at += 1;
      for (;;) {
        const close = text.indexOf('"', at);
        cell += text.slice(at, close);
        if (text.charCodeAt(close + 1) !== 34) {
          at = close + 1;
          break;
        }
        cell += '"';
        at = close + 2;
      }
      cells.push(cell);
      if (text.charCodeAt(at) === 10) {
        take(cells);
        cells = [];
      }
      at += 1;
      start = at;
    } else if (sign === 44) {
      cells.push(text.slice(start, at));
      at += 1;
      start = at;
    } else if (sign === 10) {
      cells.push(text.slice(start, at));
      take(cells);
      cells = [];
      at += 1;
      start = at;
    } else at += 1;
  }
}
