import type { UserSource } from '../../src-contract/users.ts';

const words = {
  scim: 'SCIM',
  jit: 'JIT',
  invited: 'Invited',
  'not-reported': 'Not reported',
} as const satisfies Record<UserSource, string>;

/** The word of a person's source: design guide, section 5. */
export function sourceWord(source: UserSource): string {
  return words[source];
}
