import type { Change } from '../../../src-contract/change.ts';
import type { Handlers } from '../../../src-contract/channels.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { ControlPlaneFound, Tenant } from '../../../src-contract/tenants.ts';
import type { SandboxProcess } from '../../shell/run-sandbox.ts';
import { connectSandbox } from './connect-sandbox.ts';
import { connectTenant } from './connect-tenant.ts';
import { type RemoveDoors, removeTenant } from './remove-tenant.ts';
import { signIn } from './sign-in.ts';

export interface TenantsDoors extends RemoveDoors {
  sandbox: SandboxProcess;
  lookUp(controlPlane: string): Promise<Outcome<ControlPlaneFound>>;
  startSync(tenantId: string): void;
  announce(change: Change): void;
  now(): Date;
}

type TenantsHandlers = Pick<Handlers, Extract<keyof Handlers, `tenants/${string}`>>;

/** Answers the tenants channels. */
export function tenantsHandlers(doors: TenantsDoors): TenantsHandlers {
  const begin = (outcome: Outcome<Tenant>): Outcome<Tenant> => {
    if (outcome.ok) {
      doors.announce({ what: 'tenants' });
      doors.startSync(outcome.value.id);
    }
    return outcome;
  };
  const sandbox = async (data: 'keep' | 'reset'): Promise<Outcome<Tenant>> => {
    const known = doors.register.list().find((tenant) => tenant.environment === 'sandbox');
    if (data === 'reset' && known !== undefined) await doors.quiet(known.id);
    const running = await doors.sandbox.start(data);
    if (!running.ok) return failed(running.failure);
    if (data === 'reset' && known !== undefined) await doors.dropCopy(known.id);
    return begin(await connectSandbox(doors.register, running.value, doors.now));
  };
  return {
    'tenants/list': async () => ok({ tenants: doors.register.list() }),
    'tenants/look-up': async ({ controlPlane }) => doors.lookUp(controlPlane),
    'tenants/connect': async (input) => begin(await connectTenant(doors.register, input, doors.now)),
    'tenants/connect-sandbox': async () => sandbox('keep'),
    'tenants/reset-sandbox': async () => sandbox('reset'),
    'tenants/open-sandbox-controls': async () => {
      // Should it have ended, it has a new address and token now, which the tenant must be given.
      const connected = await sandbox('keep');
      return connected.ok ? doors.sandbox.openControls() : failed(connected.failure);
    },
    'tenants/sign-in': async ({ tenantId, token }) => begin(await signIn(doors.register, tenantId, token)),
    'tenants/remove': async ({ tenantId, typedName }) => {
      const removed = await removeTenant(doors, tenantId, typedName);
      if (removed.ok) doors.announce({ what: 'tenants' });
      return removed;
    },
  };
}
