import { useState } from 'react';
import type { Tenant } from '../../../src-contract/tenants.ts';
import { useChange } from '../../bridge/use-change.ts';
import { ConfirmByTyping, isTyped } from '../../kit/ConfirmByTyping.tsx';
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx';
import { visibleText } from '../../kit/visible-text.ts';

interface RemoveTenantDialogProps {
  readonly tenant: Tenant;
  readonly onClose: () => void;
}

/** Removes a tenant from this computer, once its name is typed. */
export function RemoveTenantDialog({ tenant, onClose }: RemoveTenantDialogProps) {
  const [typed, setTyped] = useState('');
  const remove = useChange('tenants/remove');
  const confirm = async (): Promise<void> => {
    const outcome = await remove.send({ tenantId: tenant.id, typedName: typed.trim() });
    if (outcome.ok) onClose();
  };
  return (
    <ConfirmDialog
      title={`Remove ${visibleText(tenant.displayName.slice(0, 80))} from this computer?`}
      lead="Its token, its copy and its jobs are deleted here. The tenant itself is not changed. You can connect it again with a token."
      confirmLabel="Remove"
      isReady={isTyped(tenant.displayName, typed)}
      isSending={remove.isSending}
      failure={remove.failure}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <ConfirmByTyping
        wanted={tenant.displayName}
        what="the name of the tenant"
        typed={typed}
        onType={setTyped}
      />
    </ConfirmDialog>
  );
}
