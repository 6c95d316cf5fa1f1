import { join } from 'node:path';
import { projectRoot } from '../set-up/project-root.mjs';
import { runCommand } from '../set-up/run-command.mjs';

const projects = ['src-contract', 'src-preload', 'src-main', 'src-renderer', 'src-sandbox', 'tests'];
const compiler = join(projectRoot, 'node_modules', 'typescript', 'bin', 'tsc');

/** Checks the types of each TypeScript project; each one counts as one check. */
export async function typesStage() {
  const counts = { passed: 0, failed: 0, skipped: 0, remark: '' };
  for (const project of projects) {
    const ended = await runCommand(
      process.execPath,
      [compiler, '-p', project, '--noEmit', '--pretty', 'false'],
      {
        cwd: projectRoot,
      },
    );
    if (ended.code === 0) counts.passed += 1;
    else {
      counts.failed += 1;
      console.log(`${project}:\n${ended.output.trim() || ended.lastLines}`);
    }
  }
  return counts;
}
