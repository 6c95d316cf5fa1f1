import type { OutputOf } from '../../../../src-contract/channels.ts';
import type { FittedName } from '../../../../src-contract/setup-assistant.ts';
import { countOf, countText } from '../../../kit/format-number.ts';

export type NamesShown = 'all' | 'rename' | 'decide';

/** Whether a group cannot keep its name. */
function isToRename({ group, team, clash }: FittedName): boolean {
  return group !== team || clash !== null;
}

/** The names under a filter. */
export function namesShown(names: readonly FittedName[], show: NamesShown): readonly FittedName[] {
  if (show === 'all') return names;
  return names.filter((name) => (show === 'rename' ? isToRename(name) : name.clash !== null));
}

/** `120 groups: 80 fine as they are, 40 to rename, 3 to decide`. */
export function summaryOf({ names, doubles }: OutputOf<'setup-assistant/fit-names'>): string {
  const rename = names.filter(isToRename).length;
  const decide = names.filter(({ clash }) => clash !== null).length;
  const parts = [
    names.length > rename ? `${countText(names.length - rename)} fine as they are` : '',
    rename > 0 ? `${countText(rename)} to rename` : '',
    decide > 0 ? `${countText(decide)} to decide` : '',
    doubles > 0 ? `${countOf(doubles, 'double', 'doubles')} left out` : '',
  ].filter(Boolean);
  return `${countOf(names.length, 'group', 'groups')}: ${parts.join(', ')}`;
}

/** Why a group is to be renamed, or what else there is to say of it. */
export function noteOf({ asItIs, why, how, clash }: FittedName): string {
  if (clash !== null) {
    const from = clash.source === 'scim' ? 'by SCIM' : 'by hand';
    return `Taken: made ${from}, ${countOf(clash.people, 'person', 'people')}`;
  }
  if (how === 'told-apart') return 'Another group has the plain name';
  if (how === 'kept' && asItIs !== 'legal') return 'As in your earlier list';
  if (asItIs === 'legal') return 'Fine as it is';
  return asItIs === 'scim-only' ? `SCIM takes it. ${why ?? ''}` : (why ?? '');
}
