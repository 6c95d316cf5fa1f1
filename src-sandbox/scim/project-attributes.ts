import { placeOf, type ScimKind } from './scim-attributes.ts';
import { isObject, type JsonObject, own } from './scim-json.ts';

/** Which attributes a client wants back (RFC 7644 section 3.9); `attributes` wins where both are sent. */
export interface WantedAttributes {
  readonly attributes: readonly string[];
  readonly excludedAttributes: readonly string[];
}

// Always returned (RFC 7643 section 3.1; the `returned` characteristic of id).
const always = new Set(['id', 'schemas']);

/** Whether a top-level attribute would be sent, so that what costs to read is not read for nothing. */
export function isWanted(kind: ScimKind, name: string, wanted: WantedAttributes): boolean {
  const fits = (path: string) => placeOf(kind, path).name.toLowerCase() === name.toLowerCase();
  if (wanted.attributes.length > 0) return wanted.attributes.some(fits);
  return !wanted.excludedAttributes.some((path) => fits(path) && placeOf(kind, path).sub === undefined);
}

/** The resource with what is wanted of it. Names are compared ignoring letter case; unknown ones ask for nothing. */
export function projectAttributes(
  kind: ScimKind,
  resource: JsonObject,
  wanted: WantedAttributes,
): JsonObject {
  if (wanted.attributes.length > 0) {
    const result: JsonObject = {};
    for (const name of always) if (Object.hasOwn(resource, name)) result[name] = resource[name];
    for (const path of wanted.attributes) take(kind, { path, from: resource, to: result });
    return result;
  }
  if (wanted.excludedAttributes.length === 0) return resource;
  const result = { ...resource };
  for (const path of wanted.excludedAttributes) leaveOut(kind, result, path);
  return result;
}

function take(kind: ScimKind, { path, from, to }: { path: string; from: JsonObject; to: JsonObject }): void {
  const { extension, name, sub } = placeOf(kind, path);
  const outer = extension === undefined ? undefined : keyOf(from, extension);
  if (extension !== undefined && outer === undefined) return;
  const source = outer === undefined ? from : own(from, outer);
  if (!isObject(source)) return;
  if (outer !== undefined && name === '') {
    to[outer] = source;
    return;
  }
  const key = keyOf(source, name);
  if (key === undefined) return;
  const value = sub === undefined ? source[key] : onlyPart(source[key], sub);
  if (value === undefined) return;
  const target = outer === undefined ? to : into(to, outer);
  target[key] = isObject(value) && isObject(target[key]) ? { ...target[key], ...value } : value;
}

function leaveOut(kind: ScimKind, resource: JsonObject, path: string): void {
  const { extension, name, sub } = placeOf(kind, path);
  const outer = keyOf(resource, extension ?? name);
  if (outer === undefined || always.has(outer)) return;
  if (extension === undefined) {
    if (sub === undefined) delete resource[outer];
    else resource[outer] = withoutPart(resource[outer], sub);
  } else if (name === '') delete resource[outer];
  else resource[outer] = withoutPart(resource[outer], name);
}

function onlyPart(value: unknown, sub: string): unknown {
  if (Array.isArray(value)) {
    const parts = value.map((item) => onlyPart(item, sub)).filter((item) => item !== undefined);
    return parts.length === 0 ? undefined : parts;
  }
  if (!isObject(value)) return undefined;
  const key = keyOf(value, sub);
  return key === undefined ? undefined : { [key]: value[key] };
}

function withoutPart(value: unknown, sub: string): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutPart(item, sub));
  if (!isObject(value)) return value;
  const key = keyOf(value, sub);
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

function keyOf(object: JsonObject, name: string): string | undefined {
  return Object.keys(object).find((key) => key.toLowerCase() === name.toLowerCase());
}

function into(object: JsonObject, name: string): JsonObject {
  const known = own(object, name);
  if (isObject(known)) return known;
  const made: JsonObject = {};
  object[name] = made;
  return made;
}
