import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { textField } from '../read-request.ts';
import type { GrantRow, GrantSubject, NewGrant } from '../store/grants-table.ts';
import type { TenantStore } from '../store/open-store.ts';

const subjectTypes = ['user', 'team', 'virtualaccount', 'external-identity'] as const;

export const subjectType = z.enum(subjectTypes);

const subjectField = z.object({ type: subjectType, name: textField(254).min(1) });

export const permissionField = z.object({
  resourceType: textField(100).min(1),
  resourceFqn: textField(500).min(1),
  role: textField(100).min(1),
});

/** RoleBindingManifest (tenant-api, section 4). A binding of 1,000 subjects times 1,000 permissions would be a million grants. */
export const roleBindingManifest = z
  .object({
    type: z.literal('role-binding'),
    name: textField(200).min(1),
    subjects: z.array(subjectField).max(1000),
    permissions: z.array(permissionField).max(1000),
  })
  .refine(({ subjects, permissions }) => subjects.length * permissions.length <= 10_000, {
    path: ['permissions'],
    message: 'subjects times permissions must not be over 10000',
  });

export type RoleBindingManifest = z.infer<typeof roleBindingManifest>;

/** The grants of a manifest: each subject with each permission, once. 404 for an unknown role, 422 for all else unknown. */
export function grantsOfManifest(store: TenantStore, manifest: RoleBindingManifest): NewGrant[] {
  const subjects = manifest.subjects.map((subject) => findSubject(store, subject));
  const given = manifest.permissions.map((permission) => findPermission(store, permission));
  const grants = new Map<string, NewGrant>();
  for (const subject of subjects) {
    for (const permission of given) {
      const grant = { bindingName: manifest.name, ...subject, ...permission };
      grants.set(
        `${grant.subjectType} ${grant.subjectPosition} ${grant.resourceId} ${grant.roleName}`,
        grant,
      );
    }
  }
  return [...grants.values()];
}

/** The manifest that says what these grants give, with every subject and permission once. */
export function manifestOfGrants(
  store: TenantStore,
  { name, grants }: { name: string; grants: readonly GrantRow[] },
): RoleBindingManifest {
  const subjects = new Map<string, RoleBindingManifest['subjects'][number]>();
  const permissions = new Map<string, RoleBindingManifest['permissions'][number]>();
  for (const grant of grants) {
    const { subjectType: type, subjectPosition, resourceType, resourceFqn, roleName } = grant;
    const subject = `${type} ${subjectPosition}`;
    if (!subjects.has(subject)) subjects.set(subject, { type, name: subjectName(store, grant) });
    permissions.set(`${resourceFqn} ${roleName}`, { resourceType, resourceFqn, role: roleName });
  }
  return {
    type: 'role-binding',
    name,
    subjects: [...subjects.values()],
    permissions: [...permissions.values()],
  };
}

function subjectName(store: TenantStore, grant: GrantRow): string {
  const named =
    grant.subjectType === 'user'
      ? store.users.byPosition(grant.subjectPosition)?.email
      : store.teams.byPosition(grant.subjectPosition)?.name;
  return named ?? String(grant.subjectPosition);
}

function findSubject(
  store: TenantStore,
  { type, name }: RoleBindingManifest['subjects'][number],
): { subjectType: GrantSubject; subjectPosition: number } {
  // The platform knows two more kinds; this tenant has nobody of them.
  if (type === 'virtualaccount' || type === 'external-identity') {
    throw invalid('subjects', `no ${type} is called ${name}: this tenant has none`);
  }
  const found = type === 'user' ? store.users.byEmail(name) : store.teams.byName(name);
  if (found === undefined) throw invalid('subjects', `no ${type} is called ${name}`);
  return { subjectType: type, subjectPosition: found.position };
}

function findPermission(
  store: TenantStore,
  permission: RoleBindingManifest['permissions'][number],
): Pick<NewGrant, 'resourceId' | 'roleName'> {
  const { resourceType, resourceFqn } = permission;
  const resource = store.grants.resourceByFqn(resourceFqn);
  if (resource === undefined || resource.type !== resourceType) {
    throw invalid('permissions', `no ${resourceType} is called ${resourceFqn}`);
  }
  const role = store.roles.byName(permission.role);
  if (role === undefined) {
    throw new ApiProblem({
      statusCode: 404,
      code: 'ROLE_NOT_FOUND',
      message: `No role is called ${permission.role}.`,
    });
  }
  if (role.resourceType !== resource.type) {
    throw invalid('permissions', `${role.name} is no role on a ${resource.type}`);
  }
  return { resourceId: resource.id, roleName: role.name };
}

function invalid(field: 'subjects' | 'permissions', message: string): ApiProblem {
  const path = `manifest.${field}`;
  return new ApiProblem({
    statusCode: 422,
    code: 'INVALID_REQUEST',
    message: `${path}: ${message}`,
    details: [{ path, message }],
  });
}
