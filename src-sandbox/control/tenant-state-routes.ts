import { Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { readBody } from '../read-request.ts';
import type { TenantClock } from '../tenant-clock.ts';
import type { ControlRoom } from './control-room.ts';

const longestStepMs = 100 * 365 * 86_400_000;

/** How far the tenant's clock is set forward by one call. It never goes back: a tenant does not live through a day twice. */
export const clockStep = z.strictObject({ advanceMs: z.number().int().min(0).max(longestStepMs) });

/** POST /clock, GET and DELETE /requests, GET /state. */
export function tenantStateRoutes(room: ControlRoom): Router {
  const { clock, register } = room;
  const router = Router();

  router.post('/clock', (request, response) => {
    setForward(clock, readBody(request, clockStep).advanceMs);
    response.json({ data: { now: new Date(clock.now()).toISOString() } });
  });

  router.get('/requests', (_request, response) => {
    response.json({ data: register.all(), pagination: { total: register.total } });
  });

  router.delete('/requests', (_request, response) => {
    register.clear();
    response.json({});
  });

  router.get('/state', (_request, response) => {
    response.json({ data: tenantState(room) });
  });

  return router;
}

/** Sets the tenant's clock forward. 422 past the years that have four digits. */
export function setForward(clock: TenantClock, ms: number): void {
  if (clock.advance(ms)) return;
  throw new ApiProblem({
    statusCode: 422,
    code: 'INVALID_REQUEST',
    message: 'The clock goes no further than the year 9899.',
  });
}

/** What the tenant is at the moment, in figures. */
export function tenantState({ store, clock, desk, register, tenantUrl }: ControlRoom) {
  const { tenantName, mode, ssoId, seed } = store.facts();
  const countOf = (which: 'all' | 'active') =>
    store.users.page({ limit: 1, offset: 0, query: '', which }).total;
  const anyTeam = { kind: 'any', memberPosition: null, managerPosition: null, nameContains: '' } as const;
  return {
    tenantUrl,
    tenantName,
    seed,
    mode,
    hasSso: ssoId !== null,
    now: new Date(clock.now()).toISOString(),
    users: countOf('all'),
    activeUsers: countOf('active'),
    teams: store.teams.page(anyTeam, { limit: 1, offset: 0 }).total,
    faults: desk.list().length,
    requests: register.total,
  };
}
