import { isNode, type SourceFile, type SyntaxNode, textOf, visit } from './source-file.ts';
import { type Violation, violationAt } from './violation.ts';

const emptyWords = /(^|[-/.])(utils?|helpers?|common|managers?|services?|misc)([-/.]|$)/i;
const kebabOrPascal = /^([a-z0-9]+(-[a-z0-9]+)*|[A-Z][A-Za-z0-9]*)$/;
const longestFile = 300;

/** Files that are longer, each with its reason. */
const longFiles: ReadonlyMap<string, string> = new Map([
  ['src-contract/failure-catalogue.ts', 'the one list of all failures, a few lines of prose each'],
  ['src-main/tenant-api/wire/tenant-api-types.ts', 'made by npm run openapi out of one description'],
]);

/** Breaches of how a file is named and what it holds: see docs/style.md and the tests beside this file. */
export function findShapeBreaches(files: readonly SourceFile[]): Violation[] {
  return files.flatMap((file) => [...inItsName(file), ...inItsText(file), ...inItsTree(file)]);
}

function inItsName({ path }: SourceFile): Violation[] {
  const found: Violation[] = [];
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.tsx?$/, '');
  if (emptyWords.test(path)) found.push(`${path}:1 has a word in its path that says nothing`);
  if (name === 'index') found.push(`${path}:1 is called index: name it after what it holds`);
  if (!/^\d{4}-/.test(name) && !kebabOrPascal.test(name))
    found.push(`${path}:1 is named neither kebab-case nor PascalCase`);
  if (/^[A-Z]/.test(name) && !path.endsWith('.tsx'))
    found.push(`${path}:1 is named like a component but is none`);
  return found;
}

function inItsText({ path, text }: SourceFile): Violation[] {
  const found: Violation[] = [];
  const lines = text.split('\n');
  if (lines.length > longestFile && !longFiles.has(path)) {
    found.push(`${path}:${longestFile} has ${lines.length} lines: it is two files`);
  }
  lines.forEach((line, at) => {
    if (/@ts-(ignore|nocheck|expect-error)/.test(line))
      found.push(`${path}:${at + 1} switches the compiler off`);
  });
  return found;
}

function inItsTree(file: SourceFile): Violation[] {
  const found: Violation[] = [];
  const say = (node: SyntaxNode, what: string) => found.push(violationAt(file, node, what));
  const statements = file.program.body as SyntaxNode[];
  if (statements.length > 0 && statements.every(isReExport))
    say(file.program, 'only passes on what other files export');

  visit(file.program, (node) => {
    if (node.type === 'ExportDefaultDeclaration') say(node, 'has a default export');
    if (node.type === 'ExportSpecifier' && textOf(node.exported) === 'default')
      say(node, 'has a default export');
    if (node.type === 'ExportAllDeclaration') say(node, 'passes on everything of another file');
    if (node.type === 'TSAnyKeyword') say(node, 'says any');
    if (node.type === 'TSEnumDeclaration') say(node, 'has an enum: a union of strings needs no run time');
    if (node.type === 'TSNonNullExpression') say(node, 'wishes something not to be null');
    if (node.type === 'CatchClause' && isEmptyCatch(file, node))
      say(node, 'swallows an error without a word');
    if (node.type === 'ExportNamedDeclaration' && isNode(node.declaration)) {
      for (const flag of booleanParameters(node.declaration))
        say(flag, 'takes a bare boolean: a mode is a word');
    }
  });
  return found;
}

function isReExport(statement: SyntaxNode): boolean {
  return (
    statement.type === 'ExportAllDeclaration' ||
    (statement.type === 'ExportNamedDeclaration' && statement.source !== null)
  );
}

// A comment inside says why nothing is to be done; then it is not swallowed.
function isEmptyCatch(file: SourceFile, node: SyntaxNode): boolean {
  const block = node.body as SyntaxNode & { end: number; body: SyntaxNode[] };
  return block.body.length === 0 && !/\/[/*]/.test(file.text.slice(block.start, block.end));
}

// A single boolean is a setter's value; beside other parameters nobody can tell at the call what `true` means.
function booleanParameters(declaration: SyntaxNode): SyntaxNode[] {
  const functions = declaration.type === 'FunctionDeclaration' ? [declaration] : arrowFunctions(declaration);
  return functions.flatMap((one) => {
    const parameters = one.params as SyntaxNode[];
    return parameters.length < 2 ? [] : parameters.filter(isBoolean);
  });
}

function arrowFunctions(declaration: SyntaxNode): SyntaxNode[] {
  if (declaration.type !== 'VariableDeclaration') return [];
  return (declaration.declarations as SyntaxNode[])
    .map((one) => one.init)
    .filter(isNode)
    .filter(({ type }) => type === 'ArrowFunctionExpression');
}

function isBoolean(parameter: SyntaxNode): boolean {
  const annotation = parameter.typeAnnotation as SyntaxNode | null | undefined;
  const type = annotation?.typeAnnotation;
  return isNode(type) && type.type === 'TSBooleanKeyword';
}
