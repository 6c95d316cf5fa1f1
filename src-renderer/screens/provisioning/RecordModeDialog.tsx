import { Radio } from '@mantine/core';
import { useState } from 'react';
import type { Provisioning, ProvisioningMode } from '../../../src-contract/provisioning.ts';
import { useChange } from '../../bridge/use-change.ts';
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx';
import { tell } from '../../kit/toast.tsx';
import { modes, modeWords } from './mode-words.ts';
import classes from './RecordModeDialog.module.css';

interface RecordModeDialogProps {
  readonly provisioning: Provisioning;
  readonly onClose: () => void;
}

/** Records the mode that an admin sees in the console, where the control plane reports none. Changes no tenant. */
export function RecordModeDialog({ provisioning, onClose }: RecordModeDialogProps) {
  const [mode, setMode] = useState<ProvisioningMode>(provisioning.mode);
  const change = useChange('provisioning/record-mode');
  const record = async (): Promise<void> => {
    const outcome = await change.send({ tenantId: provisioning.tenantId, mode });
    if (!outcome.ok) return;
    tell({ look: 'ok', text: `Recorded: ${modeWords[mode].word}` });
    onClose();
  };
  return (
    <ConfirmDialog
      title="Which mode is on in the console?"
      lead="Recorded here and in the trail only. Nothing is sent to the tenant."
      confirmLabel={`Record ${modeWords[mode].word}`}
      look="plain"
      isReady
      isSending={change.isSending}
      failure={change.failure}
      onConfirm={() => void record()}
      onCancel={onClose}
    >
      <Radio.Group
        aria-label="Mode"
        value={mode}
        onChange={(chosen) => setMode(modes.find((one) => one === chosen) ?? mode)}
      >
        <div className={classes.choices}>
          {modes.map((one) => (
            <Radio key={one} value={one} label={modeWords[one].title} description={modeWords[one].does} />
          ))}
        </div>
      </Radio.Group>
    </ConfirmDialog>
  );
}
