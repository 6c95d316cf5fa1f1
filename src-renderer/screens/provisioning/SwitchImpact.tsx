import { IconAlertTriangle, IconArrowRight, IconCheck, IconLock, IconX } from '@tabler/icons-react';
import type { ModeSwitchPlan } from '../../../src-contract/provisioning.ts';
import { countText } from '../../kit/format-number.ts';
import { Note } from '../../kit/Note.tsx';
import { visibleText } from '../../kit/visible-text.ts';
import classes from './SwitchImpact.module.css';

const icons = { stops: IconX, starts: IconArrowRight, stays: IconCheck };
const titles = { stops: 'Stops', starts: 'Starts', stays: 'Stays' };

function Effects({
  of,
  sentences,
}: {
  readonly of: keyof typeof icons;
  readonly sentences: readonly string[];
}) {
  const Icon = icons[of];
  return (
    <section className={classes.effects} data-of={of} aria-label={titles[of]}>
      <h3>{titles[of]}</h3>
      <ul>
        {sentences.length === 0 && <li className={classes.none}>Nothing</li>}
        {sentences.map((sentence) => (
          <li key={sentence}>
            <Icon size={14} aria-hidden />
            <bdi>{visibleText(sentence)}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A warning with its first sentence in bold. */
function Warning({ text }: { readonly text: string }) {
  const end = text.indexOf('. ');
  const [first, rest] = end === -1 ? [text, ''] : [text.slice(0, end + 1), text.slice(end + 2)];
  return (
    <Note icon={IconAlertTriangle} look="warn">
      <bdi>
        <strong>{visibleText(first)}</strong> {visibleText(rest)}
      </bdi>
    </Note>
  );
}

/** What a switch would do, with counts. In: main's plan. */
export function SwitchImpact({ plan }: { readonly plan: ModeSwitchPlan }) {
  const { figures, stops, starts, stays, warnings, blockedBecause } = plan;
  return (
    <>
      {blockedBecause !== null && (
        <Note icon={IconLock} look="warn">
          <strong>It cannot be done now.</strong> <bdi>{visibleText(blockedBecause)}</bdi>
          {blockedBecause === 'Needs SSO first' &&
            '. Set up SSO in the console, then open this preview again.'}
        </Note>
      )}
      {figures.length > 0 && (
        <dl className={classes.figures}>
          {figures.map(({ count, label }) => (
            <div key={label}>
              <dd>{countText(count)}</dd>
              <dt>{visibleText(label)}</dt>
            </div>
          ))}
        </dl>
      )}
      <div className={classes.columns}>
        <Effects of="stops" sentences={stops} />
        <Effects of="starts" sentences={starts} />
      </div>
      <Effects of="stays" sentences={stays} />
      {warnings.map((warning) => (
        <Warning key={warning} text={warning} />
      ))}
    </>
  );
}
