import type { ReadyTenant } from './serve-tenant.ts';

/** Electron's utility processes have this on `process`; plain Node has not. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'close', listener: () => void): void;
}

/**
 * Hands the Electron process that forked this one what it needs to connect and to open the control page, and no more: the
 * SCIM token is for whoever starts a sandbox by hand or in a test. Does nothing under plain Node.
 */
export function postToParent(ready: ReadyTenant): void {
  const { scimUrl: _url, scimToken: _token, ...needed } = ready;
  parentPort()?.postMessage(needed);
}

/**
 * Calls `onGone` once when the process that started this one is no more: its message port closes, the IPC channel
 * drops, or the operating system hands this process to another parent, which is looked at every half second.
 */
export function watchParent(onGone: () => void): void {
  let isTold = false;
  const tell = () => {
    if (isTold) return;
    isTold = true;
    clearInterval(timer);
    onGone();
  };
  const firstParent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== firstParent) tell();
  }, 500);
  timer.unref();
  parentPort()?.on('close', tell);
  process.once('disconnect', tell);
}

function parentPort(): ParentPort | undefined {
  const host: { parentPort?: ParentPort } = process as NodeJS.Process & { parentPort?: ParentPort };
  return host.parentPort;
}
