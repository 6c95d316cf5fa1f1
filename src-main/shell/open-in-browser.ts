import { shell } from 'electron';

/** Opens an address that main made itself (see `consoleAddress`), or the sandbox's control page, in the admin's browser. The only caller of openExternal (A7). */
export function openInBrowser(address: string): Promise<void> {
  return shell.openExternal(address);
}
