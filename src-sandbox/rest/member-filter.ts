import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import type { MemberCondition } from '../store/team-members-table.ts';

const leaf = z.object({
  column: z.enum(['email', 'userId']),
  op: z.literal('STRING_CONTAINS'),
  value: z.string(),
});
type FilterTree = z.infer<typeof leaf> | { type: 'AND' | 'OR'; children: FilterTree[] };
const tree: z.ZodType<FilterTree> = z.lazy(() =>
  z.union([leaf, z.object({ type: z.enum(['AND', 'OR']), children: z.array(tree).min(1).max(20) })]),
);

const columns = { email: 'users.email', userId: 'users.id' } as const;

/**
 * Reads the `filter` of the member lists: JSON text of a tree of AND, OR and STRING_CONTAINS on email or userId
 * (tenant-api, section 3), which ignores letter case. No filter matches everybody. 422 for anything else.
 */
export function readMemberFilter(text: string | undefined): MemberCondition {
  if (text === undefined || text === '') return { sql: 'TRUE', values: [] };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw unreadable();
  }
  const parsed = tree.safeParse(value);
  if (!parsed.success) throw unreadable();
  return condition(parsed.data);
}

function condition(node: FilterTree): MemberCondition {
  if ('column' in node) {
    return { sql: `instr(lower(${columns[node.column]}), lower(?)) > 0`, values: [node.value] };
  }
  const parts = node.children.map(condition);
  return {
    sql: `(${parts.map((part) => part.sql).join(` ${node.type} `)})`,
    values: parts.flatMap((part) => part.values),
  };
}

function unreadable(): ApiProblem {
  const message = 'must be JSON: {"type":"AND"|"OR","children":[{"column","op":"STRING_CONTAINS","value"}]}';
  return new ApiProblem({
    statusCode: 422,
    code: 'INVALID_REQUEST',
    message: `filter: ${message}`,
    details: [{ path: 'filter', message }],
  });
}
