import { scimProblem } from './scim-problem.ts';

/** A JSON object whose fields are looked at before they are trusted. */
export interface JsonObject {
  [name: string]: unknown;
}

/** Whether a JSON value is an object, not null and not a list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object's own value of this name; never what every object inherits, such as `constructor`. */
export function own(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The object's value of this name in any letter case (RFC 7643 section 2.1). */
export function ownIgnoringCase(object: JsonObject, name: string): unknown {
  const key = Object.keys(object).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : own(object, key);
}

const deepest = 10;

/** Hands back a value that is kept as it was sent. 400 invalidValue where it is nested deeper than ten levels. */
export function keepAsSent(value: unknown, depth = 0): unknown {
  if (depth > deepest) throw scimProblem('invalidValue', 'A value is nested too deeply.');
  if (Array.isArray(value)) return value.map((item) => keepAsSent(item, depth + 1));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, field]) => name !== '__proto__' && field !== null)
      .map(([name, field]) => [name, keepAsSent(field, depth + 1)]),
  );
}

/** 400 invalidValue for a value that is nested deeper than ten levels: what looks through it would run out of stack. */
export function refuseDeep(value: unknown, depth = 0): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > deepest) throw scimProblem('invalidValue', 'A value is nested too deeply.');
  for (const item of Object.values(value)) refuseDeep(item, depth + 1);
}

/** Whether two JSON values say the same, whatever the order of their fields. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, place) => isSame(item, other[place]));
  }
  if (!isObject(one) || !isObject(other)) return one === other;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length && names.every((name) => isSame(one[name], own(other, name)))
  );
}
