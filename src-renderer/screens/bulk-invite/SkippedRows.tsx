import type { BulkReport } from '../../../src-contract/bulk-report.ts';
import type { Job } from '../../../src-contract/jobs.ts';
import { countText } from '../../kit/format-number.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import classes from './ReportStep.module.css';
import { skippedOf, toFixLabel } from './report-words.ts';
import { useSaveReport } from './use-save-report.ts';
import { verdictWords } from './verdict-words.ts';

interface SkippedRowsProps {
  readonly job: Job;
  readonly report: BulkReport;
}

/** The rows that were never sent, by the verdict of the review, and a way to save those that need a fix. */
export function SkippedRows({ job, report }: SkippedRowsProps) {
  const { save } = useSaveReport(job.id);
  const label = toFixLabel(report);
  const lines = report.skippedBefore.filter(({ count }) => count > 0);
  if (lines.length === 0 && label === null) return null;
  return (
    <section className={classes.card} aria-label="Skipped before the run">
      <header className={classes.head}>
        <h2>Skipped before the run</h2> <span>{countText(skippedOf(report))}</span>
        {label !== null && (
          <div className={classes.headEnd}>
            <LinkButton onClick={() => void save('to-fix')}>{label}</LinkButton>
          </div>
        )}
      </header>
      <ul>
        {lines.map(({ verdict, count }) => {
          const { icon: VerdictIcon, word, look, after } = verdictWords[verdict];
          return (
            <li key={verdict} className={classes.skipped} data-look={look}>
              <VerdictIcon size={14} aria-hidden />
              <span>{word}</span>
              <strong>{countText(count)}</strong>
              <span className={classes.dimmed}>{after}</span>
            </li>
          );
        })}
      </ul>
      <p className={classes.more}>
        Kept as job {job.number}, with an entry in the trail for each row that was sent.
      </p>
    </section>
  );
}
