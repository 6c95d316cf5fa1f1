import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import type { BulkDraft } from '../../../src-contract/bulk-invites.ts';
import { call } from '../../bridge/call.ts';
import { tellFailure } from '../../kit/toast.tsx';
import { beginAgain, changeBulkView } from './bulk-view.ts';
import { useFixGuard } from './use-fix-guard.tsx';

interface ReadAgainButtonProps {
  readonly view: string;
  /** The file itself; null once a part of it was started: then it is chosen anew. */
  readonly file: BulkDraft | null;
}

/**
 * The way on from a file that was changed on the disk (condition 6): reads it as it was read before and goes on with Map, so
 * that its rows are seen anew before anything is sent. A file that cannot be read stays as it was, with the reason told.
 */
export function ReadAgainButton({ view, file }: ReadAgainButtonProps) {
  const [isReading, setReading] = useState(false);
  const { guard, question } = useFixGuard(view);
  if (file === null) return <Button onClick={() => beginAgain(view)}>Choose the file again</Button>;
  const readAgain = async (): Promise<void> => {
    const { draftId, encoding, delimiter, header, comments, quotes } = file;
    const reading = { encoding, delimiter, header, comments, quotes };
    setReading(true);
    const read = await call('bulk-invites/read-again', { draftId, ...reading });
    setReading(false);
    if (!read.ok) tellFailure(read.failure);
    else changeBulkView(view, { step: 'map', draft: read.value, review: null, tab: 'need-look', plan: null });
  };
  return (
    <>
      <Button
        loading={isReading}
        leftSection={<IconRefresh size={14} />}
        onClick={() => {
          if (!isReading) guard(readAgain);
        }}
      >
        Read it again
      </Button>
      {question}
    </>
  );
}
