import { ActionIcon } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { Failure } from '../../../src-contract/outcome.ts';
import { goTo, useSession } from '../../session/session.ts';
import { ConnectForm } from './ConnectForm.tsx';
import { Promises } from './Promises.tsx';
import { SandboxCard } from './SandboxCard.tsx';
import classes from './WelcomeScreen.module.css';

interface WelcomeScreenProps {
  /** Why the sandbox did not start with the app; null when nobody asked for it or it did. */
  readonly startFailure: Failure | null;
}

/** Connects a first or a further tenant, or opens the sandbox. */
export function WelcomeScreen({ startFailure }: WelcomeScreenProps) {
  const hasTenant = useSession((session) => session.tenantId !== null);
  return (
    <div className={classes.screen}>
      <section className={classes.left} aria-label="About Tenantry">
        <div className={classes.brand}>
          <span className={classes.mark} aria-hidden="true">
            <svg viewBox="0 0 28 28" width="28" height="28" aria-hidden="true">
              <path d="M8 8.5h12M14 8.5v11" />
              <circle cx="9" cy="16" r="2" />
              <circle cx="19" cy="16" r="2" />
            </svg>
          </span>
          Tenantry
        </div>
        <p className={classes.headline}>Know who is in your tenant, and change it with care.</p>
        <p className={classes.promise}>
          Search, invite, review and deactivate people from a local copy that says how old it is.
        </p>
        <SandboxCard startFailure={startFailure} />
        <Promises />
      </section>
      <main className={classes.right}>
        {hasTenant && (
          <ActionIcon
            className={classes.back ?? ''}
            size="md"
            aria-label="Back"
            onClick={() => goTo({ screen: 'users' })}
          >
            <IconArrowLeft size={16} />
          </ActionIcon>
        )}
        <ConnectForm />
      </main>
    </div>
  );
}
