import type { Secret } from '../vault/secret.ts';
import { type ExtensionPaths, publishedPaths, usualExtensionPaths } from './api-paths.ts';
import { bindingCalls } from './binding-calls.ts';
import { type Clock, systemClock } from './clock.ts';
import { dryRunCalls } from './dry-run-calls.ts';
import { provisioningCalls } from './provisioning-calls.ts';
import { createRateLimit } from './rate-limit.ts';
import { createRequest, type RequestRoom } from './request.ts';
import { teamCalls } from './team-calls.ts';
import type { TenantClient } from './tenant-client.ts';
import { tokenCalls } from './token-calls.ts';
import { readTokenOwner } from './token-owner.ts';
import { userCalls } from './user-calls.ts';

export interface TenantClientRoom extends Pick<RequestRoom, 'fetch' | 'log' | 'limits' | 'random'> {
  /** Origin of the control plane, as `parseControlPlaneAddress` gives it. */
  controlPlane: string;
  token: Secret;
  clock?: Clock;
  /** Where this tenant's profile has the extension calls, if elsewhere than usual. */
  extensionPaths?: Partial<ExtensionPaths>;
}

/**
 * Makes the signed-in client of one tenant, with its own throttle. A refused token is `token-refused`; whoever knows
 * the tenant's name may turn that into `signed-out`.
 */
export function createTenantClient(room: TenantClientRoom): TenantClient {
  const origin = new URL(room.controlPlane).origin;
  const clock = room.clock ?? systemClock;
  const rateLimit = createRateLimit(clock);
  const shared = { ...room, controlPlane: origin, clock, rateLimit };
  const paths = { ...usualExtensionPaths, ...room.extensionPaths };
  const open = new Set<{ close(): void }>();

  const clientUntil = (until: AbortSignal | null): TenantClient => {
    const bound = until === null ? shared : { ...shared, until };
    const request = createRequest(bound);
    // A client for one job ends with its signal; closing the tenant's own ends them all.
    open.add(request);
    until?.addEventListener('abort', () => open.delete(request), { once: true });
    const users = userCalls(request, origin, paths);
    return {
      ...users,
      ...dryRunCalls(request),
      ...teamCalls(request),
      ...bindingCalls(request),
      ...tokenCalls(request),
      ...provisioningCalls(request, paths, new URL(origin).host),
      pace: rateLimit.pace,
      readTokenOwner: () => readTokenOwner(room.token, { request, users, origin }),
      isApiToken: async (token) => {
        const asked = createRequest({ ...bound, token, tries: 1 });
        open.add(asked);
        const outcome = await asked.raw({
          method: 'GET',
          template: publishedPaths.users,
          query: { limit: 1, offset: 0 },
        });
        open.delete(asked);
        if (outcome.ok) return { ...outcome, value: true };
        const { status, requestId } = outcome;
        // A mode without this token's right is an answer, not a failure of asking.
        return status === 401 || status === 403 ? { ok: true, value: false, status, requestId } : outcome;
      },
      until: clientUntil,
      close: () => {
        for (const each of open) each.close();
      },
    };
  };
  return clientUntil(null);
}
