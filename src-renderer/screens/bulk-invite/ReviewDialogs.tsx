import type { ReactNode } from 'react';
import type { BulkDraft, BulkReview, BulkRow } from '../../../src-contract/bulk-invites.ts';
import type { Tenant } from '../../../src-contract/tenants.ts';
import { CompareDialog } from './CompareDialog.tsx';
import { PasswordEmailDialog } from './PasswordEmailDialog.tsx';
import { StartDialog } from './StartDialog.tsx';
import type { ReviewWork } from './use-review.ts';

/** What stands over the review: the question before the start or before emails, or a row beside those like it. */
export type OverReview =
  | { readonly is: 'start' }
  | { readonly is: 'password-email' }
  | { readonly is: 'compare'; readonly row: BulkRow };

interface ReviewDialogsProps {
  readonly over: OverReview | null;
  readonly draft: BulkDraft;
  readonly review: BulkReview;
  readonly tenant: Pick<Tenant, 'displayName' | 'environment'>;
  readonly work: ReviewWork;
  /** What can be done about a start that was refused. */
  readonly startFailureAction: ReactNode;
  readonly onTake: (row: BulkRow) => void;
  readonly onClose: () => void;
}

/** The dialog that stands over the review, if any. */
export function ReviewDialogs(props: ReviewDialogsProps) {
  const { over, draft, review, tenant, work, startFailureAction, onTake, onClose } = props;
  switch (over?.is) {
    case 'compare':
      return <CompareDialog draftId={draft.draftId} row={over.row} onTake={onTake} onClose={onClose} />;
    case 'start':
      return (
        <StartDialog
          review={review}
          fileName={draft.fileName}
          tenantName={tenant.displayName}
          isSending={work.isStarting}
          failure={work.failure}
          failureAction={startFailureAction}
          onConfirm={(typed, acknowledged) => void work.start(typed, acknowledged)}
          onCancel={onClose}
        />
      );
    case 'password-email':
      return (
        <PasswordEmailDialog
          idpName={review.idpName}
          onCancel={onClose}
          onConfirm={() => {
            onClose();
            void work.choose({ ...work.options, passwordEmail: 'send' });
          }}
        />
      );
    default:
      return null;
  }
}
