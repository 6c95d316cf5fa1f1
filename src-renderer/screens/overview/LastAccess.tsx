import { useState } from 'react';
import type { AccessSpan, Overview, ShownPeople } from '../../../src-contract/overview.ts';
import { countOf, countText } from '../../kit/format-number.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { Card } from './Card.tsx';
import classes from './Charts.module.css';
import { roundTop, scaleMarks } from './chart-scale.ts';

interface LastAccessProps {
  readonly overview: Overview | undefined;
  readonly onShow: (people: ShownPeople) => void;
}

const words: Readonly<Record<AccessSpan, string>> = {
  today: 'Today',
  '7-days': '1 to 7 d',
  '30-days': '8 to 30 d',
  '60-days': '31 to 60 d',
  '90-days': '61 to 90 d',
  'over-90-days': 'Over 90 d',
  never: 'Never',
  'not-reported': 'Not reported',
};
const isLook = (span: AccessSpan): boolean => span === 'over-90-days' || span === 'never';

/** When people were last there. Amber only for over 90 days and never. */
export function LastAccess({ overview, onShow }: LastAccessProps) {
  const [shows, setShows] = useState<'bars' | 'table'>('bars');
  const bars = (overview?.lastAccess ?? []).filter(({ span, count }) => span !== 'not-reported' || count > 0);
  const top = roundTop(Math.max(0, ...bars.map(({ count }) => count)));
  return (
    <Card
      title="Last access"
      isWaiting={overview === undefined}
      end={
        <>
          People, all statuses
          <LinkButton
            label={shows === 'bars' ? 'View last access as table' : 'View last access as chart'}
            onClick={() => setShows(shows === 'bars' ? 'table' : 'bars')}
          >
            {shows === 'bars' ? 'View as table' : 'View as chart'}
          </LinkButton>
        </>
      }
    >
      {shows === 'table' ? (
        <table className={classes.table} aria-label="Last access">
          <thead>
            <tr>
              <th scope="col">Last access</th>
              <th scope="col">People</th>
            </tr>
          </thead>
          <tbody>
            {bars.map(({ span, count, show }) => (
              <tr key={span}>
                <th scope="row">{words[span]}</th>
                <td>
                  <LinkButton onClick={() => onShow(show)}>{countText(count)}</LinkButton>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <div className={classes.plot}>
          <div className={classes.marks} aria-hidden>
            {scaleMarks(top).map((mark) => (
              <span key={mark}>{countText(mark)}</span>
            ))}
          </div>
          <ul className={classes.columns}>
            {bars.map(({ span, count, show }) => (
              <li key={span}>
                <button
                  type="button"
                  className={classes.column}
                  aria-label={`${words[span]}: ${countOf(count, 'person', 'people')}. Show in Users`}
                  onClick={() => onShow(show)}
                >
                  <span className={classes.columnPlot}>
                    <span className={classes.columnCount}>{countText(count)}</span>
                    <span
                      className={classes.columnBar}
                      data-look={isLook(span) ? 'warn' : 'plain'}
                      style={{ height: `${(count / top) * 100}%` }}
                    />
                  </span>
                  <span className={classes.columnName}>{words[span]}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  );
}
