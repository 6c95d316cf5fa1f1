/** A cell of the matrix: a tick with words, or a plain No. */
export interface Capability {
  readonly is: 'yes' | 'no';
  readonly words: string;
}

const yes = (words = 'Yes'): Capability => ({ is: 'yes', words });
const no: Capability = { is: 'no', words: 'No' };

/** What a mode does by itself and what it needs: the capability matrix of the platform's page, row by row. */
export const modeCapabilities: readonly {
  readonly name: string;
  readonly of: Readonly<Record<'scim' | 'jit' | 'invite-only', Capability>>;
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
