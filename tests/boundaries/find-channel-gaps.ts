import { isNode, type SourceFile, type SyntaxNode, textOf, visit } from './source-file.ts';
import { type Violation, violationAt } from './violation.ts';

interface Place {
  file: SourceFile;
  node: SyntaxNode;
}

/** Channels without exactly one handler or without a caller, and channels that the contract's list leaves out. */
export function findChannelGaps(files: readonly SourceFile[]): Violation[] {
  const contract = files.filter(({ path }) => path.startsWith('src-contract/'));
  const declared = declarations(contract);
  const handled = keysOf(
    files.filter(({ path }) => path.startsWith('src-main/') && path.endsWith('handlers.ts')),
  );
  const called = literalsOf(
    files.filter(({ path }) => path.startsWith('src-renderer/') && !keepsReadsTrue(path)),
  );
  const listed = new Set(spreadNames(contract.filter(({ path }) => path === 'src-contract/channels.ts')));

  const found: Violation[] = [];
  for (const [name, { place, group }] of declared) {
    const say = (what: string) => found.push(violationAt(place.file, place.node, `"${name}" ${what}`));
    const handlers = handled.get(name) ?? [];
    if (!listed.has(group)) say(`is not in the list of src-contract/channels.ts (…${group})`);
    if (handlers.length === 0) say('has no handler');
    if (handlers.length > 1)
      say(`has ${handlers.length} handlers: ${handlers.map(({ file }) => file.path).join(', ')}`);
    if (!called.has(name)) say('is called by no screen');
  }
  for (const [name, places] of handled) {
    if (declared.has(name)) continue;
    for (const { file, node } of places)
      found.push(violationAt(file, node, `"${name}" is handled but not declared`));
  }
  return found;
}

/** How many channels the contract declares: a rule that found none would be satisfied by anything. */
export function countChannels(files: readonly SourceFile[]): number {
  return declarations(files.filter(({ path }) => path.startsWith('src-contract/'))).size;
}

// `export const usersChannels = { 'users/search': channel({ … }) }`
function declarations(files: readonly SourceFile[]): Map<string, { place: Place; group: string }> {
  const found = new Map<string, { place: Place; group: string }>();
  for (const file of files) {
    visit(file.program, (node) => {
      if (node.type !== 'VariableDeclarator' || !isNode(node.init) || node.init.type !== 'ObjectExpression')
        return;
      for (const property of node.init.properties as SyntaxNode[]) {
        const { key, value } = property;
        if (!isNode(value) || value.type !== 'CallExpression' || textOf(value.callee) !== 'channel') continue;
        found.set(textOf(key) ?? '', { place: { file, node: property }, group: textOf(node.id) ?? '' });
      }
    });
  }
  return found;
}

function spreadNames(files: readonly SourceFile[]): string[] {
  const found: string[] = [];
  for (const file of files) {
    visit(file.program, (node) => {
      if (node.type === 'SpreadElement') found.push(textOf(node.argument) ?? '');
    });
  }
  return found;
}

function keysOf(files: readonly SourceFile[]): Map<string, Place[]> {
  return collect(files, (node) =>
    node.type === 'Property' && isNode(node.key) ? channelName(node.key) : undefined,
  );
}

function literalsOf(files: readonly SourceFile[]): Map<string, Place[]> {
  return collect(files, (node) => channelName(node));
}

function collect(
  files: readonly SourceFile[],
  nameAt: (node: SyntaxNode) => string | undefined,
): Map<string, Place[]> {
  const found = new Map<string, Place[]>();
  for (const file of files) {
    visit(file.program, (node) => {
      if (node.type === 'TSTypeAnnotation' || node.type === 'TSTypeParameterInstantiation') return 'skip';
      const name = nameAt(node);
      if (name !== undefined) found.set(name, [...(found.get(name) ?? []), { file, node }]);
      return undefined;
    });
  }
  return found;
}

function channelName(node: SyntaxNode): string | undefined {
  const text = node.type === 'Literal' ? textOf(node) : undefined;
  return text !== undefined && /^[a-z][a-z-]*\/[a-z][a-z-]*$/.test(text) ? text : undefined;
}

// These name channels to refresh what a screen has asked; they ask nothing themselves.
function keepsReadsTrue(path: string): boolean {
  return path === 'src-renderer/bridge/stale-reads.ts' || path === 'src-renderer/bridge/refresh-on-change.ts';
}
