import { runCommand } from './run-command.mjs';

/**
 * Runs npm with these arguments: the npm that started us when there is one, else the one on the path.
 * Answers as runCommand does.
 */
export function npmCommand(args, options) {
  const npmScript = process.env.npm_execpath;
  if (npmScript?.endsWith('.js')) return runCommand(process.execPath, [npmScript, ...args], options);
  // Windows has npm as npm.cmd, which only a shell can start; our arguments hold no blanks.
  if (process.platform === 'win32') return runCommand('cmd.exe', ['/d', '/c', 'npm', ...args], options);
  return runCommand('npm', args, options);
}

/** What npm says went wrong, a few lines: its usage text and the place of its log come after that. */
export function npmErrorsIn({ output, lastLines }) {
  const errors = output.match(/^npm error .+$/gm) ?? [];
  return errors.slice(0, 6).join('\n') || lastLines;
}
