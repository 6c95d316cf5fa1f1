import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { programArguments } from '../harness/programs.ts';

export interface StartedSandbox {
  readonly child: ChildProcess;
  /** Exit code, or the signal's name. */
  readonly ended: Promise<number | string>;
  /** The lines of stdout and the text of stderr so far. */
  readonly lines: string[];
  errors(): string;
  /** The first line of stdout. */
  firstLine(): Promise<string>;
}

/** How to start the sandbox as a process of its own: program and arguments. */
export function sandboxCommand(...args: string[]): [string, string[]] {
  return [process.execPath, [...programArguments('sandbox'), ...args]];
}

/** Starts it; when the test ends it is told to end too, and waited for. */
export function startSandbox(...args: string[]): StartedSandbox {
  const child = spawn(...sandboxCommand(...args), { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  let errors = '';
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal);
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  return {
    child,
    ended,
    lines,
    errors: () => errors,
    async firstLine() {
      if (lines[0] !== undefined) return lines[0];
      await Promise.race([
        once(reader, 'line'),
        ended.then((code) => Promise.reject(new Error(`ended with ${code}: ${errors}`))),
      ]);
      return lines[0] ?? '';
    },
  };
}
