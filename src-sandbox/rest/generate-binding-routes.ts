import { Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { queryFlag, readQuery, textField } from '../read-request.ts';
import type { GrantRow } from '../store/grants-table.ts';
import type { TenantStore } from '../store/open-store.ts';
import { personById } from './find-person.ts';
import { teamById } from './find-team.ts';
import { manifestOfGrants, type RoleBindingManifest, subjectType } from './role-binding-manifest.ts';
import type { Room } from './room.ts';

const id = textField(100).min(1).optional();
const query = z
  .object({
    resourceType: textField(100).optional(),
    resourceId: id,
    subjectType: subjectType.optional(),
    subjectId: id,
    includeOnlyTenantRoles: queryFlag,
  })
  .refine(
    ({ resourceType, resourceId, ...subject }) =>
      (resourceType !== undefined && resourceId !== undefined) ||
      (subject.subjectType !== undefined && subject.subjectId !== undefined),
    'needs resourceType and resourceId, or subjectType and subjectId',
  );

/**
 * GET /role-bindings/generate-manifest (tenant-api, section 4): the manifests that would give what is given now on a
 * resource or to a subject, one a role. A person's tenant-level role is among them, alone with
 * `includeOnlyTenantRoles`. 404 for an unknown resource or subject.
 */
export function generateBindingRoutes({ store, signIn }: Room): Router {
  const router = Router();
  router.get('/role-bindings/generate-manifest', (request, response) => {
    signIn.admin(request);
    const asked = readQuery(request, query);
    if (asked.resourceType !== undefined && asked.resourceId !== undefined) {
      const resource = store.grants.resourceById(asked.resourceId);
      if (resource?.type !== asked.resourceType) throw nothing(asked.resourceType, asked.resourceId);
      response.json({
        data: byRole(store, { name: resource.name, grants: store.grants.ofResource(resource.id) }),
      });
      return;
    }
    const onlyTenant = asked.includeOnlyTenantRoles ? 'tenant-roles' : 'all-roles';
    response.json({ data: ofSubject(store, { ...asked, which: onlyTenant }) });
  });
  return router;
}

function ofSubject(
  store: TenantStore,
  asked: {
    subjectType?: z.infer<typeof subjectType> | undefined;
    subjectId?: string | undefined;
    which: 'all-roles' | 'tenant-roles';
  },
): RoleBindingManifest[] {
  const { subjectType: type = 'user', subjectId = '', which } = asked;
  if (type === 'user') {
    const person = personById(store, subjectId);
    const role = store.roles.byName(person.role);
    const tenantLevel: RoleBindingManifest = {
      type: 'role-binding',
      name: `${person.email}-${person.role}`,
      subjects: [{ type, name: person.email }],
      permissions: [
        {
          resourceType: role?.resourceType ?? 'account',
          resourceFqn: store.facts().tenantName,
          role: person.role,
        },
      ],
    };
    if (which === 'tenant-roles') return [tenantLevel];
    const grants = store.grants.ofSubject(type, person.position);
    return [tenantLevel, ...byRole(store, { name: person.email, grants })];
  }
  if (type !== 'team') throw nothing(type, subjectId);
  const team = teamById(store, subjectId);
  if (which === 'tenant-roles') return [];
  return byRole(store, { name: team.name, grants: store.grants.ofSubject(type, team.position) });
}

function byRole(
  store: TenantStore,
  { name, grants }: { name: string; grants: readonly GrantRow[] },
): RoleBindingManifest[] {
  const roles = new Map<string, GrantRow[]>();
  for (const grant of grants) {
    const known = roles.get(grant.roleName);
    if (known === undefined) roles.set(grant.roleName, [grant]);
    else known.push(grant);
  }
  return [...roles].map(([role, own]) => manifestOfGrants(store, { name: `${name}-${role}`, grants: own }));
}

function nothing(type: string, wanted: string): ApiProblem {
  return new ApiProblem({ statusCode: 404, code: 'NOT_FOUND', message: `No ${type} has the id ${wanted}.` });
}
