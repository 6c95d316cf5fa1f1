import { z } from 'zod';
import { describeFailure } from '../../src-contract/failure-catalogue.ts';
import type { ApiCall } from './api-call.ts';
import type { ApiOutcome } from './api-outcome.ts';
import type { Request } from './request.ts';

/** What ServiceProviderConfig says (RFC 7643, section 5). */
const serviceProviderSchema = z.object({
  patch: z.object({ supported: z.boolean() }).nullish(),
  filter: z.object({ supported: z.boolean() }).nullish(),
});
/** A list answer (RFC 7644, section 3.4.2). */
const listSchema = z.object({ totalResults: z.number().int().min(0) });

/** The SCIM side of a tenant as an identity provider sees it, with one SCIM token. Reads only. */
export interface ScimReader {
  readServiceProvider(): Promise<ApiOutcome<{ patch: boolean; filter: boolean }>>;
  countUsers(): Promise<ApiOutcome<number>>;
}

/**
 * Reads the SCIM URL of a connection with the token that `request` carries. The URL comes from the tenant, so one
 * at another origin is refused before anything is sent (C1).
 */
export function scimCalls(request: Request, place: { scimUrl: string; origin: string }): ScimReader {
  const get = async <Value>(
    path: string,
    query: Record<string, string | number>,
    schema: z.ZodType<Value>,
  ): Promise<ApiOutcome<Value>> => {
    const url = URL.canParse(place.scimUrl) ? new URL(place.scimUrl) : null;
    if (url?.origin !== place.origin) {
      const why = 'its SCIM URL is not at its own address, so the token is not sent there';
      const failure = describeFailure('answer-not-understood', { host: new URL(place.origin).host, why });
      return { ok: false, failure, status: null, requestId: null, effect: 'none', retryAfterMs: null };
    }
    const call: ApiCall = {
      method: 'GET',
      // The tenant's name and the id of the connection stand in the path: the log does not need them.
      template: `{scimUrl}${path}`,
      path: `${url.pathname.replace(/\/$/, '')}${path}`,
      query,
    };
    return request.json(call, schema);
  };

  return {
    readServiceProvider: async () => {
      const outcome = await get('/ServiceProviderConfig', {}, serviceProviderSchema);
      if (!outcome.ok) return outcome;
      const { patch, filter } = outcome.value;
      return { ...outcome, value: { patch: patch?.supported === true, filter: filter?.supported === true } };
    },
    countUsers: async () => {
      const outcome = await get('/Users', { count: 1 }, listSchema);
      return outcome.ok ? { ...outcome, value: outcome.value.totalResults } : outcome;
    },
  };
}
