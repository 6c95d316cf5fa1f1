import { Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { personResource, recordAudit } from '../audit/record-audit.ts';
import { emailField, readBody, textField } from '../read-request.ts';
import { personByEmail, refuseLastAdmin, refuseManaged, refuseOtherTenant } from './find-person.ts';
import type { Room } from './room.ts';

const standingBody = z.object({ email: emailField, tenantName: textField(200).optional() });
const rolesBody = z.object({
  email: emailField,
  roles: z.array(textField(100).min(1)).length(1, 'a person has exactly one tenant-level role'),
  resourceType: textField(100).optional(),
});

/** PATCH /users/deactivate, /users/activate and /users/roles (tenant-api, section 2). */
export function userStandingRoutes(room: Room): Router {
  const { store, signIn } = room;
  const router = Router();

  router.patch('/users/deactivate', (request, response) => {
    const by = signIn.admin(request);
    const body = readBody(request, standingBody);
    refuseOtherTenant(store, body.tenantName);
    const person = personByEmail(store, body.email);
    refuseManaged(store, person);
    refuseLastAdmin(store, person);
    if (person.active === 1) {
      store.atomically(() => {
        recordAudit(room, { request, by, action: 'user.deactivate', resource: personResource(person) });
        store.users.setActive(person, { active: 0, at: store.now() });
      });
    }
    response.json({});
  });

  router.patch('/users/activate', (request, response) => {
    const by = signIn.admin(request);
    const body = readBody(request, standingBody);
    refuseOtherTenant(store, body.tenantName);
    const person = personByEmail(store, body.email);
    refuseManaged(store, person);
    if (person.active === 0) {
      store.atomically(() => {
        recordAudit(room, { request, by, action: 'user.activate', resource: personResource(person) });
        store.users.setActive(person, { active: 1, at: store.now() });
      });
    }
    response.json({});
  });

  router.patch('/users/roles', (request, response) => {
    const by = signIn.admin(request);
    const body = readBody(request, rolesBody);
    const person = personByEmail(store, body.email);
    const role = store.roles.byName(body.roles[0] ?? '');
    if (role === undefined) {
      throw new ApiProblem({
        statusCode: 404,
        code: 'ROLE_NOT_FOUND',
        message: `No role is called ${body.roles[0]}.`,
      });
    }
    refuseUnfitRole(role, body.resourceType);
    refuseManaged(store, person);
    if (role.name !== person.role) {
      refuseLastAdmin(store, person);
      store.atomically(() => {
        const resource = personResource(person);
        const facts = { from: person.role, to: role.name };
        recordAudit(room, { request, by, action: 'user.role-change', resource, facts });
        store.users.setRole(person, { role: role.name, at: store.now() });
      });
    }
    response.json({});
  });

  return router;
}

/** Only roles of tenant or account scope are tenant-level roles; team-manager is given by the system alone. */
function refuseUnfitRole(role: { name: string; resourceType: string }, asked: string | undefined): void {
  const isTenantLevel = role.resourceType === 'tenant' || role.resourceType === 'account';
  if (isTenantLevel && role.name !== 'team-manager' && (asked ?? role.resourceType) === role.resourceType)
    return;
  const reason = !isTenantLevel
    ? `is a role on ${role.resourceType}, not on the tenant`
    : role.name === 'team-manager'
      ? 'is set by the system and cannot be given'
      : `has the scope ${role.resourceType}, not ${asked}`;
  throw new ApiProblem({
    statusCode: 422,
    code: 'INVALID_REQUEST',
    message: `The role ${role.name} ${reason}.`,
  });
}
