import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('default-app', import.meta.url));
const folderIn = (runtime) => join(runtime, 'resources', 'default_app.asar');

/** Puts our default app into an unpacked runtime, file by file and each one atomically. */
export function copyDefaultApp(runtime) {
  const target = folderIn(runtime);
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(source)) {
    const beside = join(target, `.${name}.${process.pid}`);
    writeFileSync(beside, readFileSync(join(source, name)));
    renameSync(beside, join(target, name));
  }
}

/** Whether the runtime's default app is the one of this checkout. */
export function isDefaultAppCurrent(runtime) {
  return readdirSync(source).every((name) => {
    const copy = join(folderIn(runtime), name);
    return existsSync(copy) && readFileSync(copy).equals(readFileSync(join(source, name)));
  });
}
