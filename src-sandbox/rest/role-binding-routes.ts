import { Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { paging, readBody, readQuery } from '../read-request.ts';
import type { GrantRow, GrantSubject, NewGrant } from '../store/grants-table.ts';
import type { TenantStore } from '../store/open-store.ts';
import type { Room } from './room.ts';

const roleBindingManifest = z.object({
  type: z.literal('role-binding'),
  name: z.string().min(1).max(100),
  subjects: z.array(z.object({ type: z.enum(['user', 'team']), name: z.string().min(1) })).max(1000),
  permissions: z
    .array(z.object({ resourceType: z.string(), resourceFqn: z.string(), role: z.string() }))
    .max(1000),
});
const putBody = z.object({ manifest: roleBindingManifest, dryRun: z.boolean().default(false) });

/**
 * GET and PUT /role-bindings (tenant-api, section 4): who holds which role on which resource. PUT replaces the binding
 * of that name whole; one without subjects or permissions is gone after it, which is how access is taken away.
 */
export function roleBindingRoutes({ store, signIn }: Room): Router {
  const router = Router();

  router.get('/role-bindings', (request, response) => {
    signIn.admin(request);
    const { limit, offset } = readQuery(request, z.object(paging));
    const { names, total } = store.grants.bindingNames({ limit, offset });
    const data = names.map((name) => bindingOnWire(store, name, store.grants.ofBinding(name)));
    response.json({ data, pagination: { total, offset, limit } });
  });

  router.put('/role-bindings', (request, response) => {
    signIn.admin(request);
    const { manifest, dryRun } = readBody(request, putBody);
    const grants = manifest.subjects.flatMap((subject) => {
      const subjectPosition = positionOf(store, subject);
      return manifest.permissions.map((permission) => ({
        bindingName: manifest.name,
        subjectType: subject.type,
        subjectPosition,
        ...grantedBy(store, permission),
      }));
    });
    if (!dryRun) store.grants.replaceBinding(manifest.name, grants);
    response.json({ data: { name: manifest.name, manifest } });
  });

  return router;
}

function bindingOnWire(store: TenantStore, name: string, grants: readonly GrantRow[]) {
  const subjects = new Map(
    grants.map((grant) => [
      `${grant.subjectType} ${grant.subjectPosition}`,
      { type: grant.subjectType, name: nameOf(store, grant) },
    ]),
  );
  const permissions = new Map(
    grants.map(({ resourceType, resourceFqn, roleName }) => [
      `${resourceFqn} ${roleName}`,
      { resourceType, resourceFqn, role: roleName },
    ]),
  );
  const manifest = {
    type: 'role-binding',
    name,
    subjects: [...subjects.values()],
    permissions: [...permissions.values()],
  };
  return { name, manifest };
}

function nameOf(store: TenantStore, grant: GrantRow): string {
  const named =
    grant.subjectType === 'user'
      ? store.users.byPosition(grant.subjectPosition)?.email
      : store.teams.byPosition(grant.subjectPosition)?.name;
  return named ?? String(grant.subjectPosition);
}

function positionOf(store: TenantStore, subject: { type: GrantSubject; name: string }): number {
  const found =
    subject.type === 'user' ? store.users.byEmail(subject.name) : store.teams.byName(subject.name);
  if (found !== undefined) return found.position;
  throw invalid('manifest.subjects', `no ${subject.type} is called ${subject.name}`);
}

function grantedBy(
  store: TenantStore,
  permission: { resourceType: string; resourceFqn: string; role: string },
): Pick<NewGrant, 'resourceId' | 'roleName'> {
  const resource = store.grants.resourceByFqn(permission.resourceFqn);
  if (resource === undefined || resource.type !== permission.resourceType) {
    throw invalid(
      'manifest.permissions',
      `no ${permission.resourceType} is called ${permission.resourceFqn}`,
    );
  }
  const role = store.roles.byName(permission.role);
  if (role === undefined) {
    const message = `No role is called ${permission.role}.`;
    throw new ApiProblem({ statusCode: 404, code: 'ROLE_NOT_FOUND', message });
  }
  if (role.resourceType !== resource.type) {
    throw invalid('manifest.permissions', `${role.name} is no role on a ${resource.type}`);
  }
  return { resourceId: resource.id, roleName: role.name };
}

function invalid(path: string, message: string): ApiProblem {
  const details = [{ path, message }];
  return new ApiProblem({
    statusCode: 422,
    code: 'INVALID_REQUEST',
    message: `${path}: ${message}`,
    details,
  });
}
