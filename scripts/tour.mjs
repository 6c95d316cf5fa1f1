import './set-up/require-node.mjs';
import { buildWhenStale } from './build/build-app.mjs';
import { setUp } from './set-up.mjs';
import { runTour } from './tour/run-tour.mjs';

// npm run tour
await setUp();
const built = await buildWhenStale({ say: console.log });
process.exit(built === 0 ? await runTour({ args: process.argv.slice(2) }) : built);
