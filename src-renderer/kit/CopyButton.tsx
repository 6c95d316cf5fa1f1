import { ActionIcon, Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { call } from '../bridge/call.ts';
import { tellFailure } from './toast.tsx';

interface CopyButtonProps {
  readonly text: string;
  /** What is copied, as the button's name: `Copy email`. */
  readonly label: string;
  readonly look?: 'icon' | 'button';
}

/** Copies a text through main, and shows a tick for a moment. */
export function CopyButton({ text, label, look = 'icon' }: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async (): Promise<void> => {
    const outcome = await call('app/copy-text', { text });
    if (outcome.ok) setCopied(true);
    else tellFailure(outcome.failure);
  };
  const Icon = isCopied ? IconCheck : IconCopy;
  const word = isCopied ? 'Copied' : label;
  if (look === 'button') {
    return (
      <Button variant="subtle" leftSection={<Icon size={14} />} onClick={copy}>
        {word}
      </Button>
    );
  }
  return (
    <ActionIcon aria-label={word} title={word} onClick={copy}>
      <Icon size={14} />
    </ActionIcon>
  );
}
