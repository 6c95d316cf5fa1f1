import './set-up/require-node.mjs';
import { buildEnvironment, electronVite } from './build/build-app.mjs';
import { runInherited } from './build/run-inherited.mjs';
import { forgetBuild } from './build/stale-build.mjs';
import { electronPath } from './electron-runtime/find-electron.mjs';
import { hasDisplay, rootArguments, sayWhyNoSandbox, withDisplay } from './set-up/display.mjs';
import { setUp } from './set-up.mjs';

// npm run dev [-- --sandbox …]: the app with hot reload; everything after "--" goes to the app.
await setUp();
sayWhyNoSandbox(console.log);
if (!hasDisplay())
  console.log('There is no display here: the window opens on a virtual one and cannot be seen.');

forgetBuild();
// electron-vite starts what ELECTRON_EXEC_PATH names.
const env = { ...buildEnvironment(), ELECTRON_EXEC_PATH: electronPath() };
const args = electronVite('dev', '--watch', '--', ...rootArguments(), ...process.argv.slice(2));
const run = withDisplay(process.execPath, args);
process.exit(await runInherited(run.command, run.args, { env }));
