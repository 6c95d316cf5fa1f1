import { describe, expect, it } from 'vitest';
import type { BulkReview, Verdict } from '../../../../src-contract/bulk-invites.ts';
import {
  missingTeamsText,
  passwordEmailWords,
  reviewTabs,
  startLines,
} from '../../../../src-renderer/screens/bulk-invite/verdict-words.ts';

const counts: Record<Verdict, number> = {
  ready: 431,
  'already-active': 14,
  differs: 0,
  pending: 0,
  deactivated: 6,
  'managed-by-idp': 0,
  duplicate: 9,
  'invalid-email': 11,
  'unknown-role': 5,
  'bad-team-name': 4,
  'bad-row': 0,
  'look-alike': 0,
  refused: 0,
  'left-out': 0,
};

const review: BulkReview = {
  draftId: 'd1',
  revision: 1,
  total: 480,
  addedBySplit: 0,
  counts,
  needLook: 49,
  undoable: 0,
  restored: null,
  noted: 0,
  unasked: 0,
  withCapitals: 0,
  withLetters: 0,
  options: {
    passwordEmail: 'do-not-send',
    reactivate: 'yes',
    update: 'no',
    createTeams: 'no',
    letterCase: 'lower',
    letters: 'ascii',
  },
  willInvite: 431,
  willMail: 0,
  willReactivate: 6,
  willUpdate: 0,
  mayUpdate: 0,
  willCreateTeams: [],
  mayReactivate: 6,
  skipped: [
    { verdict: 'already-active', count: 14 },
    { verdict: 'duplicate', count: 9 },
    { verdict: 'invalid-email', count: 11 },
    { verdict: 'unknown-role', count: 5 },
    { verdict: 'bad-team-name', count: 4 },
  ],
  signInWith: 'sso',
  mode: 'scim',
  idpName: 'Okta',
  modeWarning: null,
  ranBefore: null,
  asOf: null,
  asks: { typeNumber: 437, typeWhy: null, acknowledge: [] },
};

describe('the tabs over the rows', () => {
  it('are all, need a look, then the verdicts that occur', () => {
    expect(reviewTabs(review).map(({ word, count }) => `${word} ${count}`)).toEqual([
      'All 480',
      'Need a look 49',
      'Ready 431',
      'Already active 14',
      'Deactivated 6',
      'Duplicate in file 9',
      'Invalid email 11',
      'Unknown role 5',
      'Unusable team 4',
    ]);
  });

  it('name the identity provider where it is known', () => {
    const managed = { ...review, counts: { ...counts, 'managed-by-idp': 2 } };
    expect(reviewTabs(managed).map(({ word }) => word)).toContain('Managed by Okta');
    expect(reviewTabs({ ...managed, idpName: null }).map(({ word }) => word)).toContain('Managed by IdP');
  });
});

describe('if you start now', () => {
  it('adds up to the rows of the file', () => {
    const lines = startLines(review);
    expect(lines.reduce((sum, { count }) => sum + count, 0)).toBe(review.total);
  });

  it('gathers what needs a fix in one line', () => {
    expect(startLines(review).at(-1)).toEqual({ words: 'Skip: needs a fix', count: 20, is: 'skipped' });
  });

  it('leaves Reactivate out while nobody is reactivated', () => {
    expect(startLines({ ...review, willReactivate: 0 }).map(({ words }) => words)).not.toContain(
      'Reactivate',
    );
  });
});

describe('the email to set a password', () => {
  const on = { ...review.options, passwordEmail: 'send' } as const;

  it('is explained by how people sign in', () => {
    expect(passwordEmailWords(review)).toContain('SSO (Okta): there is no password to set');
    expect(passwordEmailWords({ ...review, options: on })).toContain('although');
    expect(passwordEmailWords({ ...review, signInWith: 'password', options: on })).toBe(
      'Each person gets a link to set a password.',
    );
    expect(passwordEmailWords({ ...review, signInWith: 'not-reported' })).toContain('not reported');
  });
});

describe('missing teams', () => {
  it('are named up to three', () => {
    expect(missingTeamsText(['a', 'b', 'c'])).toBe('a, b, c');
    expect(missingTeamsText(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and 2 more');
  });
});
