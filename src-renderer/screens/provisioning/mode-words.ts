import type { ProvisioningMode } from '../../../src-contract/provisioning.ts';

export const modes = ['scim', 'jit', 'invite-only'] as const satisfies readonly ProvisioningMode[];

interface ModeWords {
  /** On a card. */
  readonly title: string;
  /** Inside a sentence. */
  readonly word: string;
  readonly does: string;
  readonly bestFor: string;
}

/** What each mode is, after the platform's page on user management (table of provisioning modes). */
export const modeWords = {
  scim: {
    title: 'SCIM',
    word: 'SCIM',
    does: 'Your identity provider pushes people and groups, and removes leavers.',
    bestFor: 'the IdP as source of truth',
  },
  jit: {
    title: 'Just-in-time (JIT)',
    word: 'just-in-time',
    does: 'People appear at their first SSO sign-in. Nobody is removed.',
    bestFor: 'SSO without a SCIM connection',
  },
  'invite-only': {
    title: 'Invite-only',
    word: 'invite-only',
    does: 'Admins invite each person by hand and remove leavers by hand.',
    bestFor: 'contractors, pilots, approval by hand',
  },
} as const satisfies Record<ProvisioningMode, ModeWords>;

/** A cell of the matrix: a tick with words, or a plain No. */
export interface Capability {
  readonly is: 'yes' | 'no';
  readonly words: string;
}

const yes = (words = 'Yes'): Capability => ({ is: 'yes', words });
const no: Capability = { is: 'no', words: 'No' };

/** What a mode does by itself and what it needs: the capability matrix of the platform's page, row by row. */
export const capabilities: readonly {
  readonly name: string;
  readonly of: Readonly<Record<ProvisioningMode, Capability>>;
}[] = [
  {
    name: 'Creates people',
    of: { scim: yes('From each push'), jit: yes('At first SSO sign-in'), 'invite-only': no },
  },
  { name: 'Deactivates or removes people', of: { scim: yes('From each push'), jit: no, 'invite-only': no } },
  { name: 'Syncs groups as teams', of: { scim: yes(), jit: no, 'invite-only': no } },
  { name: 'Needs SSO', of: { scim: yes('Recommended'), jit: yes(), 'invite-only': no } },
  { name: 'Needs an admin invite', of: { scim: no, jit: no, 'invite-only': yes() } },
  { name: 'Suits external collaborators', of: { scim: no, jit: no, 'invite-only': yes() } },
];
