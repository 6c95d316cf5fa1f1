import { useState } from 'react';
import type { Heartbeat } from '../../src-contract/heartbeat.ts';
import { countText } from '../kit/format-number.ts';
import { LinkButton } from '../kit/LinkButton.tsx';
import classes from './Heartbeat.module.css';
import { dayWords, weekdayNote } from './heartbeat-words.ts';

const kinds = ['made', 'updated', 'deactivated', 'reactivated', 'removed', 'teams'] as const;

function DayTable({ days }: { readonly days: Heartbeat['days'] }) {
  return (
    <div className={classes.tableFrame}>
      <table className={classes.table} aria-label="Pushes per day">
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">All</th>
            {kinds.map((kind) => (
              <th key={kind} scope="col">
                {kind[0]?.toUpperCase()}
                {kind.slice(1)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((day) => (
            <tr key={day.day}>
              <th scope="row">{day.day}</th>
              {day.seen === 'no-sync' && day.total === 0 ? (
                <td colSpan={7} className={classes.notWatched}>
                  Not watched
                </td>
              ) : (
                <>
                  <td>{`${day.seen === 'no-sync' ? 'at least ' : ''}${countText(day.total)}`}</td>
                  {kinds.map((kind) => (
                    <td key={kind}>{countText(day[kind])}</td>
                  ))}
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Pushes per day as bars, or as a table. Days on which nobody looked are drawn as such, never as zero. */
export function PushBars({ beat }: { readonly beat: Heartbeat }) {
  const [shows, setShows] = useState<'bars' | 'table'>('bars');
  const most = Math.max(1, ...beat.days.map(({ total }) => total));
  const today = beat.days.at(-1)?.day;
  return (
    <figure className={classes.chart} aria-label="Pushes per day, last 28 days">
      <figcaption className={classes.caption}>
        <span>Pushes per day, last 28 days, seen by syncs</span>
        <span className={classes.captionEnd}>
          <span>{weekdayNote(beat)}</span>
          <LinkButton onClick={() => setShows(shows === 'bars' ? 'table' : 'bars')}>
            {shows === 'bars' ? 'View as table' : 'View as chart'}
          </LinkButton>
        </span>
      </figcaption>
      {shows === 'table' ? (
        <DayTable days={beat.days} />
      ) : (
        <div className={classes.bars} role="img" aria-label={beat.days.map(dayWords).join('; ')}>
          {beat.days.map((day) => (
            <span key={day.day} className={classes.slot} title={dayWords(day)}>
              <span
                className={classes.bar}
                data-seen={day.seen}
                data-look={day.day === today && beat.silence === 'unusual' ? 'warn' : 'plain'}
                data-empty={day.total === 0 || undefined}
                style={{ height: day.total === 0 ? 2 : `${Math.max(8, (day.total / most) * 100)}%` }}
              />
            </span>
          ))}
        </div>
      )}
    </figure>
  );
}
