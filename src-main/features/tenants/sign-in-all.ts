import type { Change } from '../../../src-contract/change.ts';
import type { SandboxProcess } from '../../shell/run-sandbox.ts';
import { connectSandbox } from './connect-sandbox.ts';
import type { TenantRegister } from './tenant-register.ts';

/** Makes the clients once the window is up: opening the keychain may take a moment, and the sandbox has to start. */
export async function signInAll({
  register,
  sandbox,
  log,
  announce,
  now,
}: {
  register: TenantRegister;
  sandbox: SandboxProcess;
  log(event: string, fields: Record<string, string>): void;
  announce(change: Change): void;
  now(): Date;
}): Promise<void> {
  await register.signInAll();
  if (register.list().some((tenant) => tenant.environment === 'sandbox')) {
    const running = await sandbox.start('keep');
    const connected = running.ok ? await connectSandbox(register, running.value, now) : running;
    if (!connected.ok) log('sandbox not signed in', { code: connected.failure.code });
  }
  announce({ what: 'tenants' });
}
