import { useChange } from '../../bridge/use-change.ts';
import { countOf } from '../../kit/format-number.ts';
import { tell, tellFailure } from '../../kit/toast.tsx';
import { visibleText } from '../../kit/visible-text.ts';

/** Saves the report of a run, or its rows to fix, through main's own dialog, and says how many rows were written. */
export function useSaveReport(jobId: string): {
  readonly save: (rows: 'whole' | 'to-fix', form?: 'spreadsheet' | 'raw') => Promise<void>;
  readonly isSaving: boolean;
} {
  const { send, isSending } = useChange('bulk-invites/save-report');
  const save = async (
    rows: 'whole' | 'to-fix',
    form: 'spreadsheet' | 'raw' = 'spreadsheet',
  ): Promise<void> => {
    const outcome = await send({ jobId, rows, form });
    if (!outcome.ok) tellFailure(outcome.failure);
    else if (outcome.value.savedAs !== null) {
      const { savedAs, rows: written } = outcome.value;
      tell({ look: 'ok', text: `${countOf(written, 'row', 'rows')} saved as ${visibleText(savedAs)}` });
    }
  };
  return { save, isSaving: isSending };
}
