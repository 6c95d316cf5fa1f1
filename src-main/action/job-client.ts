import type { Failure } from '../../src-contract/failure-catalogue.ts';
import type { Outcome } from '../../src-contract/outcome.ts';
import type { TenantClient } from '../tenant-api/tenant-client.ts';

/** As many rows as requests may be at once, and twice as many that are stored as sent and next in line, from here on. */
const rowsAhead = { above: 4, factor: 3 };

/** The client of one job: for its rows, and for the readings that prove them, each ended by a signal of its own. */
export interface JobClient {
  of: TenantClient;
  api: TenantClient;
  proofApi: TenantClient;
}

/** Out: gives the client as it is now, bound to the signals of a job; null, after saying why, when there is none. */
export function jobClient(
  client: () => Outcome<TenantClient>,
  until: { requests: AbortSignal; proofs: AbortSignal },
  none: (why: Failure) => void,
): () => JobClient | null {
  let bound: JobClient | null = null;
  return () => {
    const now = client();
    if (!now.ok) {
      none(now.failure);
      return null;
    }
    // Signing in again replaces the client while a job runs.
    if (bound?.of !== now.value) {
      const { value } = now;
      bound = { of: value, api: value.until(until.requests), proofApi: value.until(until.proofs) };
    }
    return bound;
  };
}

/** How many rows of a job may be under way with this client now. */
export function rowsAtOnce(client: Outcome<TenantClient>): number {
  const atOnce = client.ok ? client.value.pace().atOnce : 1;
  return atOnce <= rowsAhead.above ? atOnce : Math.ceil(atOnce * rowsAhead.factor);
}

/** Whether the token still is an admin's, as far as the tenant tells; asked when it forbids something. */
export async function isStillAdmin(api: TenantClient): Promise<boolean> {
  const owner = await api.readTokenOwner();
  if (!owner.ok) return owner.status !== 401 && owner.status !== 403;
  return owner.value === null || owner.value.role === 'tenant-admin';
}
