import { describe, expect, it } from 'vitest';
import type { Provisioning, ScimTokenState } from '../../../../src-contract/provisioning.ts';
import {
  expiryWords,
  modeLine,
  needsSsoFirst,
  oldTokenText,
  tokenWords,
} from '../../../../src-renderer/screens/provisioning/provisioning-words.ts';

const now = Date.parse('2026-11-23T12:00:00Z');
const ago = (ms: number): string => new Date(now - ms).toISOString();

const provisioning: Provisioning = {
  tenantId: 't1',
  modeIs: 'reported',
  mode: 'scim',
  changedAt: '2024-01-09T12:00:00Z',
  changedBy: 'Ingrid',
  defaultRole: 'member',
  sso: [{ id: 's1', name: 'Okta', kind: 'oidc', scimUrl: 'https://platform.example.com/scim' }],
  tokens: [],
  counts: { scim: 3, jit: 2, invited: 1, openInvites: 1, scimTeams: 1 },
  readAt: ago(0),
};

const token: ScimTokenState = {
  ssoId: 's1',
  state: 'active',
  createdAt: '2026-03-12T12:00:00Z',
  createdBy: 'Amara',
  lastUsedAt: ago(5 * 60_000),
  expiresAt: null,
  lastFour: '8f2a',
};

describe('the mode beside the title', () => {
  it('says since when a reported mode is on', () => {
    expect(modeLine(provisioning)).toBe('SCIM, on since 2024-01-09');
    expect(modeLine({ ...provisioning, changedAt: null })).toBe('SCIM');
  });

  it('never calls an inferred or a recorded mode a fact of the tenant', () => {
    expect(modeLine({ ...provisioning, modeIs: 'inferred' })).toContain('inferred');
    expect(modeLine({ ...provisioning, modeIs: 'recorded', mode: 'jit' })).toBe(
      'Just-in-time (JIT), recorded by Ingrid on 2024-01-09',
    );
  });
});

describe('the end of a token', () => {
  it('is told as far ahead as it is known, and is worth a look from 30 days on', () => {
    const inDays = (days: number): string => new Date(now + days * 86_400_000).toISOString();
    expect(expiryWords(null, now)).toBeNull();
    expect(expiryWords(inDays(90.5), now)).toMatchObject({
      words: expect.stringMatching(/^Expires in 90 d, on \d{4}-\d\d-\d\d\.$/),
      look: 'plain',
    });
    expect(expiryWords(inDays(14.5), now)).toMatchObject({
      words: expect.stringMatching(/^Expires in 14 d, on .* Rotate before then\.$/),
      look: 'warn',
    });
    expect(expiryWords(inDays(-1), now)).toMatchObject({
      words: expect.stringMatching(/^Expired on .* Pushes fail until it is rotated\.$/),
      look: 'danger',
    });
  });
});

describe('a mode that needs SSO', () => {
  it('is held back only where the tenant reports that it has none', () => {
    const none = { ...provisioning, sso: [] };
    expect(needsSsoFirst('scim', none)).toBe(true);
    expect(needsSsoFirst('jit', none)).toBe(true);
    expect(needsSsoFirst('invite-only', none)).toBe(false);
    expect(needsSsoFirst('jit', provisioning)).toBe(false);
    expect(needsSsoFirst('jit', { ...none, modeIs: 'inferred' })).toBe(false);
  });
});

describe('the state of a token', () => {
  it('offers to make the first one and to rotate any other', () => {
    expect(tokenWords({ ...token, state: 'none' }, now)).toMatchObject({ word: 'No token', action: 'Make…' });
    expect(tokenWords(token, now)).toMatchObject({
      word: 'Active',
      made: 'made 2026-03-12 by Amara',
      action: 'Rotate…',
      look: 'plain',
    });
  });

  it('says last use and the end of the token, never more of it', () => {
    expect(tokenWords(token, now).below).toBe(
      'Last used 5 min ago. Ends in 8f2a. It could be copied once and is kept nowhere.',
    );
    expect(tokenWords({ ...token, lastUsedAt: null }, now).below).toContain('Not used yet.');
    expect(tokenWords({ ...token, lastUsedAt: null, createdAt: null }, now).below).toContain(
      'Last use not reported.',
    );
  });

  it('is amber and asks for another rotation after one that was cut off', () => {
    expect(tokenWords({ ...token, state: 'unknown' }, now)).toMatchObject({
      below: 'The rotation was cut off. Rotate again.',
      look: 'warn',
      action: 'Rotate…',
    });
    expect(oldTokenText({ ...token, state: 'unknown' }, now)).toContain('cut off');
  });

  it('is not guessed where the tenant reports none', () => {
    expect(tokenWords(null, now).word).toBe('Not reported');
  });

  it('is one line in the dialog that ends it', () => {
    expect(oldTokenText(token, now)).toBe('Made 2026-03-12, last used 5 min ago');
  });
});
