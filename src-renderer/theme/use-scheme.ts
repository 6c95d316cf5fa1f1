import { useSyncExternalStore } from 'react';
import { useRead } from '../bridge/use-read.ts';

const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

const onSystemChange = (listener: () => void): (() => void) => {
  systemIsDark.addEventListener('change', listener);
  return () => systemIsDark.removeEventListener('change', listener);
};

/** The colour scheme to draw: the admin's choice as main keeps it, or the system's. Never the page's own memory. */
export function useScheme(): 'light' | 'dark' {
  const isDark = useSyncExternalStore(onSystemChange, () => systemIsDark.matches);
  const chosen = useRead('app/about', {}).value?.colorScheme ?? 'system';
  if (chosen === 'system') return isDark ? 'dark' : 'light';
  return chosen;
}
