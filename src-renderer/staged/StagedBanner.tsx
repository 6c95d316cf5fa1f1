import { Button } from '@mantine/core';
import { IconCloudCheck } from '@tabler/icons-react';
import { useRead } from '../bridge/use-read.ts';
import { Banner } from '../kit/Banner.tsx';
import { countText } from '../kit/format-number.ts';
import { goTo, useSession } from '../session/session.ts';
import { useSyncStatus } from '../session/use-sync-status.ts';
import { useTenantId } from '../session/use-tenant.ts';

/** Says that staged changes wait, while the tenant is here. Nothing of them is ever sent by itself. */
export function StagedBanner() {
  const tenantId = useTenantId();
  const count = useRead('staged/list', { tenantId }).value?.changes.length ?? 0;
  const phase = useSyncStatus()?.phase;
  const isHere = useSession((session) => session.route.screen === 'staged');
  if (count === 0 || isHere || phase !== 'idle') return null;
  return (
    <Banner
      icon={IconCloudCheck}
      title={count === 1 ? '1 staged change waits.' : `${countText(count)} staged changes wait.`}
      actions={<Button onClick={() => goTo({ screen: 'staged' })}>Compare and apply</Button>}
    >
      Compare them with the tenant as it is now, then apply or drop them.
    </Banner>
  );
}
