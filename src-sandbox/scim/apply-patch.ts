import { changeList } from './change-list.ts';
import { coalesceMembers } from './coalesce-members.ts';
import type { PatchOperation } from './read-patch.ts';
import { readResource } from './read-resource.ts';
import { type AttributePlace, coreUrns, knownUrn, placeOf, type ScimKind } from './scim-attributes.ts';
import { readPatchPath } from './scim-filter.ts';
import { isObject, type JsonObject, own } from './scim-json.ts';
import { scimProblem } from './scim-problem.ts';

const readOnly = new Set(['id', 'meta', 'schemas', 'groups']);

/**
 * Applies the operations of a PATCH to a resource and hands back the result in the form of readResource (RFC 7644 section
 * 3.5.2). scimmy's PatchOp.apply is not used: it answers later, while a change here must be read and written in one
 * synchronous transaction, adds the same value twice, and knows no attributes besides the declared schemas.
 */
export function applyPatch(
  kind: ScimKind,
  resource: JsonObject,
  operations: readonly PatchOperation[],
): JsonObject {
  const result = structuredClone(resource);
  for (const operation of kind === 'Group' ? coalesceMembers(operations) : operations) {
    if (operation.path === undefined) applyPathless(kind, result, operation);
    else applyAt(kind, result, { ...operation, path: operation.path });
  }
  return readResource(kind, result);
}

/** Each field of the value is an operation of its own; its name may be a path (Entra), or a schema's urn. */
function applyPathless(kind: ScimKind, result: JsonObject, { op, value }: PatchOperation): void {
  if (!isObject(value))
    throw scimProblem('invalidValue', 'An operation without a path needs an object as its value.');
  for (const [name, field] of Object.entries(value)) {
    // Okta sends the id with a group's new name; what it cannot change here is passed over.
    if (readOnly.has(name.toLowerCase()) || name === '__proto__') continue;
    const urn = knownUrn(kind, name) ?? (isObject(field) && /^urn:/iu.test(name) ? name : undefined);
    if (urn === undefined || !isObject(field)) applyAt(kind, result, { op, path: name, value: field });
    else applyExtension(kind, result, { op, urn, fields: field });
  }
}

function applyExtension(
  kind: ScimKind,
  result: JsonObject,
  { op, urn, fields }: { op: PatchOperation['op']; urn: string; fields: JsonObject },
): void {
  for (const [name, value] of Object.entries(fields)) {
    if (knownUrn(kind, urn) !== undefined) applyAt(kind, result, { op, path: `${urn}:${name}`, value });
    else setField(containerOf(result, urn), name, value);
  }
}

function applyAt(
  kind: ScimKind,
  result: JsonObject,
  { op, path, value }: PatchOperation & { readonly path: string },
): void {
  const urn = knownUrn(kind, path);
  if (urn !== undefined) {
    if (op === 'remove' && urn !== coreUrns[kind]) delete result[urn];
    else if (isObject(value)) applyExtension(kind, result, { op, urn, fields: value });
    else throw scimProblem('invalidValue', `${path} needs an object as its value.`);
    return;
  }
  const read = readPatchPath(path);
  const place = placeOf(kind, read.path);
  if (place.extension === undefined && readOnly.has(place.name.toLowerCase())) {
    throw scimProblem('mutability', `${place.name} is set by the service and cannot be changed.`);
  }
  const name = place.name.toLowerCase() === 'externalid' ? 'externalId' : place.name;
  const container = place.extension === undefined ? result : containerOf(result, place.extension);
  if (place.facts?.multiValued === true || Array.isArray(own(container, name))) {
    const before = own(container, name);
    const list = changeList(Array.isArray(before) ? before : [], {
      op,
      value,
      name,
      filter: read.filter,
      sub: read.sub ?? place.sub,
    });
    setField(container, name, list.length === 0 ? undefined : list);
  } else if (read.filter !== undefined) {
    throw scimProblem('invalidPath', `${name} is no list, so a filter in brackets cannot choose from it.`);
  } else {
    changeSingle(container, { ...place, name }, op === 'remove' ? undefined : value);
  }
  if (place.extension !== undefined && Object.keys(container).length === 0) delete result[place.extension];
}

/** A complex attribute keeps the parts that the value does not name (RFC 7644 section 3.5.2.3). */
function changeSingle(container: JsonObject, place: AttributePlace, value: unknown): void {
  const before = own(container, place.name);
  if (place.sub !== undefined) {
    const object = isObject(before) ? before : {};
    setField(object, place.sub, value);
    setField(container, place.name, Object.keys(object).length === 0 ? undefined : object);
    return;
  }
  if (place.facts?.subAttributes === undefined || !isObject(value) || !isObject(before)) {
    setField(container, place.name, value);
    return;
  }
  const parts = place.facts.subAttributes;
  for (const [name, field] of Object.entries(value)) {
    setField(before, parts.get(name.toLowerCase())?.name ?? name, field);
  }
}

function containerOf(result: JsonObject, urn: string): JsonObject {
  const known = own(result, urn);
  if (isObject(known)) return known;
  const made: JsonObject = {};
  result[urn] = made;
  return made;
}

/** Null clears, as leaving out would. */
function setField(object: JsonObject, name: string, value: unknown): void {
  if (name === '__proto__') return;
  if (value === undefined || value === null) delete object[name];
  else object[name] = value;
}
