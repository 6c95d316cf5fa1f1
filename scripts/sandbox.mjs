import './set-up/require-node.mjs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildWhenStale } from './build/build-app.mjs';
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

const child = spawn(process.execPath, [join(projectRoot, 'out', 'main', 'sandbox.js'), ...args], {
  stdio: 'inherit',
});
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.once('error', (error) => {
  console.error(`The sandbox could not be started (${error.code}).`);
  process.exit(1);
});
child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
