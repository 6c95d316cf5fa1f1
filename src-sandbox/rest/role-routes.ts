import { Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { type AuditEntry, recordAudit } from '../audit/record-audit.ts';
import { pathValue, readBody, textField } from '../read-request.ts';
import type { TenantStore } from '../store/open-store.ts';
import type { RoleRow } from '../store/roles-table.ts';
import { makeId } from './make-id.ts';
import type { Room } from './room.ts';

const putBody = z.object({
  manifest: z.object({
    type: z.literal('role'),
    name: z.string().regex(/^[a-z0-9-]{1,64}$/u, 'must have lower-case letters, digits and hyphens only'),
    displayName: textField(100).min(1),
    description: textField(500),
    resourceType: textField(100).min(1),
    permissions: z.array(textField(100).min(1)).max(1000),
  }),
});

/** GET /role/list, PUT /role, DELETE /role/:id (tenant-api, section 4). */
export function roleRoutes(room: Room): Router {
  const { store, signIn } = room;
  const router = Router();

  router.get('/role/list', (request, response) => {
    signIn.anyone(request);
    const data = store.roles.all().map((role) => roleOnWire(store, role));
    response.json({ data, pagination: { total: data.length, offset: 0 } });
  });

  router.put('/role', (request, response) => {
    const by = signIn.admin(request);
    const { manifest } = readBody(request, putBody);
    const known = store.roles.byName(manifest.name);
    if (known !== undefined) {
      refuseBuiltIn(known);
      // Whoever holds it would hold a role that their kind of resource does not have.
      if (known.resourceType !== manifest.resourceType) refuseHeld(store, known);
    }
    const role: RoleRow = {
      id: known?.id ?? makeId(),
      name: manifest.name,
      displayName: manifest.displayName,
      description: manifest.description,
      resourceType: manifest.resourceType,
      permissions: JSON.stringify(manifest.permissions),
      isDefault: 0,
    };
    store.atomically(() => {
      const action = known === undefined ? 'role.create' : 'role.update';
      recordAudit(room, { request, by, action, resource: roleResource(role) });
      store.roles.upsert(role);
    });
    response.json({ data: roleOnWire(store, role) });
  });

  router.delete('/role/:id', (request, response) => {
    const by = signIn.admin(request);
    const role = store.roles.byId(pathValue(request, 'id'));
    if (role === undefined) {
      throw new ApiProblem({ statusCode: 404, code: 'ROLE_NOT_FOUND', message: 'No role has this id.' });
    }
    refuseBuiltIn(role);
    refuseHeld(store, role);
    store.atomically(() => {
      recordAudit(room, { request, by, action: 'role.delete', resource: roleResource(role) });
      store.roles.remove(role.id);
    });
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

function roleResource(role: RoleRow): AuditEntry['resource'] {
  return { type: 'role', id: role.id, name: role.name };
}

function refuseHeld(store: TenantStore, role: RoleRow): void {
  const holders = store.users.countWithRole(role.name) + store.grants.countWithRole(role.name);
  if (holders === 0) return;
  throw new ApiProblem({
    statusCode: 409,
    code: 'ROLE_IN_USE',
    message: `${role.name} is held ${holders} times. Give these people another role first.`,
  });
}

function refuseBuiltIn(role: RoleRow): void {
  if (role.isDefault === 0) return;
  throw new ApiProblem({
    statusCode: 409,
    code: 'ROLE_NOT_EDITABLE',
    message: `${role.name} is built in and cannot be changed or deleted.`,
  });
}
