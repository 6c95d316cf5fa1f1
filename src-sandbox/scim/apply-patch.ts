import { changeList } from './change-list.ts';
import { OpenMembers } from './open-members.ts';
import type { PatchOperation } from './read-patch.ts';
import { readResource } from './read-resource.ts';
import { type AttributePlace, coreUrns, knownUrn, placeOf, type ScimKind } from './scim-attributes.ts';
import { readPatchPath } from './scim-filter.ts';
import { isObject, type JsonObject, own } from './scim-json.ts';
import { scimProblem, statusProblem } from './scim-problem.ts';

/** So many items may be looked at one by one in all, which takes half a second or so. */
const mostLookedAt = 500_000;
const readOnly = new Set(['id', 'meta', 'schemas', 'groups']);

/** A resource while operations go over it. */
interface PatchTarget {
  readonly kind: ScimKind;
  readonly result: JsonObject;
  /** The members of the result, while they are open. */
  members: OpenMembers | undefined;
  lookedAt: number;
}

/**
 * Applies the operations of a PATCH to a resource and hands back the result in the form of readResource (RFC 7644 section
 * 3.5.2). scimmy's PatchOp.apply is not used: it answers later, while a change here must be read and written in one
 * synchronous transaction, adds the same value twice, and knows no attributes besides the declared schemas.
 * 413 for operations that would look through a large group again and again.
 */
export function applyPatch(
  kind: ScimKind,
  resource: JsonObject,
  operations: readonly PatchOperation[],
): JsonObject {
  const target: PatchTarget = { kind, result: structuredClone(resource), members: undefined, lookedAt: 0 };
  for (const operation of operations) {
    if (operation.path === undefined) applyPathless(target, operation);
    else applyAt(target, { ...operation, path: operation.path });
  }
  closeMembers(target);
  return readResource(kind, target.result);
}

/** Each field of the value is an operation of its own; its name may be a path (Entra), or a schema's urn. */
function applyPathless(target: PatchTarget, { op, value }: PatchOperation): void {
  if (!isObject(value))
    throw scimProblem('invalidValue', 'An operation without a path needs an object as its value.');
  for (const [name, field] of Object.entries(value)) {
    // Okta sends the id with a group's new name; what it cannot change here is passed over.
    if (readOnly.has(name.toLowerCase()) || name === '__proto__') continue;
    const urn = knownUrn(target.kind, name) ?? (isObject(field) && /^urn:/iu.test(name) ? name : undefined);
    if (urn === undefined || !isObject(field)) applyAt(target, { op, path: name, value: field });
    else applyExtension(target, { op, urn, fields: field });
  }
}

function applyExtension(
  target: PatchTarget,
  { op, urn, fields }: { op: PatchOperation['op']; urn: string; fields: JsonObject },
): void {
  for (const [name, value] of Object.entries(fields)) {
    if (knownUrn(target.kind, urn) !== undefined) applyAt(target, { op, path: `${urn}:${name}`, value });
    else setField(containerOf(target.result, urn), name, value);
  }
}

function applyAt(target: PatchTarget, { op, path, value }: PatchOperation & { readonly path: string }): void {
  const { kind, result } = target;
  const urn = knownUrn(kind, path);
  if (urn !== undefined) {
    if (op === 'remove' && urn !== coreUrns[kind]) delete result[urn];
    else if (isObject(value)) applyExtension(target, { op, urn, fields: value });
    else throw scimProblem('invalidValue', `${path} needs an object as its value.`);
    return;
  }
  const read = readPatchPath(path);
  const place = placeOf(kind, read.path);
  if (place.extension === undefined && readOnly.has(place.name.toLowerCase())) {
    throw scimProblem('mutability', `${place.name} is set by the service and cannot be changed.`);
  }
  const sub = read.sub ?? place.sub;
  if (isMembers(target, place)) {
    target.members ??= new OpenMembers(listIn(result, 'members'));
    if (sub === undefined && target.members.apply({ op, value, filter: read.filter }) === 'applied') return;
    closeMembers(target);
  }
  const name = place.name.toLowerCase() === 'externalid' ? 'externalId' : place.name;
  const container = place.extension === undefined ? result : containerOf(result, place.extension);
  if (place.facts?.multiValued === true || Array.isArray(own(container, name))) {
    const before = listIn(container, name);
    target.lookedAt += before.length;
    if (target.lookedAt > mostLookedAt) {
      throw statusProblem(
        413,
        `The operations look through ${name} too often. Name them by value, or send fewer.`,
      );
    }
    const list = changeList(before, { op, value, name, filter: read.filter, sub });
    setField(container, name, list.length === 0 ? undefined : list);
  } else if (read.filter !== undefined) {
    throw scimProblem('invalidPath', `${name} is no list, so a filter in brackets cannot choose from it.`);
  } else {
    changeSingle(container, { ...place, name }, op === 'remove' ? undefined : value);
  }
  if (place.extension !== undefined && Object.keys(container).length === 0) delete result[place.extension];
}

function isMembers({ kind }: PatchTarget, { extension, name }: AttributePlace): boolean {
  return kind === 'Group' && extension === undefined && name === 'members';
}

/** Puts the open members back, where everything else looks for them. */
function closeMembers(target: PatchTarget): void {
  const list = target.members?.list();
  if (list === undefined) return;
  setField(target.result, 'members', list.length === 0 ? undefined : list);
  target.members = undefined;
}

function listIn(container: JsonObject, name: string): readonly unknown[] {
  const list = own(container, name);
  return Array.isArray(list) ? list : [];
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
