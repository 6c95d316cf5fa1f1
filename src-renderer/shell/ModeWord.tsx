import type { ProvisioningMode } from '../../src-contract/provisioning.ts';
import { useRead } from '../bridge/use-read.ts';

const words = { scim: 'SCIM', jit: 'JIT', 'invite-only': 'Invite-only' } as const satisfies Record<
  ProvisioningMode,
  string
>;

/** The current provisioning mode, once it is known. */
export function ModeWord({ tenantId }: { readonly tenantId: string }) {
  const { value } = useRead('provisioning/read', { tenantId });
  return value ? words[value.mode] : null;
}
