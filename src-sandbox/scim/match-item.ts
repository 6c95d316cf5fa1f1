import type { CompareOp, FilterValue, ScimFilter } from './scim-filter.ts';
import { isObject, type JsonObject, ownIgnoringCase } from './scim-json.ts';

/**
 * Whether one item of a list, such as an e-mail address, fits the filter in the brackets of a PATCH path. Text is compared
 * ignoring letter case, "True" and "False" count as booleans (RFC 7644 section 3.5.2; idp-quirks, Entra).
 */
export function matchItem(item: unknown, filter: ScimFilter): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.parts.every((part) => matchItem(item, part));
    case 'or':
      return filter.parts.some((part) => matchItem(item, part));
    case 'not':
      return !matchItem(item, filter.part);
    case 'each':
      return false;
    case 'present':
      return field(item, filter.path) !== undefined;
    case 'compare':
      return compare(field(item, filter.path), filter.op, filter.value);
  }
}

/** The fields that a filter of `eq` alone, joined by `and`, asks for; undefined where it asks otherwise. */
export function fieldsAskedFor(filter: ScimFilter): JsonObject | undefined {
  if (filter.kind === 'compare' && filter.op === 'eq' && filter.value !== null) {
    return { [filter.path]: filter.value };
  }
  if (filter.kind !== 'and') return undefined;
  const parts = filter.parts.map(fieldsAskedFor);
  return parts.some((part) => part === undefined) ? undefined : Object.assign({}, ...parts);
}

/** An item that is no object is its own `value`. */
function field(item: unknown, name: string): unknown {
  if (isObject(item)) return ownIgnoringCase(item, name) ?? undefined;
  return name.toLowerCase() === 'value' ? item : undefined;
}

function compare(actual: unknown, op: CompareOp, value: FilterValue): boolean {
  if (op === 'ne') return !compare(actual, 'eq', value);
  if (value === null) return op === 'eq' && actual === undefined;
  if (actual === undefined) return false;
  const [one, other] = [String(actual).toLowerCase(), String(value).toLowerCase()];
  switch (op) {
    case 'eq':
      return one === other;
    case 'co':
      return one.includes(other);
    case 'sw':
      return one.startsWith(other);
    case 'ew':
      return one.endsWith(other);
    case 'gt':
      return one > other;
    case 'ge':
      return one >= other;
    case 'lt':
      return one < other;
    case 'le':
      return one <= other;
  }
}
