/** Controls, and characters that are invisible or turn the reading direction of what follows. */
const hidden = /[\p{Cc}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/gu;
const longestTitle = 600;
const longestText = 2_000;

const shown = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `⟨${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
};

/**
 * Text of a directory made safe to look at: what is invisible or turns the direction of reading becomes a
 * visible sign, and nothing longer than a screen is laid out. Always shown as text, inside <bdi> or a class
 * with `unicode-bidi: isolate`.
 */
export function visibleText(text: string): string {
  const short = text.length > longestText ? `${text.slice(0, longestText)}…` : text;
  return short.replace(hidden, shown);
}

/** As `visibleText`, capped for a tooltip. */
export function titleText(text: string): string {
  const whole = visibleText(text);
  return whole.length > longestTitle ? `${whole.slice(0, longestTitle)}…` : whole;
}
