import { Button, Checkbox } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { SyncStatus } from '../../src-contract/sync.ts';
import { useChange } from '../bridge/use-change.ts';
import { Banner } from '../kit/Banner.tsx';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { countText } from '../kit/format-number.ts';
import { syncNow } from './use-shell-keys.ts';

interface HeldDropProps {
  readonly status: SyncStatus;
  readonly drop: { readonly missing: number; readonly before: number };
}

/** Says that the tenant listed far fewer people than before; the copy stays until an admin accepts that. */
export function HeldDropBanner({ status, drop }: HeldDropProps) {
  const [isAsking, setAsking] = useState(false);
  const [isAcknowledged, setAcknowledged] = useState(false);
  const accept = useChange('sync/accept-drop');
  const { tenantId } = status;
  const missing = countText(drop.missing);
  const confirm = async (): Promise<void> => {
    const outcome = await accept.send({ tenantId });
    if (!outcome.ok) return;
    setAsking(false);
    await syncNow(tenantId);
  };
  return (
    <>
      <Banner
        icon={IconAlertTriangle}
        title={`${missing} people are missing.`}
        actions={
          <>
            <Button onClick={() => void syncNow(tenantId)}>Sync again</Button>
            <Button onClick={() => setAsking(true)}>Accept…</Button>
          </>
        }
      >
        The tenant listed {missing} of {countText(drop.before)} people no more. The copy was left as it is.
      </Banner>
      {isAsking && (
        <ConfirmDialog
          title={`Mark ${missing} people as gone?`}
          lead="Only the copy on this computer changes. The tenant itself is not changed."
          confirmLabel={`Mark ${missing} as gone`}
          isReady={isAcknowledged}
          isSending={accept.isSending}
          failure={accept.failure}
          onConfirm={() => void confirm()}
          onCancel={() => setAsking(false)}
        >
          <Checkbox
            label="I checked in the tenant that these people are gone"
            checked={isAcknowledged}
            onChange={(event) => setAcknowledged(event.currentTarget.checked)}
          />
        </ConfirmDialog>
      )}
    </>
  );
}
