import { spawn } from 'node:child_process';
import { interruption, stopIfInterrupted } from './interruption.mjs';

/**
 * Runs a program quietly and answers `{ code, output, lastLines }`; `code` is null when it ran into `timeLimitMs`,
 * could not be started, or died by a signal (`lastLines` then says so). Throws Interrupted when we are asked to stop.
 * The program gets its own process group, so that its children end with it.
 */
export async function runCommand(command, args, { cwd, env = process.env, timeLimitMs = 600_000 } = {}) {
  stopIfInterrupted();
  const ownGroup = process.platform !== 'win32';
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: ownGroup });
  const parts = [];
  child.stdout.on('data', (part) => parts.push(part));
  child.stderr.on('data', (part) => parts.push(part));

  const end = () => endGroup(child, ownGroup);
  let overdue = false;
  const timer = setTimeout(() => {
    overdue = true;
    end();
  }, timeLimitMs);
  interruption.addEventListener('abort', end);

  const ending = await new Promise((resolve) => {
    child.once('error', (error) =>
      resolve({ code: null, problem: `${command} could not be started (${error.code})` }),
    );
    child.once('close', (code, signal) =>
      resolve({ code, problem: signal ? `${command} ended by ${signal}` : '' }),
    );
  });
  clearTimeout(timer);
  interruption.removeEventListener('abort', end);
  stopIfInterrupted();

  const output = Buffer.concat(parts).toString('utf8');
  const problem = overdue ? `${command} took longer than ${timeLimitMs / 1000} s` : ending.problem;
  return { code: overdue ? null : ending.code, output, lastLines: lastLinesOf(`${output}\n${problem}`) };
}

function endGroup(child, ownGroup) {
  if (child.pid === undefined) return;
  try {
    if (ownGroup) process.kill(-child.pid, 'SIGTERM');
    else child.kill();
  } catch (error) {
    // Already gone between the check and the call: that is what was wanted.
    if (error.code !== 'ESRCH') throw error;
  }
}

function lastLinesOf(text) {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(-6)
    .join('\n');
}
