import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runInherited } from '../build/run-inherited.mjs';
import { withDisplay } from '../set-up/display.mjs';
import { projectRoot } from '../set-up/project-root.mjs';

const tour = join('tests', 'tour', 'tour.ts');

/**
 * Runs tests/tour/tour.ts, which leads the real app through its screens; under xvfb-run where there is no display.
 * Needs set-up and a fresh build. Answers its exit code; 1 with a sentence when there is no tour in this checkout.
 */
export async function runTour({ args }) {
  if (!existsSync(join(projectRoot, tour))) {
    console.error(`There is no ${tour} in this checkout, so nothing can be shown without a display.`);
    console.error('What to do: start the app on a machine with a display, or restore that file.');
    return 1;
  }
  const run = withDisplay(process.execPath, ['--import', 'tsx', tour, ...args]);
  return runInherited(run.command, run.args);
}
