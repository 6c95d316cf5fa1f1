import type { TenantStore } from '../store/open-store.ts';
import type { ScimTeamRow } from '../store/scim-teams-table.ts';
import { coreUrns } from './scim-attributes.ts';
import type { JsonObject } from './scim-json.ts';
import { readStored, type ScimBase, versionTag } from './user-resource.ts';

/** What an identity provider may write of a group, as it is now, members with id and address. */
export function groupDraft(store: TenantStore, row: ScimTeamRow): JsonObject {
  return {
    ...readStored(row.scimAttributes),
    ...(row.scimExternalId === null ? {} : { externalId: row.scimExternalId }),
    displayName: row.name,
    members: store.teamMembers
      .list(row.position, 'members')
      .map((member) => ({ value: member.id, display: member.email, type: 'User' })),
  };
}

/** A team as SCIM shows it (RFC 7643 section 4.2). Members are read only where they are wanted. */
export function groupResource(
  store: TenantStore,
  row: ScimTeamRow,
  { base, members }: { base: ScimBase; members: 'with-members' | 'without-members' },
): JsonObject {
  const sent = readStored(row.scimAttributes);
  const extensions = Object.keys(sent).filter((name) => /^urn:/iu.test(name));
  return {
    schemas: [coreUrns.Group, ...extensions],
    id: row.id,
    ...sent,
    ...(row.scimExternalId === null ? {} : { externalId: row.scimExternalId }),
    displayName: row.name,
    ...(members === 'without-members'
      ? {}
      : {
          members: store.teamMembers.list(row.position, 'members').map(({ id, email }) => ({
            value: id,
            $ref: `${base}/Users/${id}`,
            display: email,
            type: 'User',
          })),
        }),
    meta: {
      resourceType: 'Group',
      created: new Date(row.createdAt).toISOString(),
      lastModified: new Date(row.updatedAt).toISOString(),
      location: `${base}/Groups/${row.id}`,
      version: versionTag(row),
    },
  };
}
