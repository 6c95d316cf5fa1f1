import { ActionIcon } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useChange } from '../../../bridge/use-change.ts';
import { tellFailure } from '../../../kit/toast.tsx';

interface CopyNameButtonProps {
  readonly tenantId: string;
  readonly group: string;
  readonly team: string;
}

/** Copies the new name of one group; main remembers that it was taken. */
export function CopyNameButton({ tenantId, group, team }: CopyNameButtonProps) {
  const { send } = useChange('setup-assistant/copy-names');
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async (): Promise<void> => {
    const outcome = await send({ tenantId, renames: [{ group, team }], as: 'name' });
    if (outcome.ok) setCopied(true);
    else tellFailure(outcome.failure);
  };
  const word = isCopied ? 'Copied' : `Copy ${team}`;
  return (
    <ActionIcon size={24} aria-label={word} title={word} onClick={() => void copy()}>
      {isCopied ? <IconCheck size={14} /> : <IconCopy size={14} />}
    </ActionIcon>
  );
}
