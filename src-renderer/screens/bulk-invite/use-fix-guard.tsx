import { type ReactNode, useState } from 'react';
import { call } from '../../bridge/call.ts';
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx';
import { countOf } from '../../kit/format-number.ts';
import { visibleText } from '../../kit/visible-text.ts';
import { bulkViewOf } from './bulk-view.ts';

type Act = () => unknown;
/** `file`: all of it is undone; `rows`: what was fixed in the rows that are about to go to another tenant. */
type Scope = 'file' | 'rows';

interface Pending {
  readonly act: Act;
  readonly fileName: string;
  readonly fixedRows: number;
  readonly scope: Scope;
}

export interface FixGuard {
  /** Acts, but asks first where that forgets rows of the open file that were fixed or decided by hand. */
  readonly guard: (act: Act, scope?: Scope) => void;
  /** The question, while it is asked. */
  readonly question: ReactNode;
}

/** Keeps what was fixed in the open file of a tenant's view, or in one plan of it, from being lost unasked. */
export function useFixGuard(tenantId: string, planId?: string): FixGuard {
  const [pending, setPending] = useState<Pending | null>(null);
  const ask = async (act: Act, scope: Scope): Promise<void> => {
    const draftId = planId ?? bulkViewOf(tenantId).draft?.draftId;
    const read = draftId === undefined ? null : await call('bulk-invites/read-draft', { draftId });
    // A file that main has forgotten has no fixes either.
    if (!read?.ok || read.value.fixedRows === 0) act();
    else setPending({ act, scope, fileName: read.value.fileName, fixedRows: read.value.fixedRows });
  };
  return {
    guard: (act, scope = 'file') => void ask(act, scope),
    question: pending && (
      <ConfirmDialog
        title={
          pending.scope === 'rows'
            ? 'Lose what was fixed in these rows?'
            : `Lose what was fixed in ${countOf(pending.fixedRows, 'row', 'rows')}?`
        }
        confirmLabel="Lose it and go on"
        isReady
        isSending={false}
        onConfirm={() => {
          setPending(null);
          pending.act();
        }}
        onCancel={() => setPending(null)}
      >
        {pending.scope === 'rows' ? (
          <p>
            In another tenant they are checked anew: what was fixed or decided in them by hand is undone, and
            those that were left out come back.
          </p>
        ) : (
          <p>
            <strong>
              <bdi>{visibleText(pending.fileName)}</bdi>
            </strong>{' '}
            is open, and {countOf(pending.fixedRows, 'row of it was', 'rows of it were')} fixed, decided about
            or left out by hand. Going on undoes that.
          </p>
        )}
      </ConfirmDialog>
    ),
  };
}
