import {
  IconAlertTriangle,
  IconArrowRight,
  IconCheck,
  IconLock,
  IconShieldCheck,
  IconX,
} from '@tabler/icons-react';
import type { Rehearsal, RehearsalList } from '../../../src-contract/mode-rehearsals.ts';
import type { ModeSwitchPlan } from '../../../src-contract/provisioning.ts';
import { countText } from '../../kit/format-number.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { Note } from '../../kit/Note.tsx';
import { visibleText } from '../../kit/visible-text.ts';
import { CapabilityChanges } from './CapabilityChanges.tsx';
import { RehearsalLists } from './RehearsalLists.tsx';
import classes from './SwitchImpact.module.css';
import type { IdpExportFile } from './use-idp-export.ts';

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

/** Whether an admin remains who gets in when the identity provider lets nobody in; named. */
function BreakGlass({
  breakGlass: { count, look, sentence },
  onOpen,
}: {
  readonly breakGlass: Rehearsal['breakGlass'];
  readonly onOpen: (list: RehearsalList) => void;
}) {
  return (
    <Note icon={look === 'ok' ? IconShieldCheck : IconAlertTriangle} look={look === 'ok' ? 'ok' : 'warn'}>
      <bdi>
        <strong>Break glass.</strong> {visibleText(sentence)}
      </bdi>{' '}
      {count > 0 && <LinkButton onClick={() => onOpen('break-glass')}>Show {countText(count)}</LinkButton>}
    </Note>
  );
}

interface SwitchImpactProps {
  readonly plan: ModeSwitchPlan;
  readonly file: IdpExportFile;
  readonly onOpen: (list: RehearsalList) => void;
}

/** What a switch would do, with counts that open their names. In: main's plan, the export, what a count opens. */
export function SwitchImpact({ plan, file, onOpen }: SwitchImpactProps) {
  const { figures, stops, starts, stays, warnings, blockedBecause, rehearsal, from, to, switchIn } = plan;
  return (
    <>
      {blockedBecause !== null && (
        <Note icon={IconLock} look={switchIn === 'console' ? 'info' : 'warn'}>
          <strong>
            {switchIn === 'console' ? 'It is switched in the console.' : 'It cannot be done now.'}
          </strong>{' '}
          <bdi>{visibleText(blockedBecause)}</bdi>
          {blockedBecause === 'Needs SSO first' &&
            '. Set up SSO in the console, then open this preview again.'}
          {blockedBecause === 'Needs the connection' &&
            '. This is what the local copy tells; it is looked at afresh before a switch.'}
        </Note>
      )}
      {figures.length > 0 && (
        <dl className={classes.figures}>
          {figures.map(({ count, label, list }) => (
            <div key={label} data-list={list}>
              <dd>
                {list === null || count === 0 ? (
                  countText(count)
                ) : (
                  <button
                    type="button"
                    className={classes.figure}
                    aria-label={`${countText(count)} ${label}: show the names`}
                    onClick={() => onOpen(list)}
                  >
                    {countText(count)}
                  </button>
                )}
              </dd>
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
      <BreakGlass breakGlass={rehearsal.breakGlass} onOpen={onOpen} />
      {warnings.map((warning) => (
        <Warning key={warning} text={warning} />
      ))}
      <RehearsalLists
        rehearsal={rehearsal}
        without={figures.map(({ list }) => list)}
        file={file}
        onOpen={onOpen}
      />
      <CapabilityChanges from={from} to={to} />
    </>
  );
}
