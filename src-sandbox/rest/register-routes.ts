import { Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { personResource, recordAudit } from '../audit/record-audit.ts';
import { mailCode } from '../invites/mail-codes.ts';
import { emailField, readBody } from '../read-request.ts';
import { newPerson } from './new-person.ts';
import type { Room } from './room.ts';

const clientUrl = z.url({ protocol: /^https?$/u, error: 'must be an http or https address' });

// The two names differ by letter case on the platform too (tenant-api, section 1, casing traps).
const registerBody = z
  .object({
    email: emailField,
    sendInviteEmail: z.boolean().default(false),
    skipIfUserExists: z.boolean().default(false),
    dryRun: z.boolean().default(false),
    acceptInviteClientURL: clientUrl.optional(),
  })
  .refine((body) => !body.sendInviteEmail || body.acceptInviteClientURL !== undefined, {
    path: ['acceptInviteClientURL'],
    message: 'is needed with sendInviteEmail',
  });
const inviteBody = z.object({ email: emailField, acceptInviteClientUrl: clientUrl });

/** POST /users/register and /users/invite (tenant-api, section 2). */
export function registerRoutes(room: Room): Router {
  const { store, signIn } = room;
  const router = Router();

  router.post('/users/register', (request, response) => {
    const by = signIn.admin(request);
    const body = readBody(request, registerBody);
    const known = store.users.byEmail(body.email);
    if (known !== undefined && !body.skipIfUserExists) throw exists(body.email);
    if (known === undefined && !body.dryRun) {
      store.atomically(() => {
        const person = store.users.insert(newPerson(body.email, store.now()));
        const facts = { sendInviteEmail: body.sendInviteEmail };
        recordAudit(room, { request, by, action: 'user.register', resource: personResource(person), facts });
        if (body.sendInviteEmail && body.acceptInviteClientURL !== undefined) {
          mailCode(room, { person, kind: 'invite', page: new URL(body.acceptInviteClientURL) });
        }
      });
    }
    response.json({});
  });

  // The link is answered besides being mailed, so that an admin can hand it over (tenant-api, section 2).
  router.post('/users/invite', (request, response) => {
    const by = signIn.admin(request);
    const body = readBody(request, inviteBody);
    if (store.facts().mode !== 'invite-only') {
      throw new ApiProblem({
        statusCode: 403,
        code: 'FORBIDDEN',
        message:
          'Invite links are for tenants that manage their sign-in themselves; here an identity provider does.',
      });
    }
    if (store.users.byEmail(body.email) !== undefined) throw exists(body.email);
    const link = store.atomically(() => {
      const person = store.users.insert(newPerson(body.email, store.now()));
      recordAudit(room, { request, by, action: 'user.invite', resource: personResource(person) });
      return mailCode(room, { person, kind: 'invite', page: new URL(body.acceptInviteClientUrl) });
    });
    response.json({ link });
  });

  return router;
}

/** An inactive person exists too. */
function exists(email: string): ApiProblem {
  return new ApiProblem({
    statusCode: 409,
    code: 'USER_ALREADY_EXISTS',
    message: `${email} is a person of this tenant already.`,
  });
}
