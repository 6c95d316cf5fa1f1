import {
  electronLibraries,
  installDebianPackages,
  isDebianLike,
  missingDebianPackages,
  virtualDisplay,
} from './debian-packages.mjs';
import { hasDisplay } from './display.mjs';

const wanted = () => [...electronLibraries, ...(hasDisplay() ? [] : virtualDisplay)];

/** Debian's packages that Electron needs. Elsewhere nothing is checked: a missing library then names itself at start. */
export const systemPackagesStep = {
  name: 'System packages',
  async check() {
    if (!isDebianLike()) return 'not checked on this system';
    return (await missingDebianPackages(wanted())).length === 0 ? 'ok' : undefined;
  },
  async make({ say }) {
    const missing = await missingDebianPackages(wanted());
    say(`System packages: ${missing.join(' ')}`);
    await installDebianPackages(missing);
    return 'installed';
  },
};
