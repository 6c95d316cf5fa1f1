import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useSyncStatus } from '../session/use-sync-status.ts';

const quietMs = 10_000;

const words = {
  idle: 'Sync finished',
  syncing: 'Syncing',
  offline: 'Offline',
  failed: 'Sync failed',
  'signed-out': 'Signed out',
} as const;

/** Tells a screen reader how the sync goes: politely, at most once in 10 s, changes of phase only. */
export function SyncNews() {
  const phase = useSyncStatus()?.phase;
  const [news, setNews] = useState('');
  const lastAt = useRef(0);
  const lastPhase = useRef(phase);
  useEffect(() => {
    if (phase === undefined || phase === lastPhase.current) return;
    const isFirst = lastPhase.current === undefined;
    lastPhase.current = phase;
    if (isFirst) return;
    const tellNow = (): void => {
      lastAt.current = Date.now();
      setNews(words[phase]);
    };
    const waitMs = lastAt.current + quietMs - Date.now();
    if (waitMs <= 0) {
      tellNow();
      return;
    }
    const timer = setTimeout(tellNow, waitMs);
    return () => clearTimeout(timer);
  }, [phase]);
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {news}
    </VisuallyHidden>
  );
}
