import type { z } from 'zod';
import type { SeenRequest } from '../../../src-sandbox/control/request-register.ts';
import type { OrderedFault } from '../../../src-sandbox/faults/fault-desk.ts';
import type { faultOrder } from '../../../src-sandbox/faults/fault-order.ts';
import { readOptions } from '../../../src-sandbox/read-options.ts';
import { type ServedTenant, serveTenant } from '../../../src-sandbox/serve-tenant.ts';

/** A fault as a test writes it down: what is left out has its usual value. */
export type FaultToOrder = z.input<typeof faultOrder>;

/** A sandbox tenant steered by its control port, over HTTP as by hand. */
export interface FaultControl {
  /** Orders one fault; it acts from the next request on. */
  order(fault: FaultToOrder): Promise<OrderedFault>;
  /** Orders several, which act in this order. */
  orderAll(faults: readonly FaultToOrder[]): Promise<OrderedFault[]>;
  faults(): Promise<OrderedFault[]>;
  remove(id: string): Promise<void>;
  /** Removes all. */
  clear(): Promise<void>;
  /** The register, oldest first. */
  requests(): Promise<SeenRequest[]>;
  forgetRequests(): Promise<void>;
  /** Sets the tenant's clock forward. */
  advance(ms: number): Promise<void>;
}

/** The control of a sandbox that runs, by the address that it printed. Every refusal is an error with the port's own sentence. */
export function faultControl(controlUrl: string | undefined): FaultControl {
  if (controlUrl === undefined) throw new Error('this sandbox was started without its control port');
  async function call<Data>(method: string, path: string, body?: unknown): Promise<Data> {
    const answer = await fetch(`${controlUrl}${path}`, {
      method,
      headers: { connection: 'close', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const told = (await answer.json()) as { data: Data; message?: string };
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${told.message}`);
    return told.data;
  }
  return {
    order: (fault) => call('POST', 'faults', fault),
    orderAll: (faults) => call('POST', 'faults', faults),
    faults: () => call('GET', 'faults'),
    remove: (id) => call('DELETE', `faults/${id}`),
    clear: () => call('DELETE', 'faults'),
    requests: () => call('GET', 'requests'),
    forgetRequests: () => call('DELETE', 'requests'),
    advance: (advanceMs) => call('POST', 'clock', { advanceMs }),
  };
}

/** A tenant of this process, with its control. */
export interface FaultySandbox extends FaultControl {
  readonly ready: ServedTenant['ready'];
  readonly tenantUrl: string;
  readonly token: string;
  close(): Promise<void>;
}

/** Serves a tenant in this process over real HTTP (`args` as in `npm run sandbox`); the caller closes it. */
export async function serveFaultySandbox(...args: string[]): Promise<FaultySandbox> {
  const served = await serveTenant(readOptions(args));
  const { tenantUrl, token, controlUrl } = served.ready;
  return { ...faultControl(controlUrl), ready: served.ready, tenantUrl, token, close: served.close };
}

/** What the tenant saw of an API path (below /api/svc/v1), whatever its query. */
export function arrivedAt(requests: readonly SeenRequest[], method: string, path: string): SeenRequest[] {
  return requests.filter(
    (seen) => seen.method === method && seen.path.split('?')[0] === `/api/svc/v1${path}`,
  );
}
