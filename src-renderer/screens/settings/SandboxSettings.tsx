import { Button } from '@mantine/core';
import { useState } from 'react';
import { useChange } from '../../bridge/use-change.ts';
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx';
import { tell } from '../../kit/toast.tsx';
import { chooseTenant } from '../../session/session.ts';
import { SettingsGroup, SettingsRow } from './SettingsRow.tsx';

/** Puts the sandbox back to how it began. */
export function SandboxSettings({ tenantId }: { readonly tenantId: string }) {
  const [isAsking, setAsking] = useState(false);
  const reset = useChange('tenants/reset-sandbox');
  const controls = useChange('tenants/open-sandbox-controls');
  const openControls = async (): Promise<void> => {
    const outcome = await controls.send({});
    if (!outcome.ok) tell({ look: 'danger', text: outcome.failure.sentence });
  };
  const confirm = async (): Promise<void> => {
    const outcome = await reset.send({});
    if (!outcome.ok) return;
    setAsking(false);
    if (outcome.value.id !== tenantId) chooseTenant(outcome.value.id);
    tell({ look: 'ok', text: 'The sandbox is as it was at first' });
  };
  return (
    <SettingsGroup title="Sandbox">
      <SettingsRow
        name="Sandbox controls"
        note="A page in your browser: read the mails it would have sent, break it on purpose, set its clock forward."
      >
        <Button loading={controls.isSending} onClick={() => void openControls()}>
          Open in browser
        </Button>
      </SettingsRow>
      <SettingsRow name="Reset the sandbox" note="Its made-up people, teams and settings are made anew.">
        <Button onClick={() => setAsking(true)}>Reset…</Button>
      </SettingsRow>
      {isAsking && (
        <ConfirmDialog
          title="Reset the sandbox?"
          lead="Everything done in it is thrown away. No other tenant is touched."
          confirmLabel="Reset the sandbox"
          isReady
          isSending={reset.isSending}
          failure={reset.failure}
          onConfirm={() => void confirm()}
          onCancel={() => setAsking(false)}
        />
      )}
    </SettingsGroup>
  );
}
