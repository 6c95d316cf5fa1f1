import type { FaultDesk } from '../faults/fault-desk.ts';
import type { RunningIdp } from '../idp/start-idp.ts';
import type { TenantStore } from '../store/open-store.ts';
import type { TenantClock } from '../tenant-clock.ts';
import type { RequestRegister } from './request-register.ts';

/** What every route of the control port may use. */
export interface ControlRoom {
  readonly store: TenantStore;
  readonly clock: TenantClock;
  readonly desk: FaultDesk;
  readonly register: RequestRegister;
  readonly tenantUrl: string;
  /** The identity provider of --idp. */
  readonly idp: RunningIdp | undefined;
}
