import { Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { personResource, recordAudit } from '../audit/record-audit.ts';
import { mailCode } from '../invites/mail-codes.ts';
import { emailField, readBody } from '../read-request.ts';
import { personByEmail } from '../rest/find-person.ts';
import type { Room } from '../rest/room.ts';

/** POST /users/reset-password, in no published API (tenant-api, section 7): a mail to somebody who has a password. */
export function resetPasswordRoutes(room: Room): Router {
  const { store, signIn } = room;
  const router = Router();
  router.post('/users/reset-password', (request, response) => {
    const by = signIn.admin(request);
    const person = personByEmail(store, readBody(request, z.object({ email: emailField })).email);
    if (person.registeredInIdp === 1) {
      throw new ApiProblem({
        statusCode: 403,
        code: 'USER_SIGNS_IN_WITH_SSO',
        message: `${person.email} signs in with ${person.ssoName ?? 'an identity provider'} and has no password here.`,
      });
    }
    store.atomically(() => {
      recordAudit(room, { request, by, action: 'user.password-reset', resource: personResource(person) });
      mailCode(room, { person, kind: 'password-reset', page: new URL('/reset-password', room.tenantUrl) });
    });
    response.json({});
  });
  return router;
}
