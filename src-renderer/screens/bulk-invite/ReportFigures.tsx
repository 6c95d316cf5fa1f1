import type { BulkReport } from '../../../src-contract/bulk-report.ts';
import type { Job } from '../../../src-contract/jobs.ts';
import { countOf, countText } from '../../kit/format-number.ts';
import { visibleText } from '../../kit/visible-text.ts';
import classes from './ReportStep.module.css';
import { equationParts, skippedOf, teamTroubles } from './report-words.ts';
import { missingTeamsText } from './verdict-words.ts';

interface ReportFiguresProps {
  readonly job: Job;
  readonly report: BulkReport;
}

function Figure(props: {
  readonly label: string;
  readonly count: number;
  readonly below: string;
  readonly look?: 'danger';
}) {
  const { label, count, below, look } = props;
  return (
    <div className={classes.figure}>
      <dt>{label}</dt>
      <dd data-look={count > 0 ? look : undefined}>{countText(count)}</dd>
      <dd>{below}</dd>
    </div>
  );
}

function teamsText({ teamsChanged, teamsMade }: BulkReport, troubles: number): string {
  const parts = [
    teamsChanged > 0 && `${countOf(teamsChanged, 'team', 'teams')} got people`,
    troubles > 0 && `${countOf(troubles, 'team', 'teams')} did not: see Failed`,
  ].filter((part) => part !== false);
  const made = teamsMade.length === 0 ? '' : ` New: ${visibleText(missingTeamsText(teamsMade, 10))}.`;
  return parts.length === 0 ? '' : `${parts.join(', ')}.${made}`;
}

/** The figures of a report, and the sum that they make. */
export function ReportFigures({ job, report }: ReportFiguresProps) {
  const failed = report.failed + report.unknown;
  return (
    <>
      <dl className={classes.figures}>
        <Figure label="Invited" count={report.invited} below="Pending until first sign-in" />
        {report.invitedMailFailed > 0 && (
          <Figure
            label="Email not confirmed"
            count={report.invitedMailFailed}
            below="Invited; send it again from Users"
          />
        )}
        <Figure label="Reactivated" count={report.reactivated} below="Active now" />
        {report.updated > 0 && (
          <Figure label="Updated" count={report.updated} below="Role and teams as in the file" />
        )}
        <Figure
          label="Failed"
          count={failed}
          below={
            failed === 0
              ? 'None'
              : report.unknown === 0
                ? 'See below'
                : `${countText(report.unknown)} not known`
          }
          look="danger"
        />
        <Figure
          label="Skipped"
          count={skippedOf(report) + report.skippedInRun}
          below={
            report.skippedInRun === 0
              ? 'Never sent to the server'
              : `${countText(report.skippedInRun)} in the run`
          }
        />
        {report.notRun > 0 && (
          <Figure label="Not sent" count={report.notRun} below="The run ended before them" />
        )}
      </dl>
      <p className={classes.equation}>
        {equationParts(report)
          .map(({ count, words }) => `${countText(count)} ${words}`)
          .join(' + ')}{' '}
        = <strong>{countOf(report.rowsRead, 'row', 'rows')} read</strong>
        {report.addedBySplit > 0 && ` + ${countText(report.addedBySplit)} by splitting rows`}
        <span>{teamsText(report, teamTroubles(job, report))}</span>
      </p>
    </>
  );
}
