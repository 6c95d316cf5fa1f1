import type { UserStatus } from '../../src-contract/users.ts';

const words = {
  active: 'Active',
  pending: 'Pending invite',
  deactivated: 'Deactivated',
} as const satisfies Record<UserStatus, string>;

/** The word of a person's status: design guide, section 5. */
export function statusWord(status: UserStatus): string {
  return words[status];
}
