import type { Bridge } from '../src-contract/channels.ts';

declare global {
  interface Window {
    /** Put there by the preload: two functions, nothing else. */
    readonly tenantry: Bridge;
  }
}
