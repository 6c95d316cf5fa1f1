import { describe, expect, it } from 'vitest';
import { findShapeBreaches } from './find-shape-breaches.ts';
import { parseSource, readSources } from './source-file.ts';

describe('how files are named and what they hold', () => {
  it('holds in every file', () => {
    expect(findShapeBreaches(readSources())).toEqual([]);
  });

  it.each([
    ['src-main/sync/a.ts', 'export default 1;', 'default export'],
    ['src-main/sync/a.ts', 'const a = 1; export { a as default };', 'default export'],
    ['src-main/sync/a.ts', 'export const a: any = 1;', 'says any'],
    ['src-main/sync/a.ts', 'const a = (b as any).c;', 'says any'],
    ['src-main/sync/a.ts', 'const a = b!.c;', 'wishes'],
    ['src-main/sync/a.ts', 'enum A { B }', 'enum'],
    ['src-main/sync/a.ts', '// @ts-expect-error for now\nconst a = 1;', 'switches the compiler off'],
    ['src-main/sync/a.ts', 'try { a(); } catch {}', 'swallows'],
    ['src-main/sync/a.ts', 'export function a(b: string, force: boolean) {}', 'bare boolean'],
    ['src-main/sync/a.ts', 'export const a = (b: string, force: boolean) => b;', 'bare boolean'],
    ['src-main/sync/a.ts', "export { a } from './b.ts'; export { c } from './d.ts';", 'only passes on'],
    ['src-main/sync/a.ts', "const b = 1; export * from './c.ts';", 'passes on everything'],
    ['src-main/sync/index.ts', 'export const a = 1;', 'called index'],
    ['src-main/sync/date-utils.ts', 'export const a = 1;', 'says nothing'],
    ['src-main/common/dates.ts', 'export const a = 1;', 'says nothing'],
    ['src-main/sync/pullUsers.ts', 'export const a = 1;', 'neither kebab-case nor PascalCase'],
    ['src-main/sync/PullUsers.ts', 'export const a = 1;', 'like a component'],
    ['src-main/sync/a.ts', `export const a = 1;${'\n'.repeat(400)}`, 'two files'],
  ])('finds a breach made up in %s: %s', (path, text, what) => {
    const found = findShapeBreaches([parseSource(path, text)]);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(what);
  });

  it.each([
    ['src-main/ledger/migrations/0001-first-shape.ts', 'export const a = 1;'],
    ['src-renderer/kit/AsOfBadge.tsx', 'export function AsOfBadge() { return <p>any</p>; }'],
    ['src-main/sync/a.ts', 'try { a(); } catch {\n  // Gone already, which is what was wanted.\n}'],
    ['src-main/sync/a.ts', 'export function setPaused(isPaused: boolean) {}'],
  ])('lets good files be, such as %s', (path, text) => {
    expect(findShapeBreaches([parseSource(path, text)])).toEqual([]);
  });
});
