import type { ProvisioningMode } from '../../../src-contract/provisioning.ts';

export const modes = ['scim', 'jit', 'invite-only'] as const satisfies readonly ProvisioningMode[];

interface ModeWords {
  /** On a card. */
  readonly title: string;
  /** Inside a sentence. */
  readonly word: string;
  readonly does: string;
  readonly bestFor: string;
  readonly needs: string;
}

/** What each mode is, after the platform's page on user management (table of provisioning modes). */
export const modeWords = {
  scim: {
    title: 'SCIM',
    word: 'SCIM',
    does: 'Your identity provider pushes people and groups, and removes leavers.',
    bestFor: 'the IdP as source of truth',
    needs: 'SSO, and provisioning set up in the IdP',
  },
  jit: {
    title: 'Just-in-time (JIT)',
    word: 'just-in-time',
    does: 'People appear at their first SSO sign-in. Nobody is removed.',
    bestFor: 'SSO without a SCIM connection',
    needs: 'SSO',
  },
  'invite-only': {
    title: 'Invite-only',
    word: 'invite-only',
    does: 'Admins invite each person by hand and remove leavers by hand.',
    bestFor: 'contractors, pilots, approval by hand',
    needs: 'an admin for each person',
  },
} as const satisfies Record<ProvisioningMode, ModeWords>;
