import type { ScimBody } from './scim-wire.ts';

/** RFC 7643 sections 4.1, 4.2 and 4.3, RFC 7644 section 3.5.2. */
export const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const enterpriseSchema = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

export interface PatchOperation {
  readonly op: string;
  readonly path?: string;
  readonly value?: unknown;
}

/** A PatchOp body; vendors differ in the operations alone. */
export function patchOf(...operations: PatchOperation[]) {
  return { schemas: [patchSchema], Operations: operations };
}

/** The path of one account. */
export function userPath(remoteId: string): string {
  return `/Users/${encodeURIComponent(remoteId)}`;
}

/** The path of one group. */
export function groupPath(remoteId: string): string {
  return `/Groups/${encodeURIComponent(remoteId)}`;
}

/** The id of what the tenant says it made. Fails when the answer has none: Okta calls that an invalid answer. */
export function madeId(body: ScimBody): string {
  if (typeof body.id === 'string' && body.id !== '') return body.id;
  throw new MadeNothing('The tenant said that it made something, but its answer has no id.');
}

/** An answer 2xx that cannot be used. */
export class MadeNothing extends Error {}
