import { useEffect } from 'react';

/** Name of the mark; `npm run bench -- start` waits for it. */
const markName = 'tenantry:first-rows';

/** Marks in the page's timeline, once a window, the moment at which the first people stood painted on the screen. */
export function useFirstRowsMark(hasRows: boolean): void {
  useEffect(() => {
    if (!hasRows || performance.getEntriesByName(markName).length > 0) return;
    // A frame's callback runs before that frame is painted, a message sent from it is read afterwards.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      performance.mark(markName);
      port1.close();
    };
    requestAnimationFrame(() => port2.postMessage(null));
  }, [hasRows]);
}
