import { useEffect } from 'react';
import { useRead } from '../../bridge/use-read.ts';
import { useTenantId } from '../../session/use-tenant.ts';
import { changeBulkView, showRun, useBulkView } from './bulk-view.ts';
import { FileRunStep } from './FileRunStep.tsx';
import { FileStep } from './FileStep.tsx';
import { MapStep } from './MapStep.tsx';
import { ReviewStep } from './ReviewStep.tsx';
import { RunOrReport } from './RunOrReport.tsx';
import { TenantsStep } from './TenantsStep.tsx';

/** Shows the newest open run of the tenant when nothing was chosen yet. */
function useNewestRun(tenantId: string, wish: 'wanted' | 'not-wanted'): void {
  const isWanted = wish === 'wanted';
  const { value, failure } = useRead(
    'jobs/list',
    { tenantId, show: 'open' },
    { when: isWanted ? 'now' : 'wait' },
  );
  const newest = value?.jobs.find(({ kind }) => kind === 'bulk-invite');
  const isSettled = value !== undefined || failure !== null;
  useEffect(() => {
    if (!isWanted || !isSettled) return;
    if (newest) showRun(tenantId, newest.id);
    else changeBulkView(tenantId, { step: 'file' });
  }, [isWanted, isSettled, newest, tenantId]);
}

/** From a file to invited people, in five steps. In: the job to show, or null to go on where one was. */
export function BulkInviteScreen({ jobId }: { readonly jobId: string | null }) {
  const tenantId = useTenantId();
  const { step, draft, review, tab, jobId: shownJobId } = useBulkView(tenantId);
  useNewestRun(tenantId, step === 'newest' && jobId === null ? 'wanted' : 'not-wanted');
  useEffect(() => {
    if (jobId !== null) showRun(tenantId, jobId);
  }, [tenantId, jobId]);
  switch (step) {
    case 'newest':
      return null;
    case 'file':
      return <FileStep tenantId={tenantId} />;
    case 'map':
      return draft ? <MapStep tenantId={tenantId} draft={draft} /> : <FileStep tenantId={tenantId} />;
    case 'review':
      return draft && review ? (
        <ReviewStep tenantId={tenantId} draft={draft} review={review} tab={tab} />
      ) : (
        <FileStep tenantId={tenantId} />
      );
    case 'tenants':
      return draft ? <TenantsStep tenantId={tenantId} draft={draft} /> : <FileStep tenantId={tenantId} />;
    case 'file-run':
      return shownJobId === null ? (
        <FileStep tenantId={tenantId} />
      ) : (
        <FileRunStep tenantId={tenantId} jobId={shownJobId} />
      );
    case 'run':
      return shownJobId === null ? (
        <FileStep tenantId={tenantId} />
      ) : (
        <RunOrReport tenantId={tenantId} jobId={shownJobId} />
      );
  }
}
