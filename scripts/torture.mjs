import './set-up/require-node.mjs';
import { join } from 'node:path';
import { buildWhenStale } from './build/build-app.mjs';
import { runInherited } from './build/run-inherited.mjs';
import { withDisplay } from './set-up/display.mjs';
import { setUp } from './set-up.mjs';

// npm run torture -- --kills 200 --seed 7
await setUp();
const built = await buildWhenStale({ say: console.log });
if (built !== 0) process.exit(built);
const args = ['--import', 'tsx', join('tests', 'torture', 'torture.ts'), ...process.argv.slice(2)];
const run = withDisplay(process.execPath, args);
process.exit(await runInherited(run.command, run.args));
