import './set-up/require-node.mjs';
import { buildWhenStale } from './build/build-app.mjs';
import { runInherited } from './build/run-inherited.mjs';
import { electronPath } from './electron-runtime/find-electron.mjs';
import { hasDisplay, rootArguments, sayWhyNoSandbox } from './set-up/display.mjs';
import { projectRoot } from './set-up/project-root.mjs';
import { setUp } from './set-up.mjs';
import { runTour } from './tour/run-tour.mjs';

// npm start [-- --sandbox …]: everything after "--" goes to the app.
await setUp();
const built = await buildWhenStale({ say: console.log });
if (built !== 0) {
  console.error('The app could not be built; the lines above say where.');
  process.exit(built);
}

if (!hasDisplay()) {
  console.log(
    'There is no display here (neither DISPLAY nor WAYLAND_DISPLAY): showing the tour on a virtual one.',
  );
  process.exit(await runTour({ args: process.argv.slice(2) }));
}
sayWhyNoSandbox(console.log);
process.exit(await runInherited(electronPath(), [...rootArguments(), projectRoot, ...process.argv.slice(2)]));
