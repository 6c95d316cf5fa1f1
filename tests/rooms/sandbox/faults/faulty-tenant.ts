import { onTestFinished } from 'vitest';
import { type FaultySandbox, serveFaultySandbox } from '../../harness/order-fault.ts';
import { type RawAnswer, type RawCall, rawCall } from './raw-call.ts';

export interface FaultyTenant extends FaultySandbox {
  /** One request on a connection of its own, as the admin unless said; the path is below /api/svc/v1. */
  send(call: RawCall): Promise<RawAnswer>;
  /** The JSON of a GET that must go well. */
  read<Body>(path: string): Promise<Body>;
  /** Whether the person with this address is active; undefined when there is none. */
  isActive(email: string): Promise<boolean | undefined>;
  /** The address of an active member whom REST may change. */
  member(): Promise<string>;
}

export interface ListedUsers {
  readonly data: {
    readonly id: string;
    readonly email: string;
    readonly active: boolean;
    readonly isEditable: boolean;
    readonly roles: string[];
  }[];
  readonly pagination: { readonly total: number; readonly offset: number };
}

/** A tenant of 60 people until the test ends, to order faults from. */
export async function faultyTenant(...args: string[]): Promise<FaultyTenant> {
  const sandbox = await serveFaultySandbox('--users', '60', ...args);
  onTestFinished(() => sandbox.close());
  const send = (call: RawCall) =>
    rawCall(sandbox.tenantUrl, { token: sandbox.token, ...call, path: `/api/svc/v1${call.path}` });
  async function read<Body>(path: string): Promise<Body> {
    const { status, body } = await send({ path });
    if (status !== 200) throw new Error(`GET ${path} answered ${status}`);
    return JSON.parse(body.toString('utf8')) as Body;
  }
  const everybody = () => read<ListedUsers>('/users?limit=1000&showInvalidUsers=true');
  return {
    ...sandbox,
    send,
    read,
    isActive: async (email) => (await everybody()).data.find((user) => user.email === email)?.active,
    async member() {
      const { data } = await everybody();
      const found = data.find(
        (user) => user.active && user.isEditable && !user.roles.includes('tenant-admin'),
      );
      if (found === undefined) throw new Error('no member of this tenant may be changed');
      return found.email;
    },
  };
}
