import { JobDialog } from '../jobs/JobDialog.tsx';
import { UndoPlanDialog } from '../jobs/UndoPlanDialog.tsx';
import { showDialog, useSession } from '../session/session.ts';
import { useTenant } from '../session/use-tenant.ts';
import { KeysDialog } from './KeysDialog.tsx';
import { SignInDialog } from './SignInDialog.tsx';

/** The dialogs that belong to no screen. */
export function ShellDialogs() {
  const dialog = useSession((session) => session.dialog);
  const tenant = useTenant();
  const close = (): void => showDialog(null);
  if (!dialog || !tenant) return null;
  switch (dialog.kind) {
    case 'sign-in':
      return <SignInDialog tenant={tenant} onClose={close} />;
    case 'keys':
      return <KeysDialog onClose={close} />;
    case 'undo':
      return <UndoPlanDialog jobId={dialog.jobId} onClose={close} />;
    case 'job':
      return <JobDialog jobId={dialog.jobId} onClose={close} />;
  }
}
