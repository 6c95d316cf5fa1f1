import { posix } from 'node:path';
import type { SourceFile } from './source-file.ts';
import type { Violation } from './violation.ts';

const page = 'src-renderer/';
const contract = 'src-contract/';

/**
 * Imports by which the page would take zod along: it makes functions out of text, which the page's Trusted Types refuse. Types of
 * the contract are free; values only from files that reach no schema.
 */
export function findPageSchemas(files: readonly SourceFile[]): Violation[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const known = new Map<string, boolean>();
  const valuesOf = (file: SourceFile) => file.imports.filter(({ kind }) => kind === 'values');
  const target = (file: SourceFile, specifier: string): string =>
    posix.join(posix.dirname(file.path), specifier);
  const reachesZod = (path: string): boolean => {
    const before = known.get(path);
    if (before !== undefined) return before;
    known.set(path, false);
    const file = byPath.get(path);
    const does =
      file !== undefined &&
      valuesOf(file).some(({ specifier }) => specifier === 'zod' || reachesZod(target(file, specifier)));
    known.set(path, does);
    return does;
  };
  return files
    .filter(({ path }) => path.startsWith(page))
    .flatMap((file) =>
      valuesOf(file)
        .map(({ specifier, line }) => ({ path: target(file, specifier), line }))
        .filter(({ path }) => path.startsWith(contract) && reachesZod(path))
        .map(({ path, line }) => `${file.path}:${line} takes the schemas of ${path} into the page`),
    );
}
