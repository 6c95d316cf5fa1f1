import { IconCloudOff, IconHistory } from '@tabler/icons-react';
import { call } from '../../bridge/call.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { Note } from '../../kit/Note.tsx';
import { tellFailure } from '../../kit/toast.tsx';
import { useNow } from '../../kit/use-now.ts';
import { useBlockedBecause } from '../../session/use-sync-status.ts';
import { useTenantId } from '../../session/use-tenant.ts';
import { copyAgeWords } from './copy-age-words.ts';

/**
 * From when the copy is that the verdicts were made against, where that matters: it is older than five minutes, or nobody can be
 * asked now (condition 56). Shows nothing for a fresh copy.
 */
export function CopyAge({ asOf }: { readonly asOf: string | null }) {
  const tenantId = useTenantId();
  const now = useNow();
  const away = useBlockedBecause();
  const words = copyAgeWords(asOf, now, away === null ? 'in-reach' : 'away');
  if (words === null) return null;
  const sync = async (): Promise<void> => {
    const outcome = await call('sync/start', { tenantId });
    if (!outcome.ok) tellFailure(outcome.failure);
  };
  return (
    <Note icon={away === null ? IconHistory : IconCloudOff} look="warn">
      <strong>{words.from}</strong>. {words.rest}{' '}
      {away === null && <LinkButton onClick={() => void sync()}>Sync now</LinkButton>}
    </Note>
  );
}
