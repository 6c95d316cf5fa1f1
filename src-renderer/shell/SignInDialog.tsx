import { PasswordInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import type { Tenant } from '../../src-contract/tenants.ts';
import { call } from '../bridge/call.ts';
import { useChange } from '../bridge/use-change.ts';
import { useRead } from '../bridge/use-read.ts';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { LinkButton } from '../kit/LinkButton.tsx';
import { tell, tellFailure } from '../kit/toast.tsx';
import classes from './SignInDialog.module.css';

interface SignInDialogProps {
  readonly tenant: Tenant;
  readonly onClose: () => void;
}

/** Asks for a new token of a tenant that is connected already. The token leaves the page's memory at once. */
export function SignInDialog({ tenant, onClose }: SignInDialogProps) {
  const [token, setToken] = useState('');
  const signIn = useChange('tenants/sign-in');
  const vault = useRead('app/about', {}).value?.vault;
  const confirm = async (): Promise<void> => {
    const sending = signIn.send({ tenantId: tenant.id, token });
    setToken('');
    const outcome = await sending;
    if (!outcome.ok) return;
    tell({ look: 'ok', text: `Signed in to ${outcome.value.displayName.slice(0, 80)}` });
    onClose();
  };
  const openConsole = async (): Promise<void> => {
    const outcome = await call('app/open-console', { tenantId: tenant.id, page: 'access-tokens' });
    if (!outcome.ok) tellFailure(outcome.failure);
  };
  return (
    <ConfirmDialog
      title={`Sign in to ${tenant.displayName.slice(0, 80)} again`}
      lead={<bdi>{tenant.controlPlane}</bdi>}
      look="plain"
      confirmLabel="Check and sign in"
      isReady={token.trim() !== ''}
      isSending={signIn.isSending}
      failure={signIn.failure}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <PasswordInput
        label="API token"
        size="md"
        value={token}
        autoComplete="off"
        onChange={(event) => setToken(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.ctrlKey && token.trim() !== '') void confirm();
        }}
      />
      <p className={classes.vault}>
        <IconKey size={14} aria-hidden />
        <span>{vault?.sentence}</span>
        {tenant.environment !== 'sandbox' && (
          <LinkButton onClick={() => void openConsole()}>Where to make a token</LinkButton>
        )}
      </p>
    </ConfirmDialog>
  );
}
