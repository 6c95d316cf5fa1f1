import { Dialog } from '../kit/Dialog.tsx';
import { KeyTable } from '../kit/KeyTable.tsx';

/** All keys, over any screen. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="All keys" onClose={onClose}>
      <KeyTable />
    </Dialog>
  );
}
