import { Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { pathValue, readBody } from '../read-request.ts';
import type { TenantStore } from '../store/open-store.ts';
import type { RoleRow } from '../store/roles-table.ts';
import { makeId } from './make-id.ts';
import type { Room } from './room.ts';

const putBody = z.object({
  manifest: z.object({
    type: z.literal('role'),
    name: z.string().regex(/^[a-z0-9-]{1,64}$/u, 'must have lower-case letters, digits and hyphens only'),
    displayName: z.string().min(1),
    description: z.string(),
    resourceType: z.string().min(1),
    permissions: z.array(z.string().min(1)),
  }),
});

/** GET /role/list, PUT /role, DELETE /role/:id (tenant-api, section 4). */
export function roleRoutes({ store, signIn }: Room): Router {
  const router = Router();

  router.get('/role/list', (request, response) => {
    signIn.anyone(request);
    const data = store.roles.all().map((role) => roleOnWire(store, role));
    response.json({ data, pagination: { total: data.length, offset: 0 } });
  });

  router.put('/role', (request, response) => {
    signIn.admin(request);
    const { manifest } = readBody(request, putBody);
    const known = store.roles.byName(manifest.name);
    if (known !== undefined) refuseBuiltIn(known);
    store.roles.upsert({
      id: known?.id ?? makeId(),
      name: manifest.name,
      displayName: manifest.displayName,
      description: manifest.description,
      resourceType: manifest.resourceType,
      permissions: JSON.stringify(manifest.permissions),
      isDefault: 0,
    });
    const saved = store.roles.byName(manifest.name);
    response.json({ data: saved === undefined ? null : roleOnWire(store, saved) });
  });

  router.delete('/role/:id', (request, response) => {
    signIn.admin(request);
    const role = store.roles.byId(pathValue(request, 'id'));
    if (role === undefined) {
      throw new ApiProblem({ statusCode: 404, code: 'ROLE_NOT_FOUND', message: 'No role has this id.' });
    }
    refuseBuiltIn(role);
    const holders = store.users.countWithRole(role.name) + store.grants.countWithRole(role.name);
    if (holders > 0) {
      throw new ApiProblem({
        statusCode: 409,
        code: 'ROLE_IN_USE',
        message: `${role.name} is held ${holders} times. Give these people another role first.`,
      });
    }
    store.roles.remove(role.id);
    response.json({});
  });

  return router;
}

function roleOnWire(store: TenantStore, role: RoleRow) {
  const permissions: unknown = JSON.parse(role.permissions);
  const { name, displayName, description, resourceType } = role;
  return {
    id: role.id,
    name,
    resourceType,
    accountId: store.facts().accountId,
    manifest: { type: 'role', name, displayName, description, resourceType, permissions },
    isEditable: role.isDefault === 0,
    isDefault: role.isDefault === 1,
  };
}

function refuseBuiltIn(role: RoleRow): void {
  if (role.isDefault === 0) return;
  throw new ApiProblem({
    statusCode: 409,
    code: 'ROLE_NOT_EDITABLE',
    message: `${role.name} is built in and cannot be changed or deleted.`,
  });
}
