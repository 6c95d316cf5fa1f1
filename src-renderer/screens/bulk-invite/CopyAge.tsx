import { IconCloudOff, IconHistory } from '@tabler/icons-react';
import { call } from '../../bridge/call.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { clockText } from '../../kit/moment-text.ts';
import { Note } from '../../kit/Note.tsx';
import { tellFailure } from '../../kit/toast.tsx';
import { useNow } from '../../kit/use-now.ts';
import { useBlockedBecause } from '../../session/use-sync-status.ts';
import { useTenantId } from '../../session/use-tenant.ts';

/** Above this age a preview is marked (design guide, section 9). */
const freshMs = 5 * 60_000;

/**
 * From when the copy is that the verdicts were made against, where that matters: it is older than five minutes, or nobody can be
 * asked now (condition 56). Shows nothing for a fresh copy.
 */
export function CopyAge({ asOf }: { readonly asOf: string | null }) {
  const tenantId = useTenantId();
  const now = useNow();
  const away = useBlockedBecause();
  const isFresh = asOf !== null && now - Date.parse(asOf) <= freshMs;
  if (isFresh && away === null) return null;
  const sync = async (): Promise<void> => {
    const outcome = await call('sync/start', { tenantId });
    if (!outcome.ok) tellFailure(outcome.failure);
  };
  return (
    <Note icon={away === null ? IconHistory : IconCloudOff} look="warn">
      <strong>{asOf === null ? 'Not synced yet' : `From cache of ${clockText(asOf, now)}`}</strong>.{' '}
      {away === null
        ? 'Each person is looked up again before anything is sent.'
        : 'The tenant cannot be asked now; each person is looked up before anything is sent.'}{' '}
      {away === null && <LinkButton onClick={() => void sync()}>Sync now</LinkButton>}
    </Note>
  );
}
