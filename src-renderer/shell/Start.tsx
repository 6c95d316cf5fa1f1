import { useEffect, useRef, useState } from 'react';
import type { InputOf } from '../../src-contract/channels.ts';
import type { Failure } from '../../src-contract/outcome.ts';
import { call } from '../bridge/call.ts';
import { useRead } from '../bridge/use-read.ts';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { Ring } from '../kit/Ring.tsx';
import { tellFailure } from '../kit/toast.tsx';
import { WelcomeScreen } from '../screens/welcome/WelcomeScreen.tsx';
import { chooseTenant, goToWelcome, useSession } from '../session/session.ts';
import { useTenants } from '../session/use-tenant.ts';
import { Shell } from './Shell.tsx';
import classes from './Start.module.css';

/** Shows a short word only once waiting is felt: a spinner after 300 ms. */
function Waiting({ words }: { readonly words: string }) {
  const [isFelt, setFelt] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setFelt(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={classes.middle} role="status">
      {isFelt && (
        <>
          <Ring share="unknown" size={20} />
          {words}
        </>
      )}
    </div>
  );
}

/**
 * Decides what the window shows first: the sandbox when the app was started for it, Welcome when no tenant is
 * connected, else the tenant of last time.
 */
export function Start() {
  const about = useRead('app/about', {});
  const tenants = useTenants();
  const list = useRead('tenants/list', {});
  const { tenantId, route, letterKeys } = useSession();
  const [sandboxFailure, setSandboxFailure] = useState<Failure | null>(null);
  const hasBegun = useRef(false);
  /** What main remembers for the next start. */
  const remembered = useRef<InputOf<'app/remember'> | null>(null);
  const wantsSandbox = about.value?.startOn === 'sandbox';

  useEffect(() => {
    if (!about.value || !tenants || hasBegun.current) return;
    hasBegun.current = true;
    const { lastTenantId } = about.value;
    remembered.current = about.value;
    useSession.setState({ letterKeys: about.value.letterKeys });
    const last = tenants.find(({ id }) => id === lastTenantId) ?? tenants[0];
    if (wantsSandbox) {
      void call('tenants/connect-sandbox', {}).then((outcome) => {
        if (outcome.ok) chooseTenant(outcome.value.id);
        else setSandboxFailure(outcome.failure);
      });
    } else if (last) chooseTenant(last.id);
    else goToWelcome();
  }, [about.value, tenants, wantsSandbox]);

  useEffect(() => {
    if (tenantId === null || remembered.current === null) return;
    if (remembered.current.lastTenantId === tenantId && remembered.current.letterKeys === letterKeys) return;
    remembered.current = { lastTenantId: tenantId, letterKeys };
    void call('app/remember', remembered.current).then((outcome) => {
      if (!outcome.ok) tellFailure(outcome.failure);
    });
  }, [tenantId, letterKeys]);

  const wasListed = useRef<string | null>(null);
  useEffect(() => {
    if (tenantId === null || !tenants) return;
    if (tenants.some(({ id }) => id === tenantId)) {
      wasListed.current = tenantId;
      return;
    }
    // A tenant that was just connected is chosen before the list with it has come; only one that was listed is gone.
    if (wasListed.current !== tenantId) return;
    if (tenants[0]) chooseTenant(tenants[0].id);
    else useSession.setState({ tenantId: null, route: { screen: 'welcome' }, dialog: null });
  }, [tenantId, tenants]);

  const failure = about.failure ?? list.failure;
  if (failure && (!about.value || !tenants)) {
    const tryAgain = (): void => {
      about.askAgain();
      list.askAgain();
    };
    return (
      <div className={classes.middle}>
        <FailureNotice failure={failure} onTryAgain={tryAgain} />
      </div>
    );
  }
  if (!about.value || !tenants) return <Waiting words="Opening the local copy" />;
  if (tenantId === null && wantsSandbox && !sandboxFailure)
    return <Waiting words="Starting the sandbox tenant" />;
  if (tenantId === null || route.screen === 'welcome') return <WelcomeScreen startFailure={sandboxFailure} />;
  return <Shell key={tenantId} />;
}
