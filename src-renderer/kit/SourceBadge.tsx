import { IconLogin2, IconMail, IconRefresh } from '@tabler/icons-react';
import type { UserSource } from '../../src-contract/users.ts';
import classes from './Badge.module.css';

const sources = {
  scim: { word: 'SCIM', Icon: IconRefresh },
  jit: { word: 'JIT', Icon: IconLogin2 },
  invited: { word: 'Invited', Icon: IconMail },
  'not-reported': { word: 'Not reported', Icon: null },
} as const satisfies Record<UserSource, unknown>;

/** The word of a person's source, for filters and sentences. */
export function sourceWord(source: UserSource): string {
  return sources[source].word;
}

/** Where a person came from, as icon and word; plain elements only. */
export function SourceBadge({ source }: { readonly source: UserSource }) {
  const { word, Icon } = sources[source];
  return (
    <span
      className={classes.badge}
      data-look="icon-dimmed"
      data-dimmed={source === 'not-reported' || undefined}
    >
      {Icon && <Icon size={14} aria-hidden />}
      {word}
    </span>
  );
}
