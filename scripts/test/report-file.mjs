import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../set-up/project-root.mjs';

/** Where a stage's JSON report goes; the report of an earlier run is removed, so that it cannot be taken for this one's. */
export function freshReportFile(stage) {
  const file = join(projectRoot, 'out', 'test', `${stage}.json`);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

/** The report as data, or undefined when the stage wrote none that can be read. */
export function readReport(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    console.error(`The report ${file} cannot be read: ${error.message}`);
    return undefined;
  }
}
