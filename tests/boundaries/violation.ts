import { lineOf, type SourceFile, type SyntaxNode } from './source-file.ts';

/** One breach of a rule, as `path:line what`, so that an editor can jump to it. */
export type Violation = string;

/** Words a breach found at a node. */
export function violationAt(file: SourceFile, node: SyntaxNode, what: string): Violation {
  return `${file.path}:${lineOf(file, node)} ${what}`;
}
