import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheckFilled,
  IconCircleXFilled,
  IconMinus,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { ScimCheck } from '../../../src-contract/scim-probe.ts';
import { countText } from '../../kit/format-number.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { visibleText } from '../../kit/visible-text.ts';
import classes from './CheckList.module.css';
import { countWords, tellingChecks } from './scim-run-words.ts';

const icons: Record<ScimCheck['result'], Icon> = {
  passed: IconCircleCheckFilled,
  look: IconAlertTriangle,
  failed: IconCircleXFilled,
  skipped: IconMinus,
};

interface CheckListProps {
  readonly checks: readonly ScimCheck[];
  /** `telling` begins with what did not pass and the most telling ones; `all` with everything. */
  readonly shows: 'telling' | 'all';
}

function Check({ check }: { readonly check: ScimCheck }) {
  const { name, result, sentence, next, tookMs } = check;
  const CheckIcon = icons[result];
  return (
    <li className={classes.check} data-result={result}>
      <CheckIcon size={14} role="img" aria-label={result} />
      <div className={classes.words}>
        <span className={classes.name}>{visibleText(name)}</span>{' '}
        <bdi className={classes.sentence} title={visibleText(sentence)}>
          {visibleText(sentence)}
        </bdi>
        {next !== null && <p className={classes.next}>{visibleText(next)}</p>}
      </div>
      {tookMs !== null && <span className={classes.took}>{countText(tookMs)} ms</span>}
    </li>
  );
}

/** Checks, one a line, each with what was seen and, where something is wrong, the next step. */
export function CheckList({ checks, shows }: CheckListProps) {
  const [isAll, setAll] = useState(shows === 'all');
  const shown = isAll ? checks : tellingChecks(checks);
  return (
    <>
      <ul className={classes.list}>
        {shown.map((check) => (
          <Check key={check.id} check={check} />
        ))}
      </ul>
      {checks.length > 0 && (
        <p className={classes.foot}>
          {countWords(checks)}
          {shows === 'telling' && checks.length > tellingChecks(checks).length && (
            <LinkButton onClick={() => setAll(!isAll)}>
              {isAll ? 'Show fewer' : `Show all ${checks.length}`}
            </LinkButton>
          )}
        </p>
      )}
    </>
  );
}
