import { IconUsersGroup } from '@tabler/icons-react';
import { useRead } from '../../bridge/use-read.ts';
import { countOf } from '../../kit/format-number.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { Note } from '../../kit/Note.tsx';
import { showFileRun } from './bulk-view.ts';

interface FileRunLineProps {
  readonly tenantId: string;
  readonly jobId: string;
}

/** Says that a run is a part of a file for several tenants, with the way to all of them. Nothing for other runs. */
export function FileRunLine({ tenantId, jobId }: FileRunLineProps) {
  const { value } = useRead('bulk-invites/file-run', { jobId });
  if (!value?.fileRun) return null;
  return (
    <Note icon={IconUsersGroup} look="info">
      The file named {countOf(value.fileRun.parts.length, 'tenant', 'tenants')}; this is the run of one of
      them. <LinkButton onClick={() => showFileRun(tenantId, jobId)}>All tenants of the file</LinkButton>
    </Note>
  );
}
