import fc from 'fast-check';
import { type Described, resolved } from '../openapi/described-operations.ts';
import type { KnownNames } from './known-names.ts';

/** Makes values that the schema of the description allows. `field` is the name that the value stands under. */
export function arbitraryOf(schema: Described, names: KnownNames, field = ''): fc.Arbitrary<unknown> {
  const plain = resolved(schema);
  if ('const' in plain) return fc.constant(plain.const);
  if (Array.isArray(plain.enum)) return fc.constantFrom(...plain.enum);
  if (Array.isArray(plain.anyOf)) {
    return fc.oneof(...plain.anyOf.map((one: Described) => arbitraryOf(one, names, field)));
  }
  switch (plain.type) {
    case 'object':
      return objectOf(plain, names);
    case 'array':
      return fc.array(arbitraryOf(plain.items as Described, names, field), {
        minLength: Number(plain.minItems ?? 0),
        maxLength: Math.min(4, Number(plain.maxItems ?? 4)),
      });
    case 'integer':
      return fc.integer({
        min: Number(plain.minimum ?? 0),
        max: Math.min(2000, Number(plain.maximum ?? 2000)),
      });
    case 'boolean':
      return fc.boolean();
    case 'string':
      return textOf(plain, names, field);
    default:
      throw new Error(`no arbitrary for a schema of the type ${String(plain.type)}`);
  }
}

function objectOf(schema: Described, names: KnownNames): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Described>);
  const wanted = [...list(schema.required), ...list((schema.then as Described | undefined)?.required)];
  const made = fc.record(
    Object.fromEntries(properties.map(([name, part]) => [name, arbitraryOf(part, names, name)])),
    { requiredKeys: wanted },
  );
  const has = (name: string) => properties.some(([one]) => one === name);
  // These belong together, so they are drawn together.
  if (has('resourceFqn') && has('role')) {
    return fc.tuple(made, fc.constantFrom(...names.permissions)).map(([rest, permission]) => ({
      ...(rest as object),
      ...permission,
    }));
  }
  if (has('type') && has('name') && properties.length === 2) {
    return fc.oneof(
      emailOf(names).map((name) => ({ type: 'user', name })),
      fc.constantFrom(...names.teamNames).map((name) => ({ type: 'team', name })),
    );
  }
  return made;
}

function textOf(schema: Described, names: KnownNames, field: string): fc.Arbitrary<string> {
  const most = Math.min(60, Number(schema.maxLength ?? 60));
  if (schema.format === 'email' || field === 'loginId') return emailOf(names);
  if (schema.format === 'uri')
    return fc.constantFrom('http://127.0.0.1/accept-invite', 'https://halden.example/a?b=c');
  if (schema.format === 'date') return fc.constantFrom('2026-01-31', '2031-12-01');
  if (schema.format === 'date-time')
    return fc.constantFrom('2026-01-31T10:00:00Z', '2031-12-01T10:00:00.5+02:00');
  if (typeof schema.pattern === 'string') return patterned(schema.pattern, names);
  if (field === 'tenantName' || field === 'accountName') return fc.constant(names.tenantName);
  if (field === 'teamName') return fc.constantFrom(...names.teamNames);
  if (field === 'roles') return fc.constantFrom(...names.roleNames);
  if (field === 'resourceType') return fc.constantFrom('account', 'tenant', 'workspace');
  if (field === 'redirectURL') return fc.constantFrom('/', 'http://127.0.0.1:9/back');
  if (field === 'hostName') return fc.constantFrom('', '127.0.0.1');
  return fc.string({ unit: 'grapheme-ascii', minLength: Number(schema.minLength ?? 0), maxLength: most });
}

function patterned(pattern: string, names: KnownNames): fc.Arbitrary<string> {
  if (pattern.startsWith('^(user|')) return emailOf(names).map((email) => `user:${email}`);
  return fc.oneof(
    fc.nat(40).map((number) => `fuzz-${number}`),
    fc.stringMatching(new RegExp(pattern, 'u')),
  );
}

/** Somebody who is there, or one of a few who may be made and met again. */
function emailOf(names: KnownNames): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(...names.emails),
    fc.nat(40).map((number) => `fuzz.person.${number}@halden.example`),
  );
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
