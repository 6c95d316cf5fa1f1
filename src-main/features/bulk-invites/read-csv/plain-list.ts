/** Larger texts are files, not something that somebody pasted. */
const longestList = 1_000_000;

/**
 * Takes pasted text such as `a@x.no, Bo <b@y.no>; c@z.no` and returns its addresses, or null when the text is not just
 * a list (condition 7). One address a line is left to the ordinary reading.
 */
export function plainList(text: string): string[] | null {
  if (text.length > longestList || !text.includes('@') || text.includes('"')) return null;
  const pieces = text
    .split(/[,;\r\n\t]+/)
    .flatMap(splitAtSpaces)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  if (pieces.length < 2 || !pieces.every((piece) => piece.includes('@'))) return null;
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  return pieces.length > lines.length ? pieces : null;
}

function splitAtSpaces(piece: string): string[] {
  const words = piece.trim().split(/\s+/);
  return words.length > 1 && words.every((word) => word.includes('@')) ? words : [piece];
}
