import type { UserSource } from '../../src-contract/users.ts';
import { badgeProps } from './badge-props.ts';
import { sourceWord } from './source-word.ts';

/** Where a person came from, as icon and word. */
export function SourceBadge({ source }: { readonly source: UserSource }) {
  return <span {...badgeProps(source)}>{sourceWord(source)}</span>;
}
