import type { PatchOperation } from './read-patch.ts';

const oneMember = /^members\[\s*value\s+eq\s+"([^"\\]{1,100})"\s*\]$/iu;

/**
 * Joins operations on members that follow one another and add, or take away, named members: what an identity provider sends
 * as two thousand operations is read as one list, and means the same. Everything else stays in its place.
 */
export function coalesceMembers(operations: readonly PatchOperation[]): PatchOperation[] {
  const joined: { op: PatchOperation['op']; path: string | undefined; value: unknown }[] = [];
  let open: { op: 'add' | 'remove'; path: string; value: unknown[] } | undefined;
  for (const operation of operations) {
    const members = namedMembers(operation);
    if (members === undefined || operation.op === 'replace') {
      open = undefined;
      joined.push(operation);
    } else if (open?.op === operation.op) open.value.push(...members);
    else {
      open = { op: operation.op, path: 'members', value: [...members] };
      joined.push(open);
    }
  }
  return joined;
}

/** The members that an operation names; undefined where it is about something else, or about all of them. */
function namedMembers({ op, path, value }: PatchOperation): unknown[] | undefined {
  if (op === 'remove') {
    // Ids have lower-case letters only, and the filter ignores case.
    const id = oneMember.exec(path ?? '')?.[1]?.toLowerCase();
    if (id !== undefined && (value === undefined || value === null)) return [{ value: id }];
  }
  if (path?.toLowerCase() !== 'members' || value === undefined || value === null) return undefined;
  const list = Array.isArray(value) ? value : [value];
  return list.length === 0 ? undefined : list;
}
