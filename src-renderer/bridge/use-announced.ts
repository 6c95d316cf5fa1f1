import { useEffect, useRef } from 'react';
import type { Change } from '../../src-contract/change.ts';

/** Hears what main announces while a component shows: for what no read can tell, such as the progress of a read. */
export function useAnnounced(listener: (change: Change) => void): void {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => window.tenantry.onChange((change) => latest.current(change)), []);
}
