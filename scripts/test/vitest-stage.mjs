import { join } from 'node:path';
import { runInherited } from '../build/run-inherited.mjs';
import { projectRoot } from '../set-up/project-root.mjs';
import { countVitest, judge } from './count-results.mjs';
import { freshReportFile, readReport } from './report-file.mjs';

const timeLimitMs = 6 * 60_000;

/** Runs one vitest project ('boundaries', 'unit' or 'rooms'). */
export async function vitestStage(project) {
  const reportFile = freshReportFile(project);
  const args = [
    join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    `--project=${project}`,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
  ];
  const code = await runInherited(process.execPath, args, { timeLimitMs });
  const report = readReport(reportFile);
  return judge({ code, counts: report && countVitest(report) });
}
