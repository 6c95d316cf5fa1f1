const labels: Record<string, string> = {
  'tenant-admin': 'Admin',
  member: 'Member',
  'read-only-member': 'Read-only member',
};

/** The word for a role on screen; custom roles are shown as they are called (design, section 15). */
export function roleLabel(role: string): string {
  return labels[role] ?? role;
}
