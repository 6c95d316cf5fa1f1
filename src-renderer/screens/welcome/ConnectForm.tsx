import { Button, PasswordInput, TextInput } from '@mantine/core';
import { IconAlertCircle, IconCircleCheckFilled, IconKey } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useChange } from '../../bridge/use-change.ts';
import { useRead } from '../../bridge/use-read.ts';
import { CopyButton } from '../../kit/CopyButton.tsx';
import { Ring } from '../../kit/Ring.tsx';
import { chooseTenant } from '../../session/session.ts';
import { EnvironmentChoice, type RealEnvironment } from './EnvironmentChoice.tsx';
import { FoundLine } from './FoundLine.tsx';
import { useLookUp } from './use-look-up.ts';
import classes from './WelcomeScreen.module.css';

/**
 * Connects a tenant by its address and an API token. The token is in the page only while it is typed: it leaves
 * the state in the moment of sending, whatever the answer.
 */
export function ConnectForm() {
  const [controlPlane, setControlPlane] = useState('');
  const [tenantName, setTenantName] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [environment, setEnvironment] = useState<RealEnvironment>('production');
  const [token, setToken] = useState('');
  const lookUp = useLookUp();
  const connect = useChange('tenants/connect');
  const vault = useRead('app/about', {}).value?.vault;
  const isReady = [controlPlane, tenantName, displayName, token].every((text) => text.trim() !== '');

  const leaveAddress = async (): Promise<void> => {
    const found = await lookUp.look(controlPlane);
    if (!found?.tenantName) return;
    const { tenantName: reported } = found;
    setTenantName((typed) => typed || reported);
    setDisplayName((typed) => typed || reported);
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isReady || connect.isSending) return;
    const sending = connect.send({
      controlPlane: controlPlane.trim(),
      tenantName: tenantName.trim(),
      displayName: displayName.trim(),
      environment,
      token: token.trim(),
    });
    setToken('');
    const outcome = await sending;
    if (outcome.ok) chooseTenant(outcome.value.id);
  };
  const { failure } = connect;
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)} aria-label="Connect a tenant">
      <div>
        <h1>Connect a tenant</h1>
        <p className={classes.dimmed}>You need the Admin role in the tenant.</p>
      </div>
      <div>
        <TextInput
          label="Control plane URL"
          size="lg"
          placeholder="https://platform.example.com"
          value={controlPlane}
          autoComplete="off"
          spellCheck={false}
          maxLength={300}
          error={lookUp.failure !== null}
          onChange={(event) => {
            setControlPlane(event.currentTarget.value);
            lookUp.forget();
          }}
          onBlur={() => void leaveAddress()}
          rightSection={
            lookUp.isLooking ? (
              <Ring share="unknown" size={16} />
            ) : lookUp.found ? (
              <IconCircleCheckFilled size={16} className={classes.found} aria-label="Found" />
            ) : null
          }
        />
        <FoundLine {...lookUp} />
      </div>
      <div className={classes.two}>
        <TextInput
          label="Tenant"
          size="lg"
          value={tenantName}
          autoComplete="off"
          spellCheck={false}
          maxLength={120}
          onChange={(event) => setTenantName(event.currentTarget.value)}
        />
        <TextInput
          label="Name in Tenantry"
          size="lg"
          value={displayName}
          autoComplete="off"
          maxLength={120}
          onChange={(event) => setDisplayName(event.currentTarget.value)}
        />
      </div>
      <EnvironmentChoice chosen={environment} onChoose={setEnvironment} />
      <hr className={classes.line} />
      <section className={classes.signIn} aria-label="Sign in with an API token">
        <h2 className={classes.label}>Sign in with an API token</h2>
        <div className={classes.tokenCard}>
          <div className={classes.tokenLine}>
            <PasswordInput
              label="API token"
              size="lg"
              value={token}
              autoComplete="off"
              maxLength={20_000}
              error={failure !== null}
              onChange={(event) => setToken(event.currentTarget.value)}
            />
            <Button type="submit" size="lg" variant="filled" disabled={!isReady} loading={connect.isSending}>
              Check and connect
            </Button>
          </div>
          {failure && (
            <div className={classes.error} role="alert">
              <IconAlertCircle size={14} aria-hidden />
              <span>
                <bdi>{failure.sentence}</bdi> {failure.changed} {failure.next}
              </span>
              <CopyButton text={`${failure.sentence}\n${failure.detail}`} label="Copy details" />
            </div>
          )}
          <p className={classes.vault}>
            <IconKey size={14} aria-hidden />
            {vault?.sentence}
          </p>
        </div>
      </section>
      <p className={classes.below}>You can add more tenants later.</p>
    </form>
  );
}
