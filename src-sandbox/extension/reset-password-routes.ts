import { Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { emailField, readBody } from '../read-request.ts';
import { personByEmail } from '../rest/find-person.ts';
import { makeId } from '../rest/make-id.ts';
import type { Room } from '../rest/room.ts';

/** POST /users/reset-password, in no published API (tenant-api, section 7): a mail to somebody who has a password. */
export function resetPasswordRoutes({ store, signIn }: Room): Router {
  const router = Router();
  router.post('/users/reset-password', (request, response) => {
    signIn.admin(request);
    const person = personByEmail(store, readBody(request, z.object({ email: emailField })).email);
    if (person.registeredInIdp === 1) {
      throw new ApiProblem({
        statusCode: 403,
        code: 'USER_SIGNS_IN_WITH_SSO',
        message: `${person.email} signs in with ${person.ssoName ?? 'an identity provider'} and has no password here.`,
      });
    }
    store.outbox.add({
      id: makeId(),
      recipient: person.email,
      kind: 'password-reset',
      createdAt: store.now(),
    });
    response.json({});
  });
  return router;
}
