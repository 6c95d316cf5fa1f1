import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import checkClasses from '../../kit/CheckBox.module.css';
import { countText } from '../../kit/format-number.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { titleText } from '../../kit/visible-text.ts';
import classes from './FacetRail.module.css';
import { type FacetValue, facetValues } from './facet-values.ts';
import { facetWord } from './facet-words.ts';
import type { FacetGroup } from './users-view.ts';

const shownFirst = { team: 4, role: 6, status: 3, source: 4, lastAccess: 6 } satisfies Record<
  FacetGroup,
  number
>;

interface FacetGroupListProps {
  readonly group: FacetGroup;
  readonly name: string;
  readonly chosen: readonly string[];
  readonly counts: readonly FacetValue[] | undefined;
  readonly onChoose: (values: string[]) => void;
}

/** One group of filters. Long groups show their first values, and the rest when asked. */
export function FacetGroupList({ group, name, chosen, counts, onChoose }: FacetGroupListProps) {
  const [isOpen, setOpen] = useState(true);
  const [isWhole, setWhole] = useState(false);
  const values = facetValues(group, counts, chosen);
  const shown = isWhole
    ? values
    : values.filter((value, at) => at < shownFirst[group] || chosen.includes(value.value));
  const more = values.length - shown.length;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  if (values.length === 0) return null;
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>
        <button
          type="button"
          className={classes.fold}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {name}
          <Chevron size={14} aria-hidden />
        </button>
      </legend>
      {isOpen &&
        shown.map(({ value, count }) => {
          const isChosen = chosen.includes(value);
          const word = facetWord(group, value);
          return (
            <label key={value} className={classes.value} data-chosen={isChosen || undefined}>
              <input
                type="checkbox"
                className={checkClasses.box}
                checked={isChosen}
                onChange={() =>
                  onChoose(isChosen ? chosen.filter((other) => other !== value) : [...chosen, value])
                }
              />
              <bdi className={classes.word} title={titleText(word)}>
                {word}
              </bdi>
              <span className={classes.count}>{counts ? countText(count) : ''}</span>
            </label>
          );
        })}
      {isOpen && (more > 0 || isWhole) && values.length > shownFirst[group] && (
        <div className={classes.more}>
          <LinkButton
            onClick={() => setWhole(!isWhole)}
            label={isWhole ? undefined : `${more} more in ${name}`}
          >
            {isWhole ? 'Fewer' : `${countText(more)} more`}
          </LinkButton>
        </div>
      )}
    </fieldset>
  );
}
