import { Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { readBody } from '../read-request.ts';
import type { Room } from '../rest/room.ts';
import { subjectOnWire } from '../rest/team-wire.ts';
import type { TenantStore } from '../store/open-store.ts';

const putBody = z.object({ mode: z.enum(['scim', 'jit', 'invite-only']) });

/** GET and PUT /settings/provisioning, in no published API (tenant-api, section 7). */
export function provisioningRoutes(room: Room): Router {
  const { store, signIn } = room;
  const router = Router();

  router.get('/settings/provisioning', (request, response) => {
    signIn.admin(request);
    response.json({ data: provisioningOnWire(store) });
  });

  router.put('/settings/provisioning', (request, response) => {
    const caller = signIn.admin(request);
    const { mode } = readBody(request, putBody);
    const facts = store.facts();
    if (mode !== 'invite-only' && facts.ssoId === null) {
      throw new ApiProblem({
        statusCode: 422,
        code: 'SSO_REQUIRED',
        message: `The mode ${mode} needs an SSO connection. This tenant has none.`,
        details: [{ path: 'mode', message: 'needs an SSO connection' }],
      });
    }
    if (mode !== facts.mode) {
      store.atomically(() => {
        recordAudit(room, {
          request,
          by: caller,
          action: 'provisioning.mode-change',
          resource: { type: 'settings', id: facts.accountId, name: 'provisioning' },
          facts: { from: facts.mode, to: mode },
        });
        store.settings.write({ mode, modeChangedAt: store.now(), modeChangedById: caller.id });
      });
    }
    response.json({ data: provisioningOnWire(store) });
  });

  return router;
}

function provisioningOnWire(store: TenantStore) {
  const { mode, modeChangedAt, modeChangedById } = store.facts();
  return {
    mode,
    changedAt: modeChangedAt === null ? null : new Date(modeChangedAt).toISOString(),
    changedBySubject: modeChangedById === null ? null : namedSubject(store, modeChangedById),
    defaultRole: 'member',
  };
}

/** As subjectOnWire, with a display name always: this profile promises one. */
export function namedSubject(store: TenantStore, id: string) {
  const subject = subjectOnWire(store, id);
  const subjectSlug = subject.subjectSlug ?? id;
  return { ...subject, subjectSlug, subjectDisplayName: subject.subjectDisplayName ?? subjectSlug };
}
