import { app, type Session } from 'electron';
import type { WriteLog } from '../log/write-log.ts';

/**
 * Keeps every page where it is: no navigation, no redirect, no new window, no webview, no download (A5), no permission,
 * device or screen capture (A6). `startPage` is the one URL that may load.
 */
export function guardWebContents(session: Session, startPage: string, log: WriteLog): void {
  app.on('web-contents-created', (_event, contents) => {
    const refuse = (event: { preventDefault(): void }): void => {
      event.preventDefault();
      log('navigation refused');
    };
    contents.on('will-navigate', (event) => {
      // A reload in development asks for the page that is shown already.
      if (import.meta.env.DEV && event.url === startPage) return;
      refuse(event);
    });
    contents.on('will-frame-navigate', (event) => {
      if (import.meta.env.DEV && event.url === startPage) return;
      refuse(event);
    });
    contents.on('will-redirect', refuse);
    contents.on('will-attach-webview', refuse);
    contents.setWindowOpenHandler(() => {
      log('window refused');
      return { action: 'deny' };
    });
  });
  session.on('will-download', (event) => {
    event.preventDefault();
    log('download refused');
  });
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
}
