import { Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { emailField, readBody } from '../read-request.ts';
import type { TenantStore } from '../store/open-store.ts';
import type { NewUser } from '../store/user-row.ts';
import { makeId } from './make-id.ts';
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
export function registerRoutes({ store, signIn }: Room): Router {
  const router = Router();

  router.post('/users/register', (request, response) => {
    signIn.admin(request);
    const body = readBody(request, registerBody);
    const known = store.users.byEmail(body.email);
    if (known !== undefined && !body.skipIfUserExists) throw exists(body.email);
    if (known === undefined && !body.dryRun) {
      store.atomically(() => {
        if (body.sendInviteEmail) sendInvite(store, body.email);
        store.users.insert(newPerson(body.email, store.now()));
      });
    }
    response.json({});
  });

  router.post('/users/invite', (request, response) => {
    signIn.admin(request);
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
    store.atomically(() => {
      sendInvite(store, body.email);
      store.users.insert(newPerson(body.email, store.now()));
    });
    const link = new URL(body.acceptInviteClientUrl);
    link.searchParams.set('inviteCode', makeId());
    response.json({ link: link.href });
  });

  return router;
}

function newPerson(email: string, now: number): NewUser {
  return {
    id: makeId(),
    email,
    displayName: null,
    sub: null,
    active: 1,
    role: 'member',
    listsRole: 0,
    roleManagedBy: 'initial',
    registeredInIdp: 0,
    inviteAccepted: 0,
    createdByScim: 0,
    ssoName: null,
    scimExternalId: null,
    createdAt: now,
    updatedAt: now,
    lastAccessedAt: null,
  };
}

function sendInvite(store: TenantStore, email: string): void {
  store.outbox.add({ id: makeId(), recipient: email, kind: 'invite', createdAt: store.now() });
}

/** An inactive person exists too. */
function exists(email: string): ApiProblem {
  return new ApiProblem({
    statusCode: 409,
    code: 'USER_ALREADY_EXISTS',
    message: `${email} is a person of this tenant already.`,
  });
}
