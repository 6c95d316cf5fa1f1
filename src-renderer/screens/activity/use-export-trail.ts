import { useChange } from '../../bridge/use-change.ts';
import { countText } from '../../kit/format-number.ts';
import { tell, tellFailure } from '../../kit/toast.tsx';
import { visibleText } from '../../kit/visible-text.ts';

/** Saves the trail through main's own dialog, and says what was written, with the checksum to note elsewhere. */
export function useExportTrail(tenantId: string): {
  readonly exportTrail: () => Promise<void>;
  readonly isExporting: boolean;
} {
  const { send, isSending } = useChange('audit-log/export');
  const exportTrail = async (): Promise<void> => {
    const outcome = await send({ tenantId });
    if (!outcome.ok) return tellFailure(outcome.failure);
    const { savedAs, entries, checksum } = outcome.value;
    if (savedAs === null) return;
    tell({
      look: 'ok',
      text: `${countText(entries)} ${entries === 1 ? 'entry' : 'entries'} saved as ${visibleText(savedAs)}. Checksum begins ${checksum.slice(0, 12)}; its first line tells how to check it.`,
    });
  };
  return { exportTrail, isExporting: isSending };
}
