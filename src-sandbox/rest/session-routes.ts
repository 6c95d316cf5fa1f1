import { Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { readBody } from '../read-request.ts';
import type { Room } from './room.ts';
import { userOnWire } from './user-wire.ts';

/** What the sandbox says it is; its provisioning page came with 0.143. */
const platformVersion = '0.146.2';

const passwordBody = z.object({
  loginId: z.string().min(1),
  oldPassword: z.string().min(1),
  newPassword: z.string().min(8, 'must have 8 characters or more'),
});

/** GET /tenant-id, GET /session (tenant-api, section 6) and POST /users/change-password (section 2). */
export function sessionRoutes({ store, signIn }: Room): Router {
  const router = Router();

  router.get('/tenant-id', (_request, response) => {
    const { tenantName } = store.facts();
    response.json({ tenant_name: tenantName, tenantName, version: platformVersion });
  });

  router.get('/session', (request, response) => {
    const person = signIn.anyone(request);
    const { tenantName, accountId } = store.facts();
    response.json({ user: userOnWire(store, person), tenantInfo: { tenantName, accountId } });
  });

  router.post('/users/change-password', (request, response) => {
    const person = signIn.anyone(request);
    const body = readBody(request, passwordBody);
    if (person.registeredInIdp === 1) {
      throw new ApiProblem({
        statusCode: 403,
        code: 'FORBIDDEN',
        message: `${person.email} signs in with ${person.ssoName ?? 'an identity provider'} and has no password here.`,
      });
    }
    const isTheirs = body.loginId.toLowerCase() === person.email.toLowerCase();
    if (!isTheirs || !store.passwords.isRight(person.position, body.oldPassword)) {
      throw new ApiProblem({
        statusCode: 400,
        code: 'INVALID_REQUEST',
        message: 'The login or old password is wrong.',
      });
    }
    store.passwords.change(person.position, body.newPassword);
    response.json({});
  });

  return router;
}
