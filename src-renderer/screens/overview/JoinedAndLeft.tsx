import { useState } from 'react';
import type { Overview, ShownPeople } from '../../../src-contract/overview.ts';
import { countText } from '../../kit/format-number.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { Card } from './Card.tsx';
import classes from './Charts.module.css';
import { roundTop } from './chart-scale.ts';

interface JoinedAndLeftProps {
  readonly overview: Overview | undefined;
  readonly onShow: (people: ShownPeople) => void;
}

type Day = Overview['days'][number];

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const shortDay = (day: string): string =>
  `${Number(day.slice(8))} ${months[Number(day.slice(5, 7)) - 1] ?? ''}`;

function dayText({ day, seen, joined, left }: Day): string {
  if (seen === 'no-sync') return `${shortDay(day)}: not watched`;
  return `${shortDay(day)}: ${countText(joined)} joined, ${countText(left)} left`;
}

/** Why there is nothing to draw: no sync for so long, or only the first one so far. */
function unwatchedText({ asOf, days }: Overview): string {
  const firstDay = days[0]?.day;
  return asOf !== null && firstDay !== undefined && asOf.slice(0, 10) < firstDay
    ? `No sync ended in the last ${days.length} days.`
    : 'Told from the second sync on: the first one finds everybody at once.';
}

const idsOf = ({ joinedIds, leftIds }: Day): string[] =>
  [...new Set([...joinedIds, ...leftIds])].slice(0, 1000);

function DaysTable({ days, onShow }: { readonly days: readonly Day[] } & Pick<JoinedAndLeftProps, 'onShow'>) {
  return (
    <table className={classes.table} aria-label="Joined and left, per day of syncs">
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col">Joined</th>
          <th scope="col">Left</th>
        </tr>
      </thead>
      <tbody>
        {days.toReversed().map((day) => (
          <tr key={day.day}>
            <th scope="row">{day.day}</th>
            {day.seen === 'no-sync' ? (
              <td colSpan={2}>Not watched</td>
            ) : (
              <>
                <td>
                  <DayLink day={day} of="joined" onShow={onShow} />
                </td>
                <td>
                  <DayLink day={day} of="left" onShow={onShow} />
                </td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayLink({
  day,
  of,
  onShow,
}: { readonly day: Day; readonly of: 'joined' | 'left' } & Pick<JoinedAndLeftProps, 'onShow'>) {
  const ids = of === 'joined' ? day.joinedIds : day.leftIds;
  if (ids.length === 0) return <>{countText(day[of])}</>;
  const words = `${of === 'joined' ? 'Joined' : 'Left'} on ${day.day}`;
  return (
    <LinkButton
      label={`${countText(day[of])} ${words.toLowerCase()}. Show in Users`}
      onClick={() => onShow({ only: { kind: 'people', userIds: [...ids], words } })}
    >
      {countText(day[of])}
    </LinkButton>
  );
}

/** Who came and who left, by the day on which a sync, or a change from here, showed it. */
export function JoinedAndLeft({ overview, onShow }: JoinedAndLeftProps) {
  const [shows, setShows] = useState<'bars' | 'table'>('bars');
  const days = overview?.days ?? [];
  const joined = days.reduce((sum, day) => sum + day.joined, 0);
  const left = days.reduce((sum, day) => sum + day.left, 0);
  const isWatched = days.some(({ seen }) => seen !== 'no-sync');
  const top = roundTop(Math.max(0, ...days.flatMap((day) => [day.joined, day.left])));
  return (
    <Card
      title="Joined and left, per day of syncs"
      isWaiting={overview === undefined}
      end={
        isWatched && (
          <>
            <span className={classes.key} data-of="joined">
              Joined {countText(joined)}
            </span>
            <span className={classes.key} data-of="left">
              Left {countText(left)}
            </span>
            <LinkButton
              label={shows === 'bars' ? 'View joined and left as table' : 'View joined and left as chart'}
              onClick={() => setShows(shows === 'bars' ? 'table' : 'bars')}
            >
              {shows === 'bars' ? 'View as table' : 'View as chart'}
            </LinkButton>
          </>
        )
      }
    >
      {overview !== undefined && !isWatched ? (
        <p className={classes.unwatched}>{unwatchedText(overview)}</p>
      ) : shows === 'table' ? (
        <DaysTable days={days} onShow={onShow} />
      ) : (
        <div className={classes.plot} data-two-sided>
          <div className={classes.marks} aria-hidden>
            {[top, top / 2, 0, top / 2, top].map((mark, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the scale has the same mark on both sides
              <span key={at}>{Number.isInteger(mark) ? countText(mark) : ''}</span>
            ))}
          </div>
          <ul className={classes.columns}>
            {days.map((day) => {
              const ids = idsOf(day);
              return (
                <li key={day.day}>
                  <button
                    type="button"
                    className={classes.column}
                    aria-label={`${dayText(day)}${ids.length > 0 ? '. Show in Users' : ''}`}
                    aria-disabled={ids.length === 0 || undefined}
                    title={dayText(day)}
                    onClick={() =>
                      ids.length > 0 &&
                      onShow({
                        only: { kind: 'people', userIds: ids, words: `Joined or left on ${day.day}` },
                      })
                    }
                  >
                    <span className={classes.twoSided} data-seen={day.seen}>
                      <span className={classes.half}>
                        <span data-of="joined" style={{ height: `${(day.joined / top) * 100}%` }} />
                      </span>
                      <span className={classes.half}>
                        <span data-of="left" style={{ height: `${(day.left / top) * 100}%` }} />
                      </span>
                    </span>
                    <span className={classes.columnName}>{shortDay(day.day)}</span>
                  </button>
                </li>
              );
            })}
          </ul>
        </div>
      )}
    </Card>
  );
}
