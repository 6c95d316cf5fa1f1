import { IconAlertTriangle, IconCircleCheckFilled, IconClockPause, IconUserEdit } from '@tabler/icons-react';
import type { Heartbeat } from '../../src-contract/heartbeat.ts';
import type { UserOnly } from '../../src-contract/users.ts';
import { useRead } from '../bridge/use-read.ts';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { countText } from '../kit/format-number.ts';
import { LinkButton } from '../kit/LinkButton.tsx';
import { spanText } from '../kit/moment-text.ts';
import { useNow } from '../kit/use-now.ts';
import { visibleText } from '../kit/visible-text.ts';
import classes from './Heartbeat.module.css';
import { driftWords, lastPushWords, stateWords } from './heartbeat-words.ts';
import { PushBars } from './PushBars.tsx';

const icons = { ok: IconCircleCheckFilled, warn: IconAlertTriangle, dimmed: IconClockPause };

/** Whether the identity provider pushes, in a word with its icon, for the head of a card. Nothing before it was read. */
export function HeartbeatState({ tenantId }: { readonly tenantId: string }) {
  const now = useNow();
  const { value: beat } = useRead('heartbeat/read', { tenantId });
  if (!beat || beat.asOf === null) return null;
  const { words, look } = stateWords(beat, now);
  const Icon = icons[look];
  return (
    <span className={classes.state} data-look={look}>
      <Icon size={14} aria-hidden />
      {words}
    </span>
  );
}

interface HeartbeatBlockProps {
  readonly tenantId: string;
  /** Goes to Users with these people; routes know how. */
  readonly onShowPeople: (filter: { only: UserOnly }) => void;
}

function Drifted({
  beat,
  onShowPeople,
}: { readonly beat: Heartbeat } & Omit<HeartbeatBlockProps, 'tenantId'>) {
  const { count, people, userIds } = beat.drifted;
  if (count === 0) return null;
  const words = driftWords(beat.drifted);
  return (
    <div className={classes.line}>
      <IconUserEdit size={14} aria-hidden />
      <p className={classes.words}>
        <strong>{words.title}</strong>{' '}
        <span className={classes.dimmed}>
          {people.slice(0, 3).map(({ id, name }, at) => (
            <span key={id}>
              {at > 0 && ', '}
              <bdi>{visibleText(name)}</bdi>
            </span>
          ))}
          {count > 3 && ` and ${countText(count - 3)} more`}
          {words.sentence}
        </span>
      </p>
      <LinkButton
        label={`Show ${words.title}`}
        onClick={() => onShowPeople({ only: { kind: 'people', userIds: [...userIds], words: words.title } })}
      >
        Show
      </LinkButton>
    </div>
  );
}

/** What syncs saw of the identity provider: the last push, who drifted, pushes per day. */
export function HeartbeatBlock({ tenantId, onShowPeople }: HeartbeatBlockProps) {
  const now = useNow();
  const { value: beat, failure, askAgain } = useRead('heartbeat/read', { tenantId });
  if (failure) return <FailureNotice failure={failure} onTryAgain={askAgain} />;
  if (!beat) return <div className={classes.block} aria-busy />;
  if (beat.asOf === null) {
    return (
      <section className={classes.block} aria-label="Heartbeat">
        <p className={classes.dimmed}>Pushes are counted from the first sync on. It has not ended yet.</p>
      </section>
    );
  }
  const { look } = stateWords(beat, now);
  const { title, sentence } = lastPushWords(beat, now);
  const Icon = icons[look];
  return (
    <section className={classes.block} aria-label="Heartbeat">
      <div className={classes.line} data-look={look}>
        <Icon size={14} aria-hidden />
        <p className={classes.words}>
          <strong>{title}</strong> <span className={classes.dimmed}>{sentence}</span>
        </p>
      </div>
      <Drifted beat={beat} onShowPeople={onShowPeople} />
      <PushBars beat={beat} />
      <p className={classes.small}>
        Counted from what syncs see change on SCIM people and teams; syncs run every{' '}
        {spanText(beat.syncEveryMs)} while this tenant is on screen.
      </p>
    </section>
  );
}
