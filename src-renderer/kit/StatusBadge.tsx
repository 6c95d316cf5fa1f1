import type { UserStatus } from '../../src-contract/users.ts';
import { badgeProps } from './badge-props.ts';
import { statusWord } from './status-word.ts';

/** A person's status as icon and word. */
export function StatusBadge({ status }: { readonly status: UserStatus }) {
  return <span {...badgeProps(status)}>{statusWord(status)}</span>;
}
