import SCIMMY from 'scimmy';
import { z } from 'zod';

/** The kinds of resources that are served. */
export type ScimKind = 'User' | 'Group';

/** What a schema says of one attribute (RFC 7643 section 7). */
export interface AttributeFacts {
  readonly name: string;
  readonly type: string;
  readonly multiValued: boolean;
  readonly caseExact: boolean;
  readonly mutability: string;
  /** By name in lower case; undefined for what is not complex. */
  readonly subAttributes: ReadonlyMap<string, AttributeFacts> | undefined;
}

export const enterpriseUrn = SCIMMY.Schemas.EnterpriseUser.definition.id;
export const coreUrns: Readonly<Record<ScimKind, string>> = {
  User: SCIMMY.Schemas.User.definition.id,
  Group: SCIMMY.Schemas.Group.definition.id,
};

interface Described {
  readonly name: string;
  readonly type: string;
  readonly multiValued: boolean;
  readonly caseExact: boolean;
  readonly mutability: string;
  readonly subAttributes: readonly Described[];
}
const described: z.ZodType<Described> = z.lazy(() =>
  z.object({
    name: z.string(),
    type: z.string(),
    multiValued: z.boolean().default(false),
    caseExact: z.boolean().default(false),
    mutability: z.string().default('readWrite'),
    subAttributes: z.array(described).default([]),
  }),
);

// scimmy's schema definitions are constants of the RFC; nothing of a tenant is ever declared in them.
const facts = {
  User: readFacts(SCIMMY.Schemas.User.definition),
  Group: readFacts(SCIMMY.Schemas.Group.definition),
  enterprise: readFacts(SCIMMY.Schemas.EnterpriseUser.definition),
};

/** Where an attribute path leads: to the core schema or an extension, an attribute, and maybe a part of it. */
export interface AttributePlace {
  /** Undefined for the core schema. */
  readonly extension: string | undefined;
  /** The canonical name where the schema knows it, else as it was written. Empty for an extension as a whole. */
  readonly name: string;
  readonly sub: string | undefined;
  readonly facts: AttributeFacts | undefined;
}

/** What the core schema says of an attribute, whatever the letter case of its name. */
export function coreAttribute(kind: ScimKind, name: string): AttributeFacts | undefined {
  return facts[kind].get(name.toLowerCase());
}

/** What the enterprise extension says of an attribute of a user. */
export function enterpriseAttribute(name: string): AttributeFacts | undefined {
  return facts.enterprise.get(name.toLowerCase());
}

/** The schema urn as the RFC writes it, or undefined for a custom one. */
export function knownUrn(kind: ScimKind, urn: string): string | undefined {
  return [coreUrns[kind], enterpriseUrn].find((known) => known.toLowerCase() === urn.toLowerCase());
}

/**
 * Reads an attribute path without a filter: `name.givenName`, `urn:…:User:department`, also with a dot between urn and
 * attribute, which some providers send (RFC 7644 section 3.10; idp-quirks, Entra's malformed extension path).
 */
export function placeOf(kind: ScimKind, path: string): AttributePlace {
  const { urn, rest } = splitUrn(kind, path);
  const [first = '', sub] = rest.split(/\.(.*)/su, 2);
  const extension = urn === undefined || urn === coreUrns[kind] ? undefined : urn;
  const known =
    extension === undefined
      ? coreAttribute(kind, first)
      : extension === enterpriseUrn
        ? enterpriseAttribute(first)
        : undefined;
  const part = sub === undefined ? undefined : known?.subAttributes?.get(sub.toLowerCase());
  return { extension, name: known?.name ?? first, sub: part?.name ?? sub, facts: known };
}

function splitUrn(kind: ScimKind, path: string): { urn: string | undefined; rest: string } {
  if (!/^urn:/iu.test(path)) return { urn: undefined, rest: path };
  for (const urn of [coreUrns[kind], enterpriseUrn]) {
    if (path.toLowerCase() === urn.toLowerCase()) return { urn, rest: '' };
    if (!path.toLowerCase().startsWith(urn.toLowerCase())) continue;
    const next = path[urn.length];
    if (next === ':' || next === '.') return { urn, rest: path.slice(urn.length + 1) };
  }
  const colon = path.lastIndexOf(':');
  return { urn: path.slice(0, colon), rest: path.slice(colon + 1) };
}

function readFacts(definition: { describe(): unknown }): ReadonlyMap<string, AttributeFacts> {
  const plain: unknown = JSON.parse(JSON.stringify(definition.describe()));
  return asMap(z.object({ attributes: z.array(described) }).parse(plain).attributes);
}

function asMap(attributes: readonly Described[]): ReadonlyMap<string, AttributeFacts> {
  return new Map(
    attributes.map((attribute) => [
      attribute.name.toLowerCase(),
      {
        ...attribute,
        subAttributes: attribute.subAttributes.length === 0 ? undefined : asMap(attribute.subAttributes),
      },
    ]),
  );
}
