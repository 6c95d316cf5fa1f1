import type { TenantStore } from '../store/open-store.ts';
import type { GroupOfUser } from '../store/scim-people-table.ts';
import type { UserRow } from '../store/user-row.ts';
import { coreUrns } from './scim-attributes.ts';
import { isObject, type JsonObject, own } from './scim-json.ts';

/** The address of this connection's SCIM, without a slash at its end. */
export type ScimBase = string;

/**
 * What an identity provider may write of a person, as it is now. Somebody who was never sent an address, such as all who came
 * another way, shows the user name as the only one.
 */
export function userDraft(row: UserRow): JsonObject {
  const sent = readStored(row.scimAttributes);
  return {
    ...sent,
    ...(row.scimExternalId === null ? {} : { externalId: row.scimExternalId }),
    userName: row.email,
    ...(row.displayName === null ? {} : { displayName: row.displayName }),
    emails: own(sent, 'emails') ?? ownAddress(row.email),
    active: row.active === 1,
  };
}

/** The address of somebody who was sent none. */
export function ownAddress(userName: string): JsonObject[] {
  return [{ value: userName, type: 'work', primary: true }];
}

/** The name shown of somebody who was sent none: Okta reads the parts of everybody whom it imports. */
function ownName(displayName: string | null): JsonObject {
  const [, givenName, familyName] = /^(.+) (\S+)$/u.exec(displayName ?? '') ?? [];
  return givenName === undefined ? {} : { name: { formatted: displayName, givenName, familyName } };
}

/** Users as SCIM shows them (RFC 7643 section 4.1), with one read of the teams of all; `everyone` is not shown. */
export function userResources(
  store: TenantStore,
  rows: readonly UserRow[],
  { base, groups }: { base: ScimBase; groups: 'with-groups' | 'without-groups' },
): JsonObject[] {
  const groupsOf = new Map<number, GroupOfUser[]>();
  if (groups === 'with-groups') {
    for (const group of store.scimPeople.groupsOf(rows.map((row) => row.position))) {
      const known = groupsOf.get(group.userPosition);
      if (known === undefined) groupsOf.set(group.userPosition, [group]);
      else known.push(group);
    }
  }
  return rows.map((row) => userResource(row, { base, groups: groupsOf.get(row.position) }));
}

function userResource(
  row: UserRow,
  { base, groups }: { base: ScimBase; groups: readonly GroupOfUser[] | undefined },
): JsonObject {
  const draft = userDraft(row);
  const extensions = Object.keys(draft).filter((name) => /^urn:/iu.test(name));
  return {
    schemas: [coreUrns.User, ...extensions],
    id: row.id,
    ...(row.createdByScim === 0 || row.scimAttributes === null ? ownName(row.displayName) : {}),
    ...draft,
    ...(groups === undefined
      ? {}
      : {
          groups: groups.map(({ id, name }) => ({
            value: id,
            $ref: `${base}/Groups/${id}`,
            display: name,
            type: 'direct',
          })),
        }),
    meta: {
      resourceType: 'User',
      created: new Date(row.createdAt).toISOString(),
      lastModified: new Date(row.updatedAt).toISOString(),
      location: `${base}/Users/${row.id}`,
      version: versionTag(row),
    },
  };
}

/** The weak entity tag of a stored version (RFC 7644 section 3.14). */
export function versionTag({ version }: { readonly version: number }): string {
  return `W/"${version}"`;
}

/** Reads the JSON that only this service writes. */
export function readStored(text: string | null): JsonObject {
  if (text === null) return {};
  const value: unknown = JSON.parse(text);
  return isObject(value) ? value : {};
}
