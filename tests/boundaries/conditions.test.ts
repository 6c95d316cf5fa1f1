import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const testsFolder = join(import.meta.dirname, '..');

/** The conditions that bulk invite is held to have numbers, and each must be named by a test that proves it. */
const first = 1;
const last = 72;

/** The numbers that a title names: `condition 14`, `conditions 16 to 20`, `conditions 8, 10 and 12`. */
function conditionsIn(title: string): number[] {
  return [...title.matchAll(/conditions? (\d+(?:(?:, | and | to )\d+)*)/g)].flatMap(([, list = '']) =>
    list.split(/, | and /).flatMap((part) => {
      const [from = 0, to = from] = part.split(' to ').map(Number);
      return Array.from({ length: to - from + 1 }, (_, index) => from + index);
    }),
  );
}

/** What stands in quotes behind `it(`, `test(`, `describe(`, or in a table of cases: the names of tests. */
function titlesIn(source: string): string[] {
  const withoutComments = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  return [...withoutComments.matchAll(/(['`])((?:(?!\1)[^\\\n]|\\.)*)\1/g)].map(([, , title = '']) => title);
}

test('each condition of bulk invite from 1 to 72 is named by a test', () => {
  const tests = readdirSync(testsFolder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.(?:test|spec)\.tsx?$/.test(path),
  );
  const named = new Set(
    tests.flatMap((path) => titlesIn(readFileSync(join(testsFolder, path), 'utf8')).flatMap(conditionsIn)),
  );
  const missing = Array.from({ length: last - first + 1 }, (_, index) => first + index).filter(
    (number) => !named.has(number),
  );
  expect(missing).toEqual([]);
});

test('a title is read for what it names', () => {
  expect(conditionsIn('condition 14: tab')).toEqual([14]);
  expect(conditionsIn('parsing (conditions 8, 16 to 18 and 20)')).toEqual([8, 16, 17, 18, 20]);
  expect(conditionsIn('in good condition')).toEqual([]);
});
