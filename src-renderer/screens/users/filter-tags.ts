import type { UserFilter } from '../../../src-contract/users.ts';
import { countText } from '../../kit/format-number.ts';
import { visibleText } from '../../kit/visible-text.ts';
import { facetGroups, facetWord } from './facet-words.ts';
import type { FacetGroup } from './users-view.ts';

export interface FilterTag {
  readonly group: FacetGroup | 'text' | 'only';
  readonly words: string;
}

const mostWords = 3;

const orList = (words: readonly string[]): string => {
  const shown = words.slice(0, mostWords);
  const rest = words.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} or ${countText(rest)} more`;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} or ${last}`;
};

/** The filters that are on, as tags: `Status is Active or Pending invite`, `Matches "anna"`. */
export function filterTags(filter: UserFilter): FilterTag[] {
  const text = filter.text.trim();
  const ofText: FilterTag[] = text === '' ? [] : [{ group: 'text', words: `Matches "${visibleText(text)}"` }];
  const ofFacets = facetGroups
    .filter(([group]) => filter[group].length > 0)
    .map(([group, name]): FilterTag => {
      const words = orList(filter[group].map((value) => facetWord(group, value)));
      return { group, words: `${name} is ${words}` };
    });
  const ofOnly: FilterTag[] = filter.only ? [{ group: 'only', words: visibleText(filter.only.words) }] : [];
  return [...ofText, ...ofOnly, ...ofFacets];
}
