import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useChange } from '../../bridge/use-change.ts';
import { tellFailure } from '../../kit/toast.tsx';
import classes from './ScimConnection.module.css';

/** Copies the SCIM URL through main and says so for a moment. */
export function CopyUrlButton({ url }: { readonly url: string }) {
  const copy = useChange('app/copy-text');
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copyUrl = async (): Promise<void> => {
    const outcome = await copy.send({ text: url });
    if (outcome.ok) setCopied(true);
    else tellFailure(outcome.failure);
  };
  return (
    <Button
      className={classes.action ?? ''}
      aria-label={isCopied ? 'Copied' : 'Copy SCIM URL'}
      leftSection={isCopied ? <IconCheck size={16} /> : <IconCopy size={16} />}
      onClick={() => void copyUrl()}
    >
      {isCopied ? 'Copied' : 'Copy'}
    </Button>
  );
}
