import type { Change } from '../../../src-contract/change.ts';
import type { Outcome } from '../../../src-contract/outcome.ts';
import type { Tenant } from '../../../src-contract/tenants.ts';
import type { SandboxProcess } from '../../shell/run-sandbox.ts';
import { connectSandbox } from './connect-sandbox.ts';
import type { TenantRegister } from './tenant-register.ts';

interface SignInDoors {
  register: TenantRegister;
  sandbox: SandboxProcess;
  log(event: string, fields: Record<string, string>): void;
  announce(change: Change): void;
  now(): Date;
}

/** What is under way at the start of the app; neither ever fails. */
export interface SigningIn {
  /** Settles once the tenants whose token is kept are signed in. */
  tenants: Promise<void>;
  /** Settles once the sandbox is signed in, or could not be started. */
  sandbox: Promise<void>;
}

/** Makes the clients while the window comes up: opening the keychain may take a moment, and the sandbox has to start. */
export function signInAll(doors: SignInDoors): SigningIn {
  const told = (work: Promise<void>): Promise<void> =>
    work
      .catch((error: unknown) => {
        doors.log('sign-in failed', { error: error instanceof Error ? error.message : 'unknown' });
      })
      .then(() => doors.announce({ what: 'tenants' }));
  return { tenants: told(doors.register.signInAll()), sandbox: told(signInSandbox(doors)) };
}

/** The sign-in of one tenant, of those under way. */
export function signInOf(signingIn: SigningIn, tenant: Outcome<Tenant>): Promise<void> {
  const isSandbox = tenant.ok && tenant.value.environment === 'sandbox';
  return isSandbox ? signingIn.sandbox : signingIn.tenants;
}

async function signInSandbox({ register, sandbox, log, now }: SignInDoors): Promise<void> {
  if (!register.list().some((tenant) => tenant.environment === 'sandbox')) return;
  const running = await sandbox.start('keep');
  const connected = running.ok ? await connectSandbox(register, running.value, now) : running;
  if (!connected.ok) log('sandbox not signed in', { code: connected.failure.code });
}
