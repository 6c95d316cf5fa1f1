import './set-up/require-node.mjs';
import { join } from 'node:path';
import { buildWhenStale } from './build/build-app.mjs';
import { runInherited } from './build/run-inherited.mjs';
import { projectRoot } from './set-up/project-root.mjs';
import { setUp } from './set-up.mjs';

// npm run sandbox -- --users N --seed S …: a tenant of its own on this machine. Our own lines go to stderr, so that with
// --json stdout holds the sandbox's line and nothing else; with --json only what went wrong or takes long is said.
const args = process.argv.slice(2);
const isQuiet = args.includes('--json');
const say = (line) => {
  if (!isQuiet || !/ … \d/.test(line)) console.error(line);
};
await setUp({ scope: 'sandbox', say });
const built = await buildWhenStale({ say, output: 'stderr', part: 'sandbox' });
if (built !== 0) process.exit(built);

// --with-parent: should we be killed without a chance to pass it on, the sandbox ends all the same.
const sandbox = join(projectRoot, 'out', 'main', 'sandbox.js');
process.exit(await runInherited(process.execPath, [sandbox, '--with-parent', ...args]));
