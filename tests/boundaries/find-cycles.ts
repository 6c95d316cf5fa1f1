import { targetOf } from './find-forbidden-imports.ts';
import type { SourceFile } from './source-file.ts';
import type { Violation } from './violation.ts';

/**
 * Circles of imports that are left at run time, where the order of loading decides what is defined. Circles of types
 * are let be: the type of a whole may name its parts and the parts the whole. Each circle is told once.
 */
export function findCycles(files: readonly SourceFile[]): Violation[] {
  const known = new Set(files.map(({ path }) => path));
  const imports = new Map(
    files.map((file) => [
      file.path,
      file.imports
        .filter(({ specifier, kind }) => kind === 'values' && specifier.startsWith('.'))
        .map(({ specifier }) => targetOf(file, specifier))
        .filter((target) => known.has(target)),
    ]),
  );
  const cycles: Violation[] = [];
  const done = new Set<string>();
  const trail: string[] = [];

  function walk(path: string): void {
    const at = trail.indexOf(path);
    if (at >= 0) cycles.push(`${[...trail.slice(at), path].join(' → ')} is a circle`);
    if (at >= 0 || done.has(path)) return;
    trail.push(path);
    for (const target of imports.get(path) ?? []) walk(target);
    trail.pop();
    done.add(path);
  }
  for (const path of imports.keys()) walk(path);
  return cycles;
}
