export type MailFlag = 'send' | 'do-not-send';

const yes = [
  'yes',
  'y',
  'true',
  '1',
  'x',
  'ja',
  'j',
  'oui',
  'si',
  'sim',
  'tak',
  'kylla',
  'wahr',
  'vrai',
  'да',
  'send',
  'on',
  '✓',
];
const no = [
  'no',
  'n',
  'false',
  '0',
  'nein',
  'nej',
  'nei',
  'nee',
  'non',
  'nao',
  'nie',
  'ei',
  'falsch',
  'faux',
  'нет',
  'off',
  '-',
];
const words = new Map<string, MailFlag>([
  ...yes.map((word): [string, MailFlag] => [word, 'send']),
  ...no.map((word): [string, MailFlag] => [word, 'do-not-send']),
  ['do not send', 'do-not-send'],
  ['dont send', 'do-not-send'],
]);

/**
 * Takes the cell of a "send email" column (condition 43). Out: what it says; `as-run` when it is blank, `unclear` when it is
 * neither a yes nor a no, which holds the row.
 */
export function readFlag(cell: string): MailFlag | 'as-run' | 'unclear' {
  if (cell === '') return 'as-run';
  const word = cell
    .trim()
    .normalize('NFKD')
    .replace(/[\p{Mark}'’]/gu, '')
    .replace(/ł/gu, 'l')
    .toLowerCase()
    .replace(/[\s_-]+/gu, (gap) => (cell.trim() === '-' ? gap : ' '));
  return word === '' ? 'as-run' : (words.get(word) ?? 'unclear');
}
