import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

/** A node of the syntax tree (ESTree with TypeScript's additions); only what the rules read is named. */
export interface SyntaxNode {
  type: string;
  start: number;
  [field: string]: unknown;
}

/** One place where a file names another module. */
export interface ImportedModule {
  specifier: string;
  /** Whether nothing of it is left at run time. */
  kind: 'types' | 'values';
  /** Names that are imported as values, `*` for a whole namespace. */
  names: string[];
  line: number;
}

/** A source file as the rules see it. `path` is relative to the checkout, with slashes. */
export interface SourceFile {
  path: string;
  text: string;
  program: SyntaxNode;
  imports: ImportedModule[];
}

const checkout = fileURLToPath(new URL('../..', import.meta.url));
const rooms = ['src-contract', 'src-preload', 'src-main', 'src-renderer', 'src-sandbox'];

/** Every TypeScript file of the src-* folders, declaration files left out. */
export function readSources(): SourceFile[] {
  return rooms.flatMap((room) =>
    readdirSync(join(checkout, room), { recursive: true, encoding: 'utf8' })
      .map((name) => `${room}/${name.replaceAll('\\', '/')}`)
      .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
      .sort()
      .map((path) => parseSource(path, readFileSync(join(checkout, path), 'utf8'))),
  );
}

/** Parses one file's text; throws when it is no TypeScript. */
export function parseSource(path: string, text: string): SourceFile {
  const parsed = parseSync(path, text);
  const [error] = parsed.errors;
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);
  const program = parsed.program as unknown as SyntaxNode;
  const file: SourceFile = { path, text, program, imports: [] };
  visit(program, (node) => {
    const found = importedBy(node);
    if (found !== undefined) file.imports.push({ ...found, line: lineOf(file, node) });
  });
  return file;
}

/** Calls `see` for a node and for everything below it, parents first; `see` may answer 'skip' to go no deeper. */
export function visit(node: SyntaxNode, see: (node: SyntaxNode) => unknown): void {
  if (see(node) === 'skip') return;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, see);
  }
}

/** The line, counted from 1, on which a node begins. */
export function lineOf(file: SourceFile, node: SyntaxNode): number {
  return file.text.slice(0, node.start).split('\n').length;
}

/** Whether a value inside the tree is a node. */
export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string';
}

/** The text of a string literal or of an identifier; undefined for any other node. */
export function textOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  return node.type === 'Identifier' || node.type === 'JSXIdentifier' ? String(node.name) : undefined;
}

function importedBy(node: SyntaxNode): Omit<ImportedModule, 'line'> | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      return { specifier: textOf(node.source) ?? '', ...usage(node, 'importKind', 'imported') };
    case 'ExportNamedDeclaration':
      if (node.source === null) return undefined;
      return { specifier: textOf(node.source) ?? '', ...usage(node, 'exportKind', 'local') };
    case 'ExportAllDeclaration':
      return {
        specifier: textOf(node.source) ?? '',
        kind: node.exportKind === 'type' ? 'types' : 'values',
        names: ['*'],
      };
    case 'ImportExpression':
      return { specifier: textOf(node.source) ?? '(computed)', kind: 'values', names: ['*'] };
    case 'TSImportType':
      return { specifier: textOf(node.source) ?? '', kind: 'types', names: [] };
    case 'CallExpression': {
      if (textOf(node.callee) !== 'require') return undefined;
      const [argument] = node.arguments as SyntaxNode[];
      return { specifier: textOf(argument) ?? '(computed)', kind: 'values', names: ['*'] };
    }
    default:
      return undefined;
  }
}

// `import type { A }`, or `import { type A }` with nothing but types, leaves nothing behind; `import 'x'` runs x.
function usage(
  node: SyntaxNode,
  kindField: string,
  nameField: string,
): Pick<ImportedModule, 'kind' | 'names'> {
  const specifiers = node.specifiers as SyntaxNode[];
  const values = node[kindField] === 'type' ? [] : specifiers.filter((one) => one[kindField] !== 'type');
  const isSideEffect = specifiers.length === 0 && node[kindField] !== 'type';
  const names = values.map((one) => textOf(one[nameField]) ?? '*');
  return { kind: isSideEffect || values.length > 0 ? 'values' : 'types', names };
}
