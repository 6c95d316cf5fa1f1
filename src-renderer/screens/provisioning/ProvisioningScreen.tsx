import { ScreenHeader } from '../../kit/ScreenHeader.tsx';

/** How people get into the tenant: SCIM, JIT or invites only. */
export function ProvisioningScreen() {
  return <ScreenHeader title="Provisioning" />;
}
