import { describe, expect, it } from 'vitest';
import { modeCapabilities } from '../../../../src-contract/mode-capabilities.ts';
import { modes } from '../../../../src-renderer/screens/provisioning/mode-words.ts';

describe('the capability matrix', () => {
  /** The table of the platform's page on user management, row by row: SCIM, JIT, Invite-only. */
  const documented: readonly (readonly ['yes' | 'no', 'yes' | 'no', 'yes' | 'no'])[] = [
    ['yes', 'yes', 'no'],
    ['yes', 'no', 'no'],
    ['yes', 'no', 'no'],
    ['yes', 'yes', 'no'],
    ['no', 'no', 'yes'],
    ['no', 'no', 'yes'],
  ];

  it('says what the platform documents', () => {
    expect(modeCapabilities.map(({ of }) => modes.map((mode) => of[mode].is))).toEqual(documented);
  });

  it('keeps the words that are more than a yes', () => {
    const sso = modeCapabilities.find(({ name }) => name === 'Needs SSO');
    expect(sso?.of.scim.words).toBe('Recommended');
  });
});
