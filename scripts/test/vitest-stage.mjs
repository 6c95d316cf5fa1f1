import { join } from 'node:path';
import { runInherited } from '../build/run-inherited.mjs';
import { projectRoot } from '../set-up/project-root.mjs';
import { countVitest, judge } from './count-results.mjs';
import { freshReportFile, readReport } from './report-file.mjs';

const timeLimitMs = 25 * 60_000;

/** Runs one vitest project ('boundaries', 'unit' or 'rooms'). */
export async function vitestStage(project) {
  const reportFile = freshReportFile(project);
  const args = [
    join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    `--project=${project}`,
    '--reporter=dot',
    '--silent=passed-only',
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
  ];
  // A log that is no terminal is read as text.
  const env = process.stdout.isTTY ? process.env : { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
  const code = await runInherited(process.execPath, args, { env, timeLimitMs });
  const report = readReport(reportFile);
  return judge({ code, counts: report && countVitest(report) });
}
