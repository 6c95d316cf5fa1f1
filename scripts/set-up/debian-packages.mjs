import { existsSync } from 'node:fs';
import { runCommand } from './run-command.mjs';
import { StepFailure } from './step-failure.mjs';

/** What Chromium links against; what a machine without a display needs on top; what building the binding needs. */
export const electronLibraries = [
  'libgtk-3-0',
  'libnss3',
  'libgbm1',
  'libasound2',
  'libatk1.0-0',
  'libatk-bridge2.0-0',
  'libcups2',
  'libxss1',
];
export const virtualDisplay = ['xvfb', 'xauth'];
export const buildTools = ['make', 'g++', 'python3'];

/** Whether this system has Debian's packages at all (elsewhere the person has to know the names himself). */
export function isDebianLike() {
  return (
    process.platform === 'linux' && existsSync('/etc/debian_version') && existsSync('/usr/bin/dpkg-query')
  );
}

/**
 * Which of `wanted` are not installed. A name counts as installed also with the "t64" ending that Debian 13 and
 * Ubuntu 24.04 gave to some libraries. Reads the dpkg database only.
 */
export async function missingDebianPackages(wanted) {
  const names = wanted.flatMap((name) => [name, `${name}t64`]);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg's own placeholders
  const answer = await runCommand('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\\n', ...names]);
  return missingAmong(wanted, answer.output);
}

/** `missingDebianPackages` on the text that dpkg-query printed. */
export function missingAmong(wanted, dpkgOutput) {
  const lines = new Set(dpkgOutput.split('\n').map((line) => line.trim()));
  return wanted.filter((name) => !lines.has(`${name} installed`) && !lines.has(`${name}t64 installed`));
}

/**
 * Installs Debian packages when we are root; otherwise throws a StepFailure with the one command to run.
 * A dpkg that was interrupted earlier is put in order first.
 */
export async function installDebianPackages(missing) {
  const names = await namesHere(missing);
  const install = ['install', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120', ...names];
  if (process.getuid() !== 0) {
    throw new StepFailure({
      what: `These Debian packages are missing: ${names.join(' ')}.`,
      why: 'Only root may install them.',
      todo: `Run: sudo apt-get install -y --no-install-recommends ${names.join(' ')}`,
    });
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  if ((await runCommand('apt-get', install, { env })).code === 0) return;
  await runCommand('dpkg', ['--configure', '-a'], { env });
  await runCommand('apt-get', ['update'], { env });
  const second = await runCommand('apt-get', install, { env });
  if (second.code !== 0) {
    throw new StepFailure({
      what: `The Debian packages ${names.join(' ')} could not be installed.`,
      why: second.lastLines,
      todo: `Put the package sources in order, then run: apt-get install -y --no-install-recommends ${names.join(' ')}`,
    });
  }
}

async function namesHere(missing) {
  const names = [];
  for (const name of missing) {
    const newer = await runCommand('apt-cache', ['show', '--no-all-versions', `${name}t64`]);
    names.push(newer.code === 0 ? `${name}t64` : name);
  }
  return names;
}
