import type { JsonType } from './fault-order.ts';

export interface JsonChange {
  readonly pointers?: Readonly<Record<string, JsonType>> | undefined;
  readonly values?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Changes JSON by pointers (RFC 6901; `*` stands for every entry); one that leads nowhere changes nothing, except that a
 * value may be put where none was. Without pointers and values each text, number and yes or no gets another type.
 */
export function changeJson(body: unknown, { pointers, values }: JsonChange): unknown {
  if (pointers === undefined && values === undefined) return otherLeaves(body);
  let changed = body;
  for (const [pointer, type] of Object.entries(pointers ?? {})) {
    changed = at(changed, segments(pointer), (value) => asType(value, type));
  }
  for (const [pointer, value] of Object.entries(values ?? {})) {
    changed = at(changed, segments(pointer), () => value);
  }
  return changed;
}

function segments(pointer: string): string[] {
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value with the change made at the path; `undefined` from the change takes the entry away. */
function at(value: unknown, path: readonly string[], change: (found: unknown) => unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.flatMap((entry, place) => {
      if (name !== '*' && name !== String(place)) return [entry];
      const next = at(entry, rest, change);
      return next === undefined ? [] : [next];
    });
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = new Map<string, unknown>(Object.entries(value));
  const names = name === '*' ? [...entries.keys()] : [name];
  for (const one of names) {
    if (!entries.has(one) && rest.length > 0) continue;
    const next = at(entries.get(one), rest, change);
    if (next === undefined) entries.delete(one);
    else entries.set(one, next);
  }
  return Object.fromEntries(entries);
}

function asType(value: unknown, type: JsonType): unknown {
  switch (type) {
    case 'text':
      return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
    case 'number':
      return typeof value === 'number' ? value : (JSON.stringify(value) ?? '').length;
    case 'yes-no':
      return true;
    case 'null':
      return null;
    case 'list':
      return [value ?? null];
    case 'object':
      return { value: value ?? null };
    case 'missing':
      return undefined;
  }
}

function otherLeaves(value: unknown): unknown {
  if (typeof value === 'string') return value.length;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(otherLeaves);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, otherLeaves(entry)]));
}
