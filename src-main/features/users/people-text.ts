import type { ReadableCache } from '../../cache/cache-handles.ts';
import type { PeopleColumns } from './people-columns.ts';

/**
 * The folded text of everybody in one string, and where each person begins in it. The string holds the bytes of UTF-8, one
 * a character: half the memory and twice the speed of a string with other than Western letters, and finding is as exact.
 */
export interface PeopleText {
  bytes: string;
  starts: Uint32Array;
}

/** Reads the search text of a copy, in the order of its columns. The plus makes SQLite walk the rows in their order. */
export function readPeopleText(cache: ReadableCache, copyNo: number, count: number): PeopleText {
  const texts = cache
    .prepare('SELECT search_text FROM users WHERE +copy_no = ? ORDER BY n')
    .pluck(true)
    .all(copyNo) as string[];
  const starts = new Uint32Array(count + 1);
  let at = 0;
  for (let place = 0; place < count; place += 1) {
    starts[place] = at;
    at += Buffer.byteLength(texts[place] ?? '') + 1;
  }
  starts[count] = at;
  return { bytes: asBytes(`${texts.join('\n')}\n`), starts };
}

/** The text with that of newcomers, who come after everybody else. */
export function growPeopleText(cache: ReadableCache, text: PeopleText, columns: PeopleColumns): PeopleText {
  const before = text.starts.length - 1;
  if (columns.count === before) return text;
  const read = cache.prepare('SELECT search_text FROM users WHERE n = ?').pluck(true);
  const starts = new Uint32Array(columns.count + 1);
  starts.set(text.starts);
  const added: string[] = [];
  for (let place = before; place < columns.count; place += 1) {
    const bytes = `${asBytes(String(read.get(columns.numbers[place])))}\n`;
    added.push(bytes);
    starts[place + 1] = (starts[place] ?? 0) + bytes.length;
  }
  return { bytes: text.bytes + added.join(''), starts };
}

function asBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/**
 * Marks everybody in whose email or name the word stands, by walking the text: 2 to 4 ms for 100,000 people whatever the
 * word, one letter included. The word must be folded and hold no line break.
 */
export function markByText({ bytes, starts }: PeopleText, word: string, hits: Uint8Array): void {
  const sought = asBytes(word);
  let place = 0;
  let at = bytes.indexOf(sought);
  while (at >= 0 && place < hits.length) {
    while ((starts[place + 1] ?? Number.POSITIVE_INFINITY) <= at) place += 1;
    hits[place] = 1;
    const next = starts[place + 1] ?? bytes.length;
    at = bytes.indexOf(sought, next);
  }
}
