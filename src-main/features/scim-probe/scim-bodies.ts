export const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const enterpriseSchema = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

export interface PatchOperation {
  op: string;
  path?: string;
  value?: unknown;
}

/** A PATCH message of RFC 7644, section 3.5.2. */
export function patchOf(...operations: PatchOperation[]): object {
  return { schemas: [patchSchema], Operations: operations };
}

/** The names of what one probe makes: random, and plain about what they are. */
export interface ProbeNames {
  /** Eight random hexadecimal digits, in every name. */
  mark: string;
  one: string;
  /** With a plus sign in it. */
  two: string;
  /** In place of `two` where a plus sign is refused. */
  twoPlain: string;
  group: string;
  renamed: string;
  illegal: string;
}

/** The names for a random mark; `domain` is what stands behind the at sign. */
export function namesFor(mark: string, domain: string): ProbeNames {
  const base = `tenantry-probe-${mark}`;
  return {
    mark,
    one: `${base}@${domain}`,
    two: `${base}+2@${domain}`,
    twoPlain: `${base}-2@${domain}`,
    group: base,
    renamed: `${base}-new`,
    illegal: `Tenantry Probe ${mark}, illegal!`,
  };
}

/** A whole person as RFC 7643 has them. */
export function personBody(userName: string, mark: string): Record<string, unknown> {
  return {
    schemas: [userSchema],
    userName,
    externalId: `ext-${userName}`,
    name: { givenName: 'Tenantry', familyName: `Probe ${mark}`, formatted: `Tenantry Probe ${mark}` },
    displayName: `Tenantry Probe ${mark}`,
    emails: [{ value: userName, type: 'work', primary: true }],
    active: true,
  };
}

/** A group, with its members where they are given. */
export function groupBody(displayName: string, members?: readonly string[]): Record<string, unknown> {
  return {
    schemas: [groupSchema],
    displayName,
    ...(members === undefined ? {} : { members: listed(members) }),
  };
}

/** Members as providers list them. */
export function listed(ids: readonly string[]): { value: string }[] {
  return ids.map((value) => ({ value }));
}
