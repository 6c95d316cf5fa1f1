// Stands in for Electron's own default app, which the registry's runtime lacks: runs the app whose folder is given on
// the command line. Its top level awaits the import of that app, so that `ready` waits for the app's first lines
// (protocol.registerSchemesAsPrivileged is only allowed before it).
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const { preloads, target } = readArguments(process.argv.slice(1));
const requireFromHere = createRequire(join(process.cwd(), 'package.json'));
for (const file of preloads) requireFromHere(resolve(file));

if (target === undefined) {
  console.error('Usage: electron [switches] [-r FILE] APP_FOLDER [arguments]');
  app.exit(1);
} else {
  try {
    await runApp(resolve(target));
  } catch (error) {
    console.error('The app could not be started:', error);
    app.exit(1);
  }
}

function readArguments(args) {
  const found = { preloads: [], target: undefined };
  for (let at = 0; at < args.length; at += 1) {
    if (args[at] === '-r' || args[at] === '--require') {
      at += 1;
      if (args[at] !== undefined) found.preloads.push(args[at]);
    } else if (!args[at].startsWith('-')) {
      found.target = args[at];
      break;
    }
  }
  return found;
}

async function runApp(path) {
  // As with Electron's own default app: apps read it to know where their arguments start.
  Object.defineProperty(process, 'defaultApp', { value: true, configurable: false, enumerable: true });
  const isFolder = statSync(path).isDirectory();
  const folder = isFolder ? path : dirname(path);
  const about = isFolder ? JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) : {};
  if (about.version) app.setVersion(about.version);
  if (about.productName || about.name) app.setName(about.productName ?? about.name);
  app.setDesktopName(`${app.getName()}.desktop`);
  app.setAppPath(folder);
  await import(pathToFileURL(isFolder ? join(folder, about.main ?? 'index.js') : path).href);
}
