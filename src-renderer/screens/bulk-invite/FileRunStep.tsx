import { Button } from '@mantine/core';
import type { FileRun } from '../../../src-contract/bulk-tenants.ts';
import { isOpenJob } from '../../bridge/place-job.ts';
import { useRead } from '../../bridge/use-read.ts';
import { JobStateBadge } from '../../jobs/JobStateBadge.tsx';
import { openJob } from '../../jobs/open-job.ts';
import { DirectoryText } from '../../kit/DirectoryText.tsx';
import { EnvironmentWord } from '../../kit/EnvironmentWord.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { countOf, countText } from '../../kit/format-number.ts';
import { ScreenHeader } from '../../kit/ScreenHeader.tsx';
import { visibleText } from '../../kit/visible-text.ts';
import { goTo } from '../../session/session.ts';
import { useTenants } from '../../session/use-tenant.ts';
import { beginAgain, changeBulkView, useBulkView } from './bulk-view.ts';
import { dropDraft } from './drop-draft.ts';
import classes from './FileRunStep.module.css';
import { Stepper } from './Stepper.tsx';
import stripes from './Stripe.module.css';
import { fileSums, sumOf, underWay } from './tenants-words.ts';
import { useFixGuard } from './use-fix-guard.tsx';

type Part = FileRun['parts'][number];

function PartState({ part }: { readonly part: Part }) {
  const { value: job } = useRead(
    'jobs/read',
    { jobId: part.jobId ?? 'none' },
    { when: part.jobId === null ? 'wait' : 'now' },
  );
  if (part.jobId === null) {
    return (
      <span className={classes.dimmed}>{part.isConnected ? 'Not started' : 'Tenant removed since'}</span>
    );
  }
  if (!job) return null;
  return (
    <>
      <JobStateBadge job={job} />
      {isOpenJob(job) && <span className={classes.dimmed}> {underWay(job)}</span>}
    </>
  );
}

const columns = ['done', 'failed', 'unknown', 'toDo', 'skipped'] as const;
const columnWords = {
  done: 'Done',
  failed: 'Failed',
  unknown: 'Not known',
  toDo: 'Not sent',
  skipped: 'Skipped',
} as const;

function PartRow({ part }: { readonly part: Part }) {
  const tenant = useTenants()?.find(({ id }) => id === part.tenantId);
  const { jobId, figures } = part;
  return (
    <tr>
      <td className={classes.tenant}>
        {tenant && <span className={stripes.stripe} data-environment={tenant.environment} />}
        <span className={classes.name}>
          <DirectoryText text={tenant?.displayName ?? part.displayName} look="strong" />
          {tenant && <EnvironmentWord environment={tenant.environment} />}
        </span>
      </td>
      <td>
        <PartState part={part} />
      </td>
      <td data-number>{countText(part.rows)}</td>
      {columns.map((column) => (
        <td
          key={column}
          data-number
          className={column === 'failed' && (figures?.failed ?? 0) > 0 ? classes.danger : undefined}
        >
          {figures === null ? <span className={classes.dimmed}>–</span> : countText(figures[column])}
        </td>
      ))}
      <td data-number>
        {jobId !== null && part.isConnected && (
          <Button
            aria-label={`Open the report of ${visibleText(part.displayName)}`}
            onClick={() => openJob({ id: jobId, kind: 'bulk-invite', tenantId: part.tenantId })}
          >
            Open
          </Button>
        )}
      </td>
    </tr>
  );
}

interface FileRunStepProps {
  readonly tenantId: string;
  /** Any run of the file. */
  readonly jobId: string;
}

/** What became of a file in all its tenants: a line each, with the way to its report; everything adds up to the rows read. */
export function FileRunStep({ tenantId, jobId }: FileRunStepProps) {
  const { value, failure, askAgain } = useRead('bulk-invites/file-run', { jobId });
  const { draft } = useBulkView(tenantId);
  const { guard, question } = useFixGuard(tenantId);
  const fileRun = value?.fileRun;
  const isEnded = fileRun?.parts.every((part) => part.jobId === null || part.figures !== null) ?? false;
  const isRest = (fileRun?.heldRows ?? 0) > 0 || fileRun?.parts.some(({ jobId: run }) => run === null);
  const leave = (): void =>
    guard(() => {
      // Another file begins: rows that were not started are let go.
      if (draft) void dropDraft(draft.draftId);
      beginAgain(tenantId);
      goTo({ screen: 'bulk-invite' });
    });
  return (
    <>
      <ScreenHeader
        title="Bulk invite"
        line="no"
        actions={<Stepper current={isEnded ? 'Report' : 'Run'} />}
      />
      <div className={classes.page}>
        {failure && !fileRun && (
          <FailureNotice
            failure={failure}
            onTryAgain={askAgain}
            action={<Button onClick={leave}>Begin with a file</Button>}
          />
        )}
        {fileRun && (
          <>
            <section className={classes.outcome} aria-label="Outcome">
              <div className={classes.words} role="status">
                <h2>
                  <bdi>{visibleText(fileRun.fileName)}</bdi>,{' '}
                  {countOf(fileRun.parts.length, 'tenant', 'tenants')}
                </h2>
                <p>
                  {countOf(fileRun.rowsRead, 'row', 'rows')} read ={' '}
                  {fileSums(fileRun)
                    .map(({ words, count }) => `${countText(count)} ${words}`)
                    .join(' + ')}
                </p>
              </div>
              <Button size="md" onClick={leave}>
                New invite
              </Button>
              {isRest && draft?.columns.some(({ becomes }) => becomes === 'tenant') && (
                <Button
                  size="md"
                  variant="filled"
                  onClick={() => changeBulkView(tenantId, { step: 'tenants', plan: null })}
                >
                  Go on with the review
                </Button>
              )}
            </section>
            <div className={classes.card}>
              <table className={classes.table} aria-label="Tenants of the file">
                <thead>
                  <tr>
                    <th scope="col">Tenant</th>
                    <th scope="col">Run</th>
                    <th scope="col" data-number>
                      Rows
                    </th>
                    {columns.map((column) => (
                      <th key={column} scope="col" data-number>
                        {columnWords[column]}
                      </th>
                    ))}
                    <td />
                  </tr>
                </thead>
                <tbody>
                  {fileRun.parts.map((part) => (
                    <PartRow key={part.tenantId} part={part} />
                  ))}
                  {fileRun.heldRows > 0 && (
                    <tr>
                      <td className={classes.tenant}>Without a tenant</td>
                      <td className={classes.dimmed}>Not started</td>
                      <td data-number>{countText(fileRun.heldRows)}</td>
                      <td colSpan={columns.length + 1} />
                    </tr>
                  )}
                </tbody>
                <tfoot>
                  <tr>
                    <td colSpan={2}>Rows in the file</td>
                    <td data-number>{countText(fileRun.rowsRead)}</td>
                    {columns.map((column) => (
                      <td key={column} data-number>
                        {countText(sumOf(fileRun, column))}
                      </td>
                    ))}
                    <td />
                  </tr>
                </tfoot>
              </table>
            </div>
          </>
        )}
      </div>
      {question}
    </>
  );
}
