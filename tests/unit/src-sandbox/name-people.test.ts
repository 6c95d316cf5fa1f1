import { expect, test } from 'vitest';
import { nameLists } from '../../../src-sandbox/seed/name-lists.ts';
import { asciiName, namePeople } from '../../../src-sandbox/seed/name-people.ts';
import { seededRandom } from '../../../src-sandbox/seed/seeded-random.ts';

const ascii = (entry: string) => entry.split('/')[1] ?? asciiName(entry);

test('100,000 people get 100,000 different addresses', () => {
  const next = namePeople(seededRandom(1, 'names'));
  const seen = new Set(Array.from({ length: 100_000 }, () => next().localPart));
  expect(seen.size).toBe(100_000);
  expect([...seen].filter((localPart) => !/^[a-z]+(\.[a-z]+)*$/.test(localPart))).toEqual([]);
});

test('no family name stands twice, in any list', () => {
  const families = nameLists.flatMap((list) => list.family.map(ascii));
  expect(families.filter((name, place) => families.indexOf(name) !== place)).toEqual([]);
});

test('no given name stands twice in one list', () => {
  for (const { given } of nameLists) {
    const names = given.map(ascii);
    expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
  }
});

test('names become plain letters', () => {
  expect(asciiName('Øystein Sæther')).toBe('oysteinsaether');
  expect(asciiName("D'Angelo-Łoś Straßer")).toBe('dangelolosstrasser');
  expect(asciiName('Yıldız')).toBe('yildiz');
});
