import { posix } from 'node:path';
import { type Edge, edges, type Room, roomOf, ruleFor, typePackages } from './rooms.ts';
import type { ImportedModule, SourceFile } from './source-file.ts';
import type { Violation } from './violation.ts';

/** Node's modules that open doors of their own, and the only folders that may use them. */
const keptModules: Readonly<Record<string, readonly string[]>> = {
  // send-bare asks without a User-Agent: every fetch adds one.
  http: ['src-sandbox/', 'src-main/tenant-api/send-bare.ts'],
  https: ['src-main/tenant-api/send-bare.ts'],
  http2: [],
  net: ['src-main/tenant-api/', 'src-sandbox/'],
  tls: ['src-main/tenant-api/'],
  dgram: [],
  child_process: [],
  vm: [],
  sqlite: [],
  inspector: [],
};

/** Imports that the table of rooms does not allow, in rooms, packages and Node's modules. */
export function findForbiddenImports(files: readonly SourceFile[]): Violation[] {
  return files.flatMap((file) => {
    const room = roomOf(file.path);
    const rule = ruleFor(room);
    if (rule === undefined)
      return [`${file.path}:1 the room "${room}" has no line in tests/boundaries/rooms.ts`];
    return file.imports.flatMap((imported) => {
      const what = whatIsWrong(file, room, rule, imported);
      return what === undefined ? [] : [`${file.path}:${imported.line} ${what}`];
    });
  });
}

/** The file that a relative import means, relative to the checkout. */
export function targetOf(file: SourceFile, specifier: string): string {
  return posix.normalize(posix.join(posix.dirname(file.path), specifier.replace(/\?.*$/, '')));
}

function whatIsWrong(
  file: SourceFile,
  room: string,
  rule: Room,
  imported: ImportedModule,
): string | undefined {
  const { specifier } = imported;
  if (specifier.startsWith('.')) return wrongRoom(file, room, rule, imported);
  if (specifier.startsWith('node:'))
    return wrongNodeModule(file.path, room, rule, specifier.slice('node:'.length));
  if (isAllowedPackage(rule, specifier)) return undefined;
  const isForTypes = typePackages.some(({ from, to }) => from === file.path && to === specifier);
  if (isForTypes && imported.kind === 'types') return undefined;
  return `the room "${room}" may not import the package "${specifier}"`;
}

function wrongRoom(file: SourceFile, room: string, rule: Room, imported: ImportedModule): string | undefined {
  const target = targetOf(file, imported.specifier);
  const other = roomOf(target);
  if (other === room) return undefined;
  if (rule.rooms.includes(other) || rule.rooms.includes(other.replace(/\/.*/, '/*'))) return undefined;
  if (edges.some((edge) => usesEdge(edge, file.path, imported))) return undefined;
  return `the room "${room}" may not import ${target} (${imported.kind})`;
}

function wrongNodeModule(path: string, room: string, rule: Room, name: string): string | undefined {
  if (rule.node === 'none') return `the room "${room}" may not import node:${name}`;
  const allowed = keptModules[name.split('/')[0] ?? ''];
  if (allowed === undefined || allowed.some((folder) => path.startsWith(folder))) return undefined;
  return `node:${name} is kept for ${allowed.join(', ') || 'nobody'}`;
}

function isAllowedPackage(rule: Room, specifier: string): boolean {
  return rule.packages.some((allowed) => {
    if (allowed.endsWith('/*')) return specifier.startsWith(allowed.slice(0, -1));
    return specifier === allowed || specifier.startsWith(`${allowed}/`);
  });
}

function usesEdge(edge: Edge, path: string, imported: ImportedModule): boolean {
  if (!imported.specifier.startsWith('.')) return false;
  const target = posix.normalize(posix.join(posix.dirname(path), imported.specifier));
  if (edge.carries === 'types' && imported.kind === 'values') return false;
  return matches(edge.from, path) && matches(edge.to, target);
}

function matches(pattern: string, path: string): boolean {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return path === pattern;
  return path.startsWith(before) && path.endsWith(after);
}
