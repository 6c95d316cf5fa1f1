import { ScreenHeader } from '../../kit/ScreenHeader.tsx';

/** From a file to invited people. In: the job to show, or null to begin with a file. */
export function BulkInviteScreen({ jobId: _jobId }: { readonly jobId: string | null }) {
  return <ScreenHeader title="Bulk invite" />;
}
