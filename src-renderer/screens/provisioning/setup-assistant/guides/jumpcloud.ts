import type { Guide } from '../guide.ts';

/** JumpCloud, inside its SAML app. */
export const jumpcloud: Guide = {
  idp: 'jumpcloud',
  name: 'JumpCloud',
  advice: null,
  steps: [
    {
      kind: 'app',
      title: 'SSO Applications, your TrueFoundry SAML app, Identity Management',
      fields: [
        { label: 'API Type', value: { of: 'text', text: 'SCIM API' } },
        { label: 'SCIM Version', value: { of: 'text', text: 'SCIM 2.0' } },
      ],
      switches: [],
      notes: [
        {
          trap: 'jumpcloud-saml',
          text: 'SCIM lives inside a SAML app; there is none of its own, and none in an OIDC app.',
        },
        { trap: 'jumpcloud-tab', text: 'The tab is called Identity Management, not Provisioning.' },
      ],
    },
    {
      kind: 'address',
      title: 'Configuration settings: paste the Base URL',
      fields: [
        { label: 'Base URL', value: { of: 'scim-url' } },
        { label: 'Test User Email', value: { of: 'choice', text: 'an address that nobody here has' } },
      ],
      switches: [],
      notes: [
        {
          trap: 'jumpcloud-address',
          text: 'The test address must be new to the tenant, and one group must be bound to the app before.',
        },
      ],
    },
    {
      kind: 'token',
      title: 'Token Key: paste the token, Activate',
      fields: [{ label: 'Token Key', value: { of: 'token' } }],
      switches: [],
      notes: [
        { trap: 'jumpcloud-activate', text: 'Press Activate, not Save: Save alone connects nothing.' },
        {
          trap: 'jumpcloud-test-user',
          text: 'Activate makes and deletes a test person and a test group. Where deleting is refused, the person stays, deactivated: delete it by hand.',
        },
        { trap: 'jumpcloud-bearer', text: 'Bearer token only.' },
      ],
    },
    {
      kind: 'switches',
      title: 'Attributes, and Group management on',
      fields: [
        { label: 'userName', value: { of: 'text', text: 'email' } },
        { label: 'emails, name.givenName, name.familyName', value: { of: 'choice', text: 'the defaults' } },
      ],
      switches: ['Enable management of User Groups and Group Membership in this application'],
      notes: [{ trap: 'jumpcloud-leaves', text: 'Switching the integration off deactivates nobody here.' }],
    },
    {
      kind: 'groups',
      title: 'User Groups: bind the groups',
      fields: [{ label: 'User Groups', value: { of: 'choice', text: 'tick each group that is to come' } }],
      switches: ['Each group under User Groups'],
      notes: [
        { trap: 'jumpcloud-bound', text: 'Only people in bound groups are sent, and only their changes.' },
        { trap: 'jumpcloud-empty', text: 'An empty group is not made.' },
        { trap: 'jumpcloud-takeover', text: 'A group takes over a team of the same name, members and all.' },
        {
          trap: 'jumpcloud-unbind',
          text: 'Unbinding a group deactivates members who are in no other bound group. Deleting it there deletes the team here.',
        },
      ],
    },
    {
      kind: 'arrives',
      title: 'First push arrives',
      fields: [],
      switches: [],
      notes: [
        {
          trap: 'jumpcloud-repeats',
          text: 'JumpCloud adds the same member more than once; that is its way and no fault.',
        },
      ],
    },
  ],
  pace: 'At once when a bound group or a person in one changes. How it waits after a refusal is not established.',
  unassigning: 'Taken out of the last bound group, the person is deactivated here and stays.',
  rotating:
    'Identity Management: paste the new token into Token Key and Activate again. The test person is made and deleted once more.',
  log: 'Directory Insights, events of the app',
};
