/** Letters that Unicode does not take apart but that people type without their stroke or ligature. */
const plainLetters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  þ: 'th',
  ς: 'σ',
};
const isPlain = /^[\x20-\x7e]*$/;

/**
 * Makes text from a tenant fit to be stored and shown: composed (NFC), without half characters and controls (a NUL would
 * end a text for the search index). Never fails.
 */
export function cleanText(text: string): string {
  if (isPlain.test(text)) return text;
  return text
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll(/\p{Cc}/gu, ' ')
    .normalize('NFC');
}

/** Text as search and sorting compare it: lower case, without diacritics and widths, ligatures taken apart. */
export function foldText(text: string): string {
  if (isPlain.test(text)) return text.toLowerCase();
  return cleanText(text)
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[ßæœøđðħıłþς]/g, (letter) => plainLetters[letter] ?? letter);
}

/** An email as two of them are compared: without case. Addresses that differ in a diacritic stay different. */
export function emailKey(email: string): string {
  return cleanText(email).trim().toLowerCase().normalize('NFC');
}
