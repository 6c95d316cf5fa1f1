import { z } from 'zod';
import { publishedPaths } from './api-paths.ts';
import type { Request } from './request.ts';
import type { TenantClient } from './tenant-client.ts';

const commandSchema = z.looseObject({});

/** The calls about people's own access tokens (tenant-api note, section 4). Nobody can list those of another person. */
export function tokenCalls(request: Request): Pick<TenantClient, 'revokeTokens'> {
  return {
    revokeTokens: async (email) => {
      const outcome = await request.json(
        { method: 'DELETE', template: publishedPaths.revokeAccessTokens, body: { email }, person: email },
        commandSchema,
      );
      return outcome.ok ? { ...outcome, value: undefined } : outcome;
    },
  };
}
