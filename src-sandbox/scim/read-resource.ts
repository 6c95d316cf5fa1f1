import {
  type AttributeFacts,
  coreAttribute,
  coreUrns,
  enterpriseAttribute,
  enterpriseUrn,
  knownUrn,
  type ScimKind,
} from './scim-attributes.ts';
import { isObject, type JsonObject, keepAsSent } from './scim-json.ts';
import { scimProblem } from './scim-problem.ts';

// Set by the service alone, or said by the address: what a client sends for them is passed over (RFC 7644 section 3.3).
const passedOver = new Set(['schemas', 'id', 'meta', 'password']);

/**
 * Turns what a client sent into one form: canonical names whatever their letter case, real booleans for "True" and "False",
 * a list where an object stands for its only item (OneLogin), an object where a text stands for its `value`. What is null or
 * empty is left out, read-only attributes and passwords too; unknown attributes and custom extensions are kept as sent.
 * 400 invalidValue for a value of another type (RFC 7643 section 2.3).
 */
export function readResource(kind: ScimKind, body: unknown): JsonObject {
  if (!isObject(body)) throw scimProblem('invalidSyntax', 'The body must be a JSON object.');
  const fields: [string, unknown][] = [];
  for (const [name, value] of Object.entries(body)) {
    if (passedOver.has(name.toLowerCase()) || name === '__proto__' || value === null) continue;
    const urn = knownUrn(kind, name);
    if (urn === coreUrns[kind]) fields.push(...Object.entries(readResource(kind, value)));
    else if (urn === enterpriseUrn)
      fields.push([urn, readFields(value, { name, find: enterpriseAttribute })]);
    else if (name.toLowerCase() === 'externalid') fields.push(['externalId', readText(value, 'externalId')]);
    else fields.push(readField(coreAttribute(kind, name), name, value));
  }
  return withoutEmpty(fields);
}

function readField(facts: AttributeFacts | undefined, name: string, value: unknown): [string, unknown] {
  if (facts === undefined) return [name, keepAsSent(value)];
  if (facts.mutability === 'readOnly') return [facts.name, undefined];
  return [facts.name, readValue(facts, value)];
}

function readValue(facts: AttributeFacts, value: unknown): unknown {
  if (!facts.multiValued) return readOne(facts, value);
  const items = (Array.isArray(value) ? value : [value]).map((item) => readOne(facts, item));
  return onePrimary(withoutTwins(items.filter((item) => item !== undefined)));
}

function readOne(facts: AttributeFacts, value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (facts.type === 'boolean') return readFlag(value, facts.name);
  if (facts.subAttributes === undefined) return readText(value, facts.name);
  const { subAttributes } = facts;
  const asObject = typeof value === 'string' && subAttributes.has('value') ? { value } : value;
  return readFields(asObject, { name: facts.name, find: (name) => subAttributes.get(name.toLowerCase()) });
}

function readFields(
  value: unknown,
  { name, find }: { name: string; find: (name: string) => AttributeFacts | undefined },
): JsonObject | undefined {
  if (!isObject(value)) throw scimProblem('invalidValue', `${name} must be an object.`);
  const fields = Object.entries(value)
    .filter(([key, field]) => key !== '__proto__' && field !== null)
    .map(([key, field]) => {
      const facts = find(key);
      return facts === undefined
        ? ([key, keepAsSent(field)] as const)
        : ([facts.name, readValue(facts, field)] as const);
    });
  const object = withoutEmpty(fields);
  return Object.keys(object).length === 0 ? undefined : object;
}

function readFlag(value: unknown, name: string): boolean {
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value.toLowerCase() : undefined;
  if (text === 'true' || text === 'false') return text === 'true';
  throw scimProblem('invalidValue', `${name} must be true or false.`);
}

function readText(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw scimProblem('invalidValue', `${name} must be text.`);
}

/** The same type and value twice are one (RFC 7643 section 2.4); the first stays. */
function withoutTwins(items: unknown[]): unknown[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    if (!isObject(item) || typeof item.value !== 'string') return true;
    const key = JSON.stringify([item.type, item.value]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Two addresses may both come as primary (idp-quirks, PingOne); the first stays (RFC 7643 section 2.4). */
function onePrimary(items: unknown[]): unknown[] | undefined {
  let hasPrimary = false;
  const kept = items.map((item) => {
    if (!isObject(item) || item.primary !== true) return item;
    if (hasPrimary) return { ...item, primary: false };
    hasPrimary = true;
    return item;
  });
  return kept.length === 0 ? undefined : kept;
}

function withoutEmpty(fields: Iterable<readonly [string, unknown]>): JsonObject {
  return Object.fromEntries([...fields].filter(([, value]) => value !== undefined && value !== null));
}
