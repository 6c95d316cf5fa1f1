import { describe, expect, it } from 'vitest';
import { missingAmong } from '../../../scripts/set-up/debian-packages.mjs';

describe('missingAmong', () => {
  it('counts only packages that dpkg calls installed', () => {
    const dpkg = 'xauth installed\nxvfb not-installed\nlibnss3 config-files\n';
    expect(missingAmong(['xauth', 'xvfb', 'libnss3', 'make'], dpkg)).toEqual(['xvfb', 'libnss3', 'make']);
  });

  it('accepts the t64 names of newer systems', () => {
    expect(missingAmong(['libasound2', 'libcups2'], 'libasound2t64 installed\n')).toEqual(['libcups2']);
  });
});
