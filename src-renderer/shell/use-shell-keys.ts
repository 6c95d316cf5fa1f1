import { useRef } from 'react';
import { call } from '../bridge/call.ts';
import { undoLatest } from '../jobs/follow-job.ts';
import { tellFailure } from '../kit/toast.tsx';
import { type KeyMap, useKeys } from '../kit/use-keys.ts';
import { chooseTenant, goTo, showDialog, useSession } from '../session/session.ts';
import { useTenants } from '../session/use-tenant.ts';
import { focusSearch } from './focus-search.ts';
import { goToByKey, screens } from './screens.ts';

const chordMs = 1500;

/** Syncs the tenant on screen; main does nothing while one runs. */
export async function syncNow(tenantId: string): Promise<void> {
  const outcome = await call('sync/start', { tenantId });
  if (!outcome.ok) tellFailure(outcome.failure);
}

/** The keys that act on every screen: design guide, section 10. */
export function useShellKeys(): void {
  const tenants = useTenants() ?? [];
  const letters = useSession((session) => session.letterKeys) === 'on';
  const goPressedAt = useRef(0);
  const { tenantId } = useSession();
  const second = (key: string) => (): 'not-mine' | undefined => {
    if (Date.now() - goPressedAt.current >= chordMs) return 'not-mine';
    goPressedAt.current = 0;
    goToByKey(key);
    return undefined;
  };
  const tenantKeys: KeyMap = Object.fromEntries(
    tenants.slice(0, 9).map(({ id }, index) => [`Ctrl ${index + 1}`, () => chooseTenant(id)]),
  );
  useKeys(
    {
      'Ctrl k': focusSearch,
      '/': focusSearch,
      'Ctrl ,': () => goTo({ screen: 'settings' }),
      'Ctrl b': () =>
        useSession.setState(({ sidebar }) => ({ sidebar: sidebar === 'wide' ? 'narrow' : 'wide' })),
      'Ctrl r': () => {
        if (tenantId !== null) void syncNow(tenantId);
      },
      'Ctrl z': () => void undoLatest(),
      '?': () => showDialog({ kind: 'keys' }),
      g: () => {
        goPressedAt.current = Date.now();
      },
      ...Object.fromEntries(screens.map(({ key }) => [key, second(key)])),
      ...tenantKeys,
    },
    { letters },
  );
}
