import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const main = `import { app, BrowserWindow } from 'electron';
import { join } from 'node:path';
app.on('window-all-closed', () => app.quit());
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 900, webPreferences: { sandbox: true } });
  void window.loadFile(join(import.meta.dirname, 'index.html'));
});
`;
const page = '<!doctype html><meta charset="utf-8"><title>Minimal</title><p>One line of text.';

/** Writes the base of the bench: the smallest app that shows a window with a line of text. */
export function writeMinimalApp(): { main: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-minimal-'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'minimal', type: 'module' }));
  writeFileSync(join(folder, 'main.js'), main);
  writeFileSync(join(folder, 'index.html'), page);
  return { main: join(folder, 'main.js'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
