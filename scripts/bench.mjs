import './set-up/require-node.mjs';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildWhenStale } from './build/build-app.mjs';
import { runInherited } from './build/run-inherited.mjs';
import { withDisplay } from './set-up/display.mjs';
import { projectRoot } from './set-up/project-root.mjs';
import { setUp } from './set-up.mjs';

// npm run bench -- NAME …: runs tests/bench/NAME.ts with the arguments after it, on a fresh build.
const folder = join('tests', 'bench');
const [name, ...args] = process.argv.slice(2);
const known = readdirSync(join(projectRoot, folder))
  .filter((file) => file.endsWith('.ts') && file !== 'report.ts')
  .map((file) => file.slice(0, -'.ts'.length));
if (!known.includes(name)) {
  console.error(`Which bench? npm run bench -- ${known.join('|') || '(there is none in tests/bench yet)'}`);
  process.exit(2);
}

await setUp();
const built = await buildWhenStale({ say: console.log });
if (built !== 0) process.exit(built);
const run = withDisplay(process.execPath, ['--import', 'tsx', join(folder, `${name}.ts`), ...args]);
process.exit(await runInherited(run.command, run.args));
