import type { BulkReview } from '../../../src-contract/bulk-invites.ts';
import { countText } from '../../kit/format-number.ts';
import { visibleText } from '../../kit/visible-text.ts';
import type { ReviewTab } from './bulk-view.ts';
import classes from './VerdictTabs.module.css';
import { reviewTabs, verdictWords } from './verdict-words.ts';

interface VerdictTabsProps {
  readonly review: BulkReview;
  readonly tab: ReviewTab;
  readonly onChange: (tab: ReviewTab) => void;
}

/** Which rows are shown: all, those that need a look, or one verdict; each with its count. */
export function VerdictTabs({ review, tab: shown, onChange }: VerdictTabsProps) {
  return (
    <fieldset className={classes.tabs} aria-label="Verdicts">
      {reviewTabs(review).map(({ tab, word, count }) => {
        const verdict = tab === 'all' || tab === 'need-look' || tab === 'noted' ? null : verdictWords[tab];
        const TabIcon = verdict?.icon;
        return (
          <button
            key={tab}
            type="button"
            className={classes.tab}
            data-look={verdict?.look}
            aria-pressed={tab === shown}
            onClick={() => onChange(tab)}
          >
            {TabIcon && <TabIcon size={14} aria-hidden />}
            {visibleText(word)} <span>{countText(count)}</span>
          </button>
        );
      })}
    </fieldset>
  );
}
