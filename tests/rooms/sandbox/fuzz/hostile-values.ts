import fc from 'fast-check';

/** Text that has hurt servers before: SQL, LIKE, paths, markup, templates, odd encodings, great length. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    "' OR 1=1 --",
    "'; DROP TABLE users; --",
    '%',
    '_%_',
    '\\',
    '"',
    '../../etc/passwd',
    '<script>alert(1)</script>',
    '{{7*7}}#{7*7}',
    '__proto__',
    'constructor',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\u202egnp.exe',
    '\ufeff',
    'İ@ı.example',
    'null',
    'NaN',
    '-0',
    '1e308',
    '99999999999999999999',
    '0x10',
    '',
    ' ',
    '\r\nX-Injected: 1',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.integer({ min: 255, max: 60_000 }).map((length) => 'a'.repeat(length)),
);

/** Any JSON value, odd ones often. */
export const hostileJson: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e308, 2 ** 53, [], {}, [[]], [null]),
  fc.jsonValue(),
  fc.integer({ min: 1, max: 2000 }).map(nested),
  fc.constant(JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}}}')),
);

/** Bodies that are no JSON, or hardly. */
export const brokenBody: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    '{',
    '[',
    '{"email":',
    'null',
    '"text"',
    '42',
    '[]',
    '{}{}',
    '\ufeff{}',
    "{'a':1}",
    '{"a":1,}',
  ),
  fc.constantFrom('{"email":"a@b.example","email":"c@d.example"}', `${'['.repeat(20_000)}`),
  hostileText,
);

function nested(depth: number): unknown {
  return Array.from({ length: depth }).reduce<unknown>((inside) => [inside], 'deep');
}

/** How to spoil one place of a value; `at` is the number of the place, counted round. */
export interface Spoiling {
  readonly at: number;
  readonly how: 'replace' | 'drop' | 'add';
  readonly by: unknown;
}

export const spoiling: fc.Arbitrary<Spoiling> = fc.record({
  at: fc.nat(1000),
  how: fc.constantFrom('replace', 'drop', 'add'),
  by: hostileJson,
});

/** A copy of the value with one place spoilt. */
export function spoil(value: unknown, { at, how, by }: Spoiling): unknown {
  const places = placesIn(value);
  const [place = []] = places.slice(at % places.length);
  return changeAt(value, place, { how, by });
}

/** Down to six levels, which is deeper than any request: all places of a value 2,000 deep would take minutes to list. */
function placesIn(value: unknown, levels = 6): string[][] {
  if (typeof value !== 'object' || value === null || levels === 0) return [[]];
  const below = Object.entries(value).flatMap(([name, part]) =>
    placesIn(part, levels - 1).map((place) => [name, ...place]),
  );
  return [[], ...below];
}

function changeAt(value: unknown, place: readonly string[], change: Pick<Spoiling, 'how' | 'by'>): unknown {
  const [name, ...rest] = place;
  if (name === undefined || typeof value !== 'object' || value === null) {
    const isOpen = typeof value === 'object' && value !== null && !Array.isArray(value);
    return change.how === 'add' && isOpen ? { ...value, notDescribed: change.by } : change.by;
  }
  const entries = Object.entries(value).flatMap(([one, part]): [string, unknown][] => {
    if (one !== name) return [[one, part]];
    return rest.length === 0 && change.how === 'drop' ? [] : [[one, changeAt(part, rest, change)]];
  });
  return Array.isArray(value) ? entries.map(([, part]) => part) : Object.fromEntries(entries);
}
