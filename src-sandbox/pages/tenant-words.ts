import type { ProvisioningMode } from '../store/settings-table.ts';

/** The modes as people call them. */
export const modeNames: Readonly<Record<ProvisioningMode, string>> = {
  scim: 'SCIM',
  jit: 'Just-in-time',
  'invite-only': 'Invite-only',
};

/** What the tenant is called in a headline; its usual name would only say the same twice. */
export function tenantTitle(tenantName: string): string {
  return tenantName === 'sandbox' ? 'Sandbox tenant' : `Sandbox tenant ${tenantName}`;
}

/** A number for people: 1,284. */
export function figure(value: number): string {
  return value.toLocaleString('en');
}
