import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type Described, tenantApiDescription } from './described-operations.ts';

/** A value to hold against a schema of the description. */
export interface Validation {
  readonly schema: Described;
  readonly value: unknown;
  /** `partial`: fields may be missing. */
  readonly extent?: 'whole' | 'partial';
  /** `refuse`: fields that are not listed are wrong even where the schema leaves them open. */
  readonly strangers?: 'refuse' | 'ignore';
}

const documentKey = 'tenant-api';
const open = validatorOf(tenantApiDescription);
const closed = validatorOf(withoutStrangers(tenantApiDescription) as Described);

/** What is wrong with the value in one line without the value itself; undefined when it is as the schema has it. */
export function whatIsWrong({ schema, value, extent, strangers }: Validation): string | undefined {
  const ajv = strangers === 'refuse' ? closed : open;
  const validate = ajv.compile(anchored(schema) as Described);
  if (validate(value)) return undefined;
  const errors = (validate.errors ?? []).filter(
    ({ keyword }) => extent !== 'partial' || (keyword !== 'required' && keyword !== 'anyOf'),
  );
  return errors.length === 0 ? undefined : sentence(errors);
}

// Compiled schemas are kept by the identity of the object, so the anchored copy of each is made once.
const anchors = new WeakMap<object, unknown>();

/** The same schema with its references led into the description, so that it can be compiled alone. */
function anchored(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema;
  const known = anchors.get(schema);
  if (known !== undefined) return known;
  const copy = Array.isArray(schema)
    ? schema.map(anchored)
    : Object.fromEntries(
        Object.entries(schema).map(([name, value]) =>
          name === '$ref' && typeof value === 'string'
            ? [name, `${documentKey}${value}`]
            : [name, anchored(value)],
        ),
      );
  anchors.set(schema, copy);
  return copy;
}

function validatorOf(document: Described): Ajv2020 {
  // Not strict: OpenAPI's own words stand around the schemas.
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
  addFormats.default(ajv);
  return ajv.addSchema(document, documentKey);
}

/** A copy in which every object that lists its fields has no others. */
function withoutStrangers(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withoutStrangers);
  if (typeof part !== 'object' || part === null) return part;
  const entries = Object.entries(part).map(([name, value]) =>
    name === 'if' || name === 'then' ? [name, value] : [name, withoutStrangers(value)],
  );
  const copy: Record<string, unknown> = Object.fromEntries(entries);
  const isObject = copy.type === 'object' && typeof copy.properties === 'object';
  return isObject && copy.additionalProperties === undefined
    ? { ...copy, additionalProperties: false }
    : copy;
}

function sentence(errors: readonly ErrorObject[]): string {
  return errors
    .slice(0, 5)
    .map(
      ({ instancePath, message, params }) => `${instancePath || 'it'} ${message} ${JSON.stringify(params)}`,
    )
    .join('; ');
}
