import {
  constants,
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { electronPath } from '../../../scripts/electron-runtime/find-electron.mjs';

export interface AppToPackage {
  name: string;
  /** The file that the packaged app starts with. */
  main: string;
  /** The entry of the page's timeline that ends a round. */
  wanted: { type: 'paint' | 'mark'; name: string };
}

export interface PackagedApp extends AppToPackage {
  executable: string;
  remove(): void;
}

const probe = fileURLToPath(new URL('probe.mjs', import.meta.url));

/**
 * Lays an app out as a packaged one: a runtime folder of links with `resources/app` in it. Started as `electron FOLDER` an
 * app goes through the default app first, which costs both sides the same and so flatters the ratio. The executable
 * itself is a hard link (or a copy), because Chromium looks for its files beside the real one. For Linux only.
 */
export function packageApp(given: AppToPackage): PackagedApp {
  const runtime = dirname(electronPath());
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-packaged-'));
  const executable = join(folder, basename(electronPath()));
  for (const entry of readdirSync(runtime)) {
    if (entry === 'resources' || join(folder, entry) === executable) continue;
    symlinkSync(join(runtime, entry), join(folder, entry));
  }
  try {
    linkSync(electronPath(), executable);
  } catch {
    // Another file system: the executable is copied.
    copyFileSync(electronPath(), executable, constants.COPYFILE_FICLONE);
  }
  const app = join(folder, 'resources', 'app');
  mkdirSync(app, { recursive: true });
  writeFileSync(
    join(app, 'package.json'),
    JSON.stringify({ name: given.name, version: '0.0.0', type: 'module', main: 'main.js' }),
  );
  writeFileSync(
    join(app, 'main.js'),
    `import { tellMoments } from ${JSON.stringify(pathToFileURL(probe).href)};
tellMoments(${JSON.stringify(given.wanted)});
await import(${JSON.stringify(pathToFileURL(given.main).href)});
`,
  );
  return { ...given, executable, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
