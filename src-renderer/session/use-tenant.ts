import type { Tenant } from '../../src-contract/tenants.ts';
import { useRead } from '../bridge/use-read.ts';
import { useSession } from './session.ts';

/** The tenants connected on this computer, in the order of the list; the sandbox last. Undefined until read. */
export function useTenants(): readonly Tenant[] | undefined {
  const { value } = useRead('tenants/list', {});
  return value?.tenants.toSorted(
    (one, other) => Number(one.environment === 'sandbox') - Number(other.environment === 'sandbox'),
  );
}

/** The tenant that the window shows; undefined while it is being read or when none is chosen. */
export function useTenant(): Tenant | undefined {
  const tenantId = useSession((session) => session.tenantId);
  return useTenants()?.find(({ id }) => id === tenantId);
}

/** The id of the tenant that the window shows. Only for screens inside the shell, where there is one. */
export function useTenantId(): string {
  const tenantId = useSession((session) => session.tenantId);
  if (tenantId === null) throw new Error('a screen was shown without a tenant');
  return tenantId;
}
