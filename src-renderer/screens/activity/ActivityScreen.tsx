import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect } from 'react';
import { ScreenHeader } from '../../kit/ScreenHeader.tsx';
import { useTenantId } from '../../session/use-tenant.ts';
import classes from './ActivityScreen.module.css';
import { changeActivity, noChoice } from './activity-view.ts';
import { JobsPanel } from './JobsPanel.tsx';
import { TrailPanel } from './TrailPanel.tsx';
import { useExportTrail } from './use-export-trail.ts';

interface ActivityScreenProps {
  /** Entry to open at, such as one from a person's history. */
  readonly entry: number | null;
  readonly onShowPerson: (email: string) => void;
}

/** What runs, what ran, who did what. All of it is on this computer, so it works offline. */
export function ActivityScreen({ entry, onShowPerson }: ActivityScreenProps) {
  const tenantId = useTenantId();
  const { exportTrail, isExporting } = useExportTrail(tenantId);
  useEffect(() => {
    if (entry !== null) changeActivity(tenantId, { entry, choice: noChoice });
  }, [tenantId, entry]);
  return (
    <>
      <ScreenHeader
        title="Activity"
        line="no"
        actions={
          <Button
            leftSection={<IconDownload size={16} />}
            loading={isExporting}
            onClick={() => void exportTrail()}
          >
            Export trail
          </Button>
        }
      />
      <div className={classes.page}>
        <JobsPanel tenantId={tenantId} />
        <TrailPanel tenantId={tenantId} onShowPerson={onShowPerson} onExport={exportTrail} />
      </div>
    </>
  );
}
