import { BrowserWindow, nativeTheme } from 'electron';
import { appOrigin } from './app-page.ts';

export interface WindowPlace {
  width: number;
  height: number;
  x?: number;
  y?: number;
}

/** The one place that makes a window (A1). The preferences are literal: nothing can be spread into them. */
export function openMainWindow(preload: string, place: WindowPlace, startPage: string | null): BrowserWindow {
  const window = new BrowserWindow({
    ...(place.x === undefined || place.y === undefined ? {} : { x: place.x, y: place.y }),
    width: place.width,
    height: place.height,
    minWidth: 1040,
    minHeight: 680,
    show: false,
    title: 'Tenantry',
    titleBarStyle: 'hidden',
    ...(process.platform === 'darwin' ? {} : { titleBarOverlay: titleBarColors() }),
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16191E' : '#FFFFFF',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: import.meta.env.DEV,
    },
  });
  window.removeMenu();
  window.once('ready-to-show', () => window.show());
  nativeTheme.on('updated', () => {
    if (window.isDestroyed() || process.platform === 'darwin') return;
    window.setTitleBarOverlay(titleBarColors());
    window.setBackgroundColor(nativeTheme.shouldUseDarkColors ? '#16191E' : '#FFFFFF');
  });
  const home = startPage ?? `${appOrigin}/`;
  // Chromium asks no guard before it shows about:blank. Whatever was shown instead of the app's page gives way to it.
  window.webContents.on('did-navigate', (_event, url) => {
    if (!url.startsWith(home)) void window.loadURL(home);
  });
  void window.loadURL(home);
  return window;
}

function titleBarColors(): { color: string; symbolColor: string; height: number } {
  const isDark = nativeTheme.shouldUseDarkColors;
  return { color: isDark ? '#16191E' : '#FFFFFF', symbolColor: isDark ? '#9CA5B3' : '#5D6675', height: 43 };
}
