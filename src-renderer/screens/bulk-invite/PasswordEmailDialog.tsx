import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx';
import { visibleText } from '../../kit/visible-text.ts';

interface PasswordEmailDialogProps {
  readonly idpName: string | null;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks once before password emails are turned on in a tenant that signs in through SSO. */
export function PasswordEmailDialog({ idpName, onConfirm, onCancel }: PasswordEmailDialogProps) {
  return (
    <ConfirmDialog
      title="Send emails to set a password?"
      confirmLabel="Turn it on"
      look="plain"
      isReady
      isSending={false}
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      <p>
        This tenant signs in through <bdi>{visibleText(idpName ?? 'SSO')}</bdi>, so a password is of use only
        to people who are not there. Nothing is sent before you start.
      </p>
    </ConfirmDialog>
  );
}
