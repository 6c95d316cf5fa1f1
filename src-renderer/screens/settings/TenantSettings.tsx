import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ApiProfile, Tenant } from '../../../src-contract/tenants.ts';
import { useRead } from '../../bridge/use-read.ts';
import { DirectoryText } from '../../kit/DirectoryText.tsx';
import { EnvironmentWord } from '../../kit/EnvironmentWord.tsx';
import { Moment } from '../../kit/Moment.tsx';
import { roleLabel } from '../../kit/role-label.ts';
import { visibleText } from '../../kit/visible-text.ts';
import { showDialog } from '../../session/session.ts';
import { useTenant } from '../../session/use-tenant.ts';
import { RemoveTenantDialog } from './RemoveTenantDialog.tsx';
import { SandboxSettings } from './SandboxSettings.tsx';
import classes from './Settings.module.css';
import { SettingsGroup, SettingsRow } from './SettingsRow.tsx';

const profileWords = {
  full: ['Full', 'This control plane lets other programs change provisioning and SCIM tokens.'],
  'published-only': [
    'Published API only',
    'Provisioning and SCIM tokens are changed in its own console and recorded here.',
  ],
} as const satisfies Record<ApiProfile, readonly [string, string]>;

const credentialWords = {
  kept: "With this computer's own key store",
  'session-only': 'In memory, until Tenantry is closed',
  missing: 'Nowhere: you are signed out',
} as const satisfies Record<Tenant['credential'], string>;

function signedInText({ signedInAs }: Tenant): string {
  if (!signedInAs) return 'Not reported';
  return `${signedInAs.name} (${signedInAs.email}), ${roleLabel(signedInAs.role)}`;
}

/** The tenant on screen: what is known of it, signing in again, removing it from this computer. */
export function TenantSettings() {
  const tenant = useTenant();
  const vault = useRead('app/about', {}).value?.vault;
  const [isRemoving, setRemoving] = useState(false);
  if (!tenant) return null;
  const [profile, profileNote] = profileWords[tenant.profile];
  return (
    <>
      <SettingsGroup title="Tenant">
        <SettingsRow name="Name in Tenantry">
          <DirectoryText text={tenant.displayName} />
        </SettingsRow>
        <SettingsRow name="Tenant">
          <DirectoryText text={tenant.tenantName} />
        </SettingsRow>
        <SettingsRow name="Environment">
          <EnvironmentWord environment={tenant.environment} />
        </SettingsRow>
        <SettingsRow name="Control plane">
          <DirectoryText text={tenant.controlPlane} look="mono" />
        </SettingsRow>
        <SettingsRow name="What it offers" note={profileNote}>
          {profile}
        </SettingsRow>
        <SettingsRow name="Connected since">
          <Moment at={tenant.addedAt} as="day" />
        </SettingsRow>
      </SettingsGroup>
      <SettingsGroup title="Sign-in">
        <SettingsRow name="Signed in as" note={visibleText(signedInText(tenant))}>
          {tenant.environment !== 'sandbox' && (
            <Button onClick={() => showDialog({ kind: 'sign-in' })}>Sign in again…</Button>
          )}
        </SettingsRow>
        <SettingsRow name="Where the token is kept" note={vault?.sentence}>
          {credentialWords[tenant.credential]}
        </SettingsRow>
      </SettingsGroup>
      {tenant.environment === 'sandbox' && <SandboxSettings tenantId={tenant.id} />}
      <SettingsGroup title="Remove">
        <SettingsRow
          name="Remove this tenant from this computer"
          note="Its token, its copy and its jobs are deleted here. The tenant itself is not changed."
        >
          <Button className={classes.danger ?? ''} onClick={() => setRemoving(true)}>
            Remove…
          </Button>
        </SettingsRow>
      </SettingsGroup>
      {isRemoving && <RemoveTenantDialog tenant={tenant} onClose={() => setRemoving(false)} />}
    </>
  );
}
