import { spawn } from 'node:child_process';
import { interruption } from '../set-up/interruption.mjs';
import { projectRoot } from '../set-up/project-root.mjs';

/**
 * Runs a program in the checkout with our terminal and answers its exit code (128 + n when a signal ended it, 127 when
 * it could not be started). A signal that asks us to stop is passed on, and the program's own end is awaited.
 * `output` 'stderr' keeps stdout free for machine-readable lines. `timeLimitMs` ends it with code 124.
 */
export async function runInherited(
  command,
  args,
  { env = process.env, output = 'inherit', timeLimitMs } = {},
) {
  const stdout = output === 'stderr' ? 2 : 'inherit';
  const child = spawn(command, args, { cwd: projectRoot, env, stdio: ['inherit', stdout, 'inherit'] });
  const passOn = () => child.kill('SIGTERM');
  interruption.addEventListener('abort', passOn);
  let overdue = false;
  const timer =
    timeLimitMs === undefined
      ? undefined
      : setTimeout(() => {
          overdue = true;
          passOn();
        }, timeLimitMs);
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`${command} could not be started (${error.code}).`);
      resolve(127);
    });
    child.once('close', (exitCode, signal) => resolve(exitCode ?? (signal === 'SIGINT' ? 130 : 143)));
  });
  clearTimeout(timer);
  interruption.removeEventListener('abort', passOn);
  return overdue ? 124 : code;
}
