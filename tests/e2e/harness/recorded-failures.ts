import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const recorder = fileURLToPath(new URL('record-failures.cjs', import.meta.url));

/** The arguments and the environment that make an app write its failures to `file` (see record-failures.cjs). */
export function recordFailuresTo(file: string): { args: string[]; env: Record<string, string> } {
  return { args: ['-r', recorder], env: { TENANTRY_FAILURES_FILE: file } };
}

/**
 * What failed on its own so far, in order and starting with main's first line: console errors and uncaught exceptions
 * of every page (`page: …`), uncaught exceptions and rejections of main (`main: …`), a preload that threw.
 */
export function recordedFailures(file: string): string[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { where, text } = JSON.parse(line) as { where: string; text: string };
      return `${where}: ${text}`;
    });
}
