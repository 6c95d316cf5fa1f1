import { Button } from '@mantine/core';
import { IconArrowRight, IconFlask } from '@tabler/icons-react';
import type { Failure } from '../../../src-contract/outcome.ts';
import { useChange } from '../../bridge/use-change.ts';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { chooseTenant } from '../../session/session.ts';
import classes from './WelcomeScreen.module.css';

/** Opens the sandbox tenant: no account, no network. */
export function SandboxCard({ startFailure }: { readonly startFailure: Failure | null }) {
  const connect = useChange('tenants/connect-sandbox');
  const failure = connect.failure ?? (connect.isSending ? null : startFailure);
  const open = async (): Promise<void> => {
    const outcome = await connect.send({});
    if (outcome.ok) chooseTenant(outcome.value.id);
  };
  return (
    <section className={classes.card} aria-label="Sandbox tenant">
      <h2 className={classes.cardTitle}>
        <IconFlask size={18} aria-hidden />
        Sandbox tenant
      </h2>
      <p className={classes.dimmed}>
        1,284 made-up people, 38 teams and a SCIM source behind a real server. It runs on this computer: no
        account, no network. Reset it whenever you like.
      </p>
      <Button
        size="lg"
        rightSection={<IconArrowRight size={16} />}
        loading={connect.isSending}
        onClick={() => void open()}
      >
        Explore with the sandbox tenant
      </Button>
      {failure && <FailureNotice failure={failure} onTryAgain={() => void open()} />}
    </section>
  );
}
