import { join } from 'node:path';
import { runInherited } from '../build/run-inherited.mjs';
import { projectRoot } from '../set-up/project-root.mjs';

/** Biome's lint and format check over the checkout; counts as one check. */
export async function lintStage() {
  const biome = join(projectRoot, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const args = [biome, 'ci', '--max-diagnostics=40', '--error-on-warnings', '.'];
  const code = await runInherited(process.execPath, args);
  return code === 0
    ? { passed: 1, failed: 0, skipped: 0, remark: '' }
    : { passed: 0, failed: 1, skipped: 0, remark: 'npx biome check --write . repairs most of it' };
}
