import { asList, keyOf } from './change-list.ts';
import type { PatchOperation } from './read-patch.ts';
import type { ScimFilter } from './scim-filter.ts';
import { isObject, ownIgnoringCase } from './scim-json.ts';

export interface MemberChange extends Pick<PatchOperation, 'op' | 'value'> {
  readonly filter: ScimFilter | undefined;
}

/**
 * The members of a group while the operations of a PATCH go over them, found by id: two thousand operations on ten thousand
 * members touch what they name and nothing else. Means what changeList means.
 */
export class OpenMembers {
  private readonly items = new Map<string, unknown>();
  /** Keys by the id without its letter case, as a filter compares it. */
  private readonly keysById = new Map<string, Set<string>>();

  constructor(list: readonly unknown[]) {
    for (const item of list) this.set(keyOf(item, 'members'), item);
  }

  /** Answers `elsewhere`, with nothing changed, for a change that does not name its members by id. */
  apply({ op, value, filter }: MemberChange): 'applied' | 'elsewhere' {
    if (filter !== undefined) return op === 'remove' ? this.removeAskedFor(filter) : 'elsewhere';
    const listed = asList(value);
    if (op === 'remove') {
      if (value === undefined || value === null) this.clear();
      else for (const item of listed) this.remove(keyOf(item, 'members'));
      return 'applied';
    }
    // One primary turns the others' off, which is for changeList to do.
    if (listed.some((item) => isObject(item) && ownIgnoringCase(item, 'primary') !== undefined)) {
      return 'elsewhere';
    }
    if (op === 'replace') this.clear();
    for (const item of listed) if (item !== null) this.add(item);
    return 'applied';
  }

  list(): unknown[] {
    return [...this.items.values()];
  }

  private add(item: unknown): void {
    const key = keyOf(item, 'members');
    const known = this.items.get(key);
    this.set(key, isObject(known) && isObject(item) ? { ...known, ...item } : item);
  }

  private set(key: string, item: unknown): void {
    this.items.set(key, item);
    const id = idOf(item);
    if (id === undefined) return;
    const keys = this.keysById.get(id);
    if (keys === undefined) this.keysById.set(id, new Set([key]));
    else keys.add(key);
  }

  private remove(key: string): void {
    const id = idOf(this.items.get(key));
    if (id !== undefined) this.keysById.get(id)?.delete(key);
    this.items.delete(key);
  }

  private clear(): void {
    this.items.clear();
    this.keysById.clear();
  }

  private removeAskedFor(filter: ScimFilter): 'applied' | 'elsewhere' {
    const ids = idsAskedFor(filter);
    if (ids === undefined) return 'elsewhere';
    for (const id of ids) for (const key of [...(this.keysById.get(id) ?? [])]) this.remove(key);
    return 'applied';
  }
}

/** The ids that `value eq "…"`, also several joined by `or`, asks for; undefined where a filter asks for anything else. */
function idsAskedFor(filter: ScimFilter): string[] | undefined {
  if (filter.kind === 'compare') {
    const isId = filter.op === 'eq' && filter.path.toLowerCase() === 'value' && filter.value !== null;
    return isId ? [String(filter.value).toLowerCase()] : undefined;
  }
  if (filter.kind !== 'or') return undefined;
  const parts = filter.parts.map(idsAskedFor);
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

/** An item that is no object is its own `value`. */
function idOf(item: unknown): string | undefined {
  const value = isObject(item) ? ownIgnoringCase(item, 'value') : item;
  return value === undefined || value === null ? undefined : String(value).toLowerCase();
}
