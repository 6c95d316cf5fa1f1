import { useState } from 'react';
import type { Job, JobPace } from '../../../src-contract/jobs.ts';
import { countText } from '../../kit/format-number.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { clockText } from '../../kit/moment-text.ts';
import { useKeys } from '../../kit/use-keys.ts';
import { useNow } from '../../kit/use-now.ts';
import classes from './RateChart.module.css';
import rows from './RunRows.module.css';
import { areaPath, type RateChart as Drawn, drawRate, holdWords, rateSentence } from './rate-chart.ts';

interface RateChartProps {
  readonly job: Job;
  /** Null where it is not known: the job did not run since Tenantry was started. */
  readonly pace: JobPace | null;
}

const timeText = (ms: number): string => new Date(ms).toLocaleTimeString('en-GB');

function RateTable({ chart, stepMs }: { readonly chart: Drawn; readonly stepMs: number }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys
    <section className={classes.scroll} aria-label="Rate as table" tabIndex={0}>
      <table className={classes.table} aria-label={`Rows per second, every ${stepMs / 1000} s`}>
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">Per second</th>
            <th scope="col">Held by</th>
          </tr>
        </thead>
        <tbody>
          {chart.lines.toReversed().map(({ atMs, perSecond, held }) => (
            <tr key={atMs}>
              <th scope="row">{timeText(atMs)}</th>
              <td>{perSecond.toFixed(1)}</td>
              <td>{held.length === 0 ? '–' : held.map((why) => holdWords[why]).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Plot({ chart, words }: { readonly chart: Drawn; readonly words: string }) {
  const line = chart.points.map(({ x, y }) => `${x},${y}`).join(' ');
  return (
    <figure className={classes.figure}>
      <div className={classes.plot}>
        <div className={classes.scale} aria-hidden>
          {[chart.top, chart.top / 2, 0].map((mark) => (
            <span key={mark}>{Number.isInteger(mark) ? countText(mark) : mark.toFixed(1)}</span>
          ))}
        </div>
        <svg
          className={classes.drawing}
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          role="img"
          aria-label={words}
        >
          {chart.spans.map(({ left, width, why }) => (
            <rect
              key={left}
              className={classes.span}
              data-why={why}
              x={left}
              y={0}
              width={width}
              height={100}
            />
          ))}
          {[0, 50, 100].map((y) => (
            <line key={y} className={classes.grid} x1={0} x2={100} y1={y} y2={y} />
          ))}
          <path className={classes.area} d={areaPath(chart.points)} />
          <polyline className={classes.line} points={line} />
        </svg>
        <div className={classes.times} aria-hidden>
          {chart.marks.map(({ left, words: time }) => (
            <span key={left} data-at={left}>
              {time}
            </span>
          ))}
        </div>
      </div>
      {chart.reasons.length > 0 && (
        <ul className={classes.keys}>
          {chart.reasons.map((why) => (
            <li key={why} data-why={why}>
              {holdWords[why]}
            </li>
          ))}
        </ul>
      )}
    </figure>
  );
}

/** How fast the run goes, from its start to now, with the times shaded in which it had to wait; or the same as a table. */
export function RateChart({ job, pace }: RateChartProps) {
  const [shows, setShows] = useState<'chart' | 'table'>('chart');
  const now = useNow(1000);
  const other = shows === 'chart' ? 'table' : 'chart';
  const turn = (): void => setShows(other);
  useKeys({ 'Alt t': turn }, { when: pace !== null });
  const chart = pace === null ? null : drawRate(pace, now);
  const isPart = pace !== null && Date.parse(pace.since) - Date.parse(job.startedAt ?? pace.since) > 5000;
  return (
    <section aria-label="Rate">
      <header className={rows.head}>
        <h2>Rate</h2> <span>Rows per second</span>
        {pace !== null && (
          <div className={classes.turn}>
            <LinkButton label={`View rate as ${other}`} onClick={turn}>
              View as {other}
            </LinkButton>
          </div>
        )}
      </header>
      <div className={classes.body}>
        {pace === null || chart === null ? (
          <p className={classes.none}>
            Nothing to show: the rate is not kept when Tenantry is closed. Resume goes on from here.
          </p>
        ) : shows === 'table' ? (
          <RateTable chart={chart} stepMs={pace.stepMs} />
        ) : (
          <Plot chart={chart} words={rateSentence(chart, job.rate)} />
        )}
        {pace !== null && isPart && (
          <p className={classes.none}>
            Since {clockText(pace.since, now)}: what was before a restart or a long pause is not kept.
          </p>
        )}
      </div>
    </section>
  );
}
