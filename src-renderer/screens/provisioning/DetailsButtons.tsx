import { Button } from '@mantine/core';
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useChange } from '../../bridge/use-change.ts';
import { tell, tellFailure } from '../../kit/toast.tsx';

/** Copies or saves what a test or probe found, as text without any secret. */
export function DetailsButtons({ runId }: { readonly runId: string }) {
  const copy = useChange('scim-probe/copy-details');
  const save = useChange('scim-probe/save-details');
  const [copied, setCopied] = useState<string | null>(null);
  const copyDetails = async (): Promise<void> => {
    const outcome = await copy.send({ runId });
    if (outcome.ok) setCopied(runId);
    else tellFailure(outcome.failure);
  };
  const saveDetails = async (): Promise<void> => {
    const outcome = await save.send({ runId });
    if (!outcome.ok) tellFailure(outcome.failure);
    else if (outcome.value.fileName !== null)
      tell({ look: 'ok', text: `Saved as ${outcome.value.fileName}` });
  };
  const isCopied = copied === runId;
  return (
    <>
      <Button
        size="md"
        variant="subtle"
        leftSection={isCopied ? <IconCheck size={16} /> : <IconCopy size={16} />}
        onClick={() => void copyDetails()}
      >
        {isCopied ? 'Copied' : 'Copy details'}
      </Button>
      <Button
        size="md"
        variant="subtle"
        leftSection={<IconDownload size={16} />}
        onClick={() => void saveDetails()}
      >
        Save…
      </Button>
    </>
  );
}
