import { createTenantClient } from '../../../src-main/tenant-api/create-tenant-client.ts';
import type { RequestLine } from '../../../src-main/tenant-api/request.ts';
import type { Limits } from '../../../src-main/tenant-api/send-once.ts';
import type { TenantClient } from '../../../src-main/tenant-api/tenant-client.ts';
import type { UserWire } from '../../../src-main/tenant-api/wire/users.ts';
import { Secret } from '../../../src-main/vault/secret.ts';
import type { SeenRequest } from '../../../src-sandbox/control/request-register.ts';
import { createLeapingClock, type LeapingClock } from '../harness/leaping-clock.ts';
import { type FaultToOrder, type FaultySandbox, serveFaultySandbox } from '../harness/order-fault.ts';

export const canary = 'tfy-canary-token-0123456789';

/** The app's client before a real tenant that has these faults. */
export interface Met {
  readonly client: TenantClient;
  readonly lines: RequestLine[];
  /** What arrived at the tenant since. */
  arrived(): Promise<SeenRequest[]>;
}

export interface FaultSubject extends FaultySandbox {
  /** Orders the faults, in this order, and opens a client; `calm` ends both. */
  meet(
    faults: readonly FaultToOrder[],
    with_?: {
      clock?: LeapingClock | 'real';
      limits?: Partial<Limits>;
      random?: () => number;
      fetch?: typeof fetch;
    },
  ): Promise<Met>;
  /** Closes the clients, removes the faults and forgets what arrived. */
  calm(): Promise<void>;
  /** The person as the tenant has them, asked past all faults. */
  person(email: string): Promise<UserWire | null>;
  /** An address of a member who is active and may be changed. */
  readonly member: string;
}

/** A tenant of 60 people whose admin's token is the canary. */
export async function openFaultSubject(): Promise<FaultSubject> {
  const sandbox = await serveFaultySandbox('--users', '60', '--token', canary);
  const open = (more: Partial<Parameters<typeof createTenantClient>[0]>) =>
    createTenantClient({
      controlPlane: sandbox.tenantUrl,
      token: new Secret(canary),
      fetch,
      log: () => undefined,
      ...more,
    });
  const clients: TenantClient[] = [];
  const askers = `${sandbox.tenantUrl}/api/svc/v1/users?limit=1000&showInvalidUsers=true`;
  const everybody = async (): Promise<UserWire[]> => {
    const answer = await fetch(askers, {
      headers: { authorization: `Bearer ${canary}`, connection: 'close' },
    });
    return ((await answer.json()) as { data: UserWire[] }).data;
  };
  const member = (await everybody()).find(
    (user) => user.active && user.isEditable && !user.roles?.includes('tenant-admin'),
  );
  if (member === undefined) throw new Error('no member of this tenant may be changed');
  await sandbox.forgetRequests();

  return {
    ...sandbox,
    member: member.email,
    async meet(faults, with_ = {}) {
      await sandbox.orderAll(faults);
      const lines: RequestLine[] = [];
      const clock = with_.clock ?? createLeapingClock();
      const client = open({
        log: (line) => lines.push(line),
        ...(with_.fetch ? { fetch: with_.fetch } : {}),
        ...(clock === 'real' ? {} : { clock }),
        ...(with_.limits ? { limits: with_.limits } : {}),
        random: with_.random ?? (() => 0.5),
      });
      clients.push(client);
      return { client, lines, arrived: sandbox.requests };
    },
    async calm() {
      for (const client of clients.splice(0)) client.close();
      await sandbox.clear();
      await sandbox.forgetRequests();
    },
    async person(email) {
      const standing = await sandbox.faults();
      await sandbox.clear();
      const found = (await everybody()).find((user) => user.email === email) ?? null;
      await sandbox.orderAll(standing.map(({ order }) => order));
      return found;
    },
  };
}
