import './set-up/require-node.mjs';
import { buildApp } from './build/build-app.mjs';
import { setUp } from './set-up.mjs';

// npm run build: makes out/ anew, whether it is stale or not.
await setUp();
process.exit(await buildApp());
