import { Button } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import type { BulkReport } from '../../../src-contract/bulk-report.ts';
import type { Job } from '../../../src-contract/jobs.ts';
import { useChange } from '../../bridge/use-change.ts';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { countOf, countText } from '../../kit/format-number.ts';
import { Note } from '../../kit/Note.tsx';
import { useFixGuard } from './use-fix-guard.tsx';
import { replaceDraft } from './use-open-file.ts';

interface GonePeopleProps {
  readonly job: Job;
  readonly report: BulkReport;
}

/**
 * People whom the copy listed and whom the tenant did not know any more: their rows are offered as a file of their own, which
 * invites them anew (condition 57). Shows nothing when there are none.
 */
export function GonePeople({ job, report: { gone } }: GonePeopleProps) {
  const { send, isSending, failure } = useChange('bulk-invites/open-gone');
  const { guard, question } = useFixGuard(job.tenantId);
  if (gone === 0) return null;
  const open = async (): Promise<void> => {
    const opened = await send({ jobId: job.id });
    if (opened.ok) replaceDraft(job.tenantId, opened.value);
  };
  return (
    <>
      <Note icon={IconUserQuestion} look="warn">
        {countOf(gone, 'person', 'people')} of the file {gone === 1 ? 'was' : 'were'} listed and{' '}
        {gone === 1 ? 'is' : 'are'} gone from the tenant by now. Nothing was changed for them.{' '}
        <Button size="compact-sm" loading={isSending} onClick={() => guard(open)}>
          Invite {countText(gone)} anew…
        </Button>
      </Note>
      {failure && <FailureNotice failure={failure} />}
      {question}
    </>
  );
}
