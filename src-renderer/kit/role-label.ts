/** Roles that have a word of their own in Tenantry; all others show the name that the tenant gives them. */
const labels: Readonly<Record<string, string>> = {
  'tenant-admin': 'Admin',
  member: 'Member',
  'read-only-member': 'Read-only member',
};

/** The word for a tenant role. In: its name on the wire. */
export function roleLabel(role: string): string {
  return Object.hasOwn(labels, role) ? (labels[role] ?? role) : role;
}
