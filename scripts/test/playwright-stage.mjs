import { join } from 'node:path';
import { buildWhenStale } from '../build/build-app.mjs';
import { runInherited } from '../build/run-inherited.mjs';
import { withDisplay } from '../set-up/display.mjs';
import { projectRoot } from '../set-up/project-root.mjs';
import { countPlaywright, judge } from './count-results.mjs';
import { freshReportFile, readReport } from './report-file.mjs';

const timeLimitMs = 25 * 60_000;

/** Drives the built app with Playwright, under xvfb-run where there is no display. */
export async function playwrightStage() {
  const built = await buildWhenStale({ say: console.log });
  if (built !== 0) return { passed: 0, failed: 1, skipped: 0, remark: 'not run: the app does not build' };
  const reportFile = freshReportFile('e2e');
  const playwright = join(projectRoot, 'node_modules', '@playwright', 'test', 'cli.js');
  const run = withDisplay(process.execPath, [playwright, 'test']);
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile };
  const code = await runInherited(run.command, run.args, { env, timeLimitMs });
  const report = readReport(reportFile);
  return judge({ code, counts: report && countPlaywright(report) });
}
