import { IconCircleCheckFilled, IconCircleOff, IconMailForward } from '@tabler/icons-react';
import type { UserStatus } from '../../src-contract/users.ts';
import classes from './Badge.module.css';

const statuses = {
  active: { word: 'Active', Icon: IconCircleCheckFilled, look: 'ok' },
  pending: { word: 'Pending invite', Icon: IconMailForward, look: 'warn' },
  deactivated: { word: 'Deactivated', Icon: IconCircleOff, look: 'dimmed' },
} as const satisfies Record<UserStatus, unknown>;

/** The word of a person's status, for filters and sentences. */
export function statusWord(status: UserStatus): string {
  return statuses[status].word;
}

/** A person's status as icon and word. Plain elements only: it is drawn in every row of a virtual table. */
export function StatusBadge({ status }: { readonly status: UserStatus }) {
  const { word, Icon, look } = statuses[status];
  return (
    <span className={classes.badge} data-look={look}>
      <Icon size={14} aria-hidden />
      {word}
    </span>
  );
}
