import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../set-up/project-root.mjs';
import { runCommand } from '../set-up/run-command.mjs';
import { pinnedVersion } from './find-electron.mjs';

const answerLimitMs = 6_000;
const downloadLimitMs = 10 * 60_000;
const packageFolder = join(projectRoot, 'node_modules', 'electron');

/**
 * The ordinary path: Electron's own package downloads its pinned binary and checks it (ELECTRON_MIRROR and the proxy
 * variables work as its documentation says). Answers undefined when done, else one line that says why not.
 */
export async function downloadOrdinaryElectron({ say }) {
  const obstacle = await whyGitHubIsOutOfReach();
  if (obstacle !== undefined) return obstacle;
  say(`Electron: downloading ${pinnedVersion()} (about 110 MB)`);
  const args = [join(packageFolder, 'install.js')];
  const ended = await runCommand(process.execPath, args, { cwd: projectRoot, timeLimitMs: downloadLimitMs });
  if (ended.code === 0 && existsSync(join(packageFolder, 'path.txt'))) return undefined;
  rmSync(join(packageFolder, 'dist'), { recursive: true, force: true });
  return ended.lastLines.split('\n')[0];
}

// Without an answer a download would hang for minutes. Where a mirror or a proxy is set GitHub itself says nothing.
async function whyGitHubIsOutOfReach() {
  const isConfigured = Object.keys(process.env).some((name) =>
    /electron_mirror$|^https?_proxy$|^electron_get_use_proxy$/i.test(name),
  );
  if (isConfigured) return undefined;
  try {
    await fetch('https://github.com/electron/electron/releases', {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(answerLimitMs),
    });
    return undefined;
  } catch (error) {
    const cause =
      error.name === 'TimeoutError'
        ? 'no answer'
        : (error.cause?.code ?? error.cause?.message ?? error.message);
    return `github.com cannot be reached (${cause})`;
  }
}
