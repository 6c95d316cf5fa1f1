import { fieldsAskedFor, matchItem } from './match-item.ts';
import type { PatchOperation } from './read-patch.ts';
import type { ScimFilter } from './scim-filter.ts';
import { isObject, isSame, type JsonObject, own } from './scim-json.ts';
import { scimProblem } from './scim-problem.ts';

interface ListChange extends Pick<PatchOperation, 'op' | 'value'> {
  readonly name: string;
  readonly filter: ScimFilter | undefined;
  /** The part of the items that is meant: `emails[…].value`. */
  readonly sub: string | undefined;
}

/** The list after one operation on it (RFC 7644 sections 3.5.2.1 to 3.5.2.3). */
export function changeList(list: readonly unknown[], change: ListChange): unknown[] {
  if (change.sub !== undefined || change.filter !== undefined) return changeItems(list, change);
  const { op, value, name } = change;
  if (op === 'remove') return removeListed(list, value, name);
  return mergeInto(op === 'add' ? list : [], asList(value), name);
}

/**
 * Without a value the whole list goes; with one only what it names. Read otherwise, the removal that Entra and JumpCloud send
 * (path `members`, a list as value) would empty the group.
 */
function removeListed(list: readonly unknown[], value: unknown, name: string): unknown[] {
  if (value === undefined || value === null) return [];
  const keys = new Set(asList(value).map((item) => keyOf(item, name)));
  const bareValues = new Set<unknown>(
    asList(value)
      .filter((item) => !isObject(item) || own(item, 'type') === undefined)
      .map(bareValue)
      .filter((bare) => bare !== undefined),
  );
  return list.filter((item) => !keys.has(keyOf(item, name)) && !bareValues.has(bareValue(item)));
}

/** A value that is there already is not added again, only completed (idp-quirks, JumpCloud). */
function mergeInto(list: readonly unknown[], added: readonly unknown[], name: string): unknown[] {
  const items = new Map<string, unknown>(list.map((item) => [keyOf(item, name), item]));
  let primary: string | undefined;
  for (const item of added) {
    if (item === null) continue;
    const key = keyOf(item, name);
    const known = items.get(key);
    items.set(key, isObject(known) && isObject(item) ? { ...known, ...item } : item);
    if (isObject(item) && isTrue(item.primary)) primary ??= key;
  }
  if (primary === undefined) return [...items.values()];
  return [...items].map(([key, item]) =>
    key !== primary && isObject(item) && isTrue(item.primary) ? { ...item, primary: false } : item,
  );
}

function changeItems(list: readonly unknown[], { op, value, name, filter, sub }: ListChange): unknown[] {
  const fits = (item: unknown) => filter === undefined || matchItem(item, filter);
  const isClearing = op === 'remove' || value === null;
  if (isClearing && sub === undefined) return list.filter((item) => !fits(item));
  if (isClearing) return list.map((item) => (fits(item) && isObject(item) ? without(item, sub) : item));
  const fields = sub === undefined ? value : { [sub]: value };
  if (!isObject(fields)) throw scimProblem('invalidValue', `${name}[…] needs an object as its value.`);
  if (list.some(fits)) {
    return list.map((item) => (fits(item) && isObject(item) ? { ...item, ...fields } : item));
  }
  // Entra replaces the work address of somebody who has none yet, and means: make one.
  const asked = filter === undefined ? {} : fieldsAskedFor(filter);
  if (asked === undefined) throw scimProblem('noTarget', `No value of ${name} fits the filter of the path.`);
  return [...list, { ...asked, ...fields }];
}

function without(item: JsonObject, sub: string | undefined): JsonObject {
  return Object.fromEntries(
    Object.entries(item).filter(([field]) => field.toLowerCase() !== sub?.toLowerCase()),
  );
}

/** Members are the same by id; other values by value and type. */
export function keyOf(item: unknown, name: string): string {
  if (!isObject(item)) return JSON.stringify([item]);
  if (own(item, 'value') === undefined) return JSON.stringify(item);
  if (name === 'members') return JSON.stringify([item.value]);
  return JSON.stringify([item.value, String(item.type ?? '').toLowerCase()]);
}

function bareValue(item: unknown): unknown {
  return isObject(item) ? own(item, 'value') : item;
}

/** A value that stands alone is a list of one. */
export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

function isTrue(value: unknown): boolean {
  return isSame(value, true) || String(value).toLowerCase() === 'true';
}
