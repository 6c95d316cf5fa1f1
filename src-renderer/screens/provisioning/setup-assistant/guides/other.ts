import type { Guide } from '../guide.ts';

/** Any other SCIM 2.0 client. */
export const other: Guide = {
  idp: 'other',
  name: 'Other',
  advice: null,
  steps: [
    {
      kind: 'app',
      title: 'Find provisioning in your provider’s app',
      fields: [{ label: 'Protocol', value: { of: 'text', text: 'SCIM 2.0' } }],
      switches: [],
      notes: [
        { trap: 'other-version', text: 'SCIM 1.1 is another protocol. Choose 2.0 where there is a choice.' },
      ],
    },
    {
      kind: 'address',
      title: 'Base URL: paste the SCIM URL',
      fields: [
        { label: 'Base URL', value: { of: 'scim-url' } },
        { label: 'userName comes from', value: { of: 'choice', text: 'the email' } },
      ],
      switches: [],
      notes: [
        {
          trap: 'other-url',
          text: 'As it is: https, no slash at the end, no /Users behind it. A page of HTML instead of an answer means a proxy or a firewall.',
        },
        {
          trap: 'other-case',
          text: 'The email is compared without letter case. Two people whose emails differ only in case are one here.',
        },
      ],
    },
    {
      kind: 'token',
      title: 'Authentication: bearer token',
      fields: [
        { label: 'Header', value: { of: 'text', text: 'Authorization' } },
        { label: 'Bearer', value: { of: 'token' } },
      ],
      switches: [],
      notes: [
        {
          trap: 'other-token',
          text: 'It is the SCIM token, not an API token of a person: each is refused in the other’s place.',
        },
      ],
    },
    {
      kind: 'switches',
      title: 'Turn on create, update and deactivate',
      fields: [],
      switches: ['Create, update and deactivate, with most providers'],
      notes: [
        {
          trap: 'other-leaving',
          text: 'Have leavers deactivated, not deleted: a deleted person loses what they had here.',
        },
      ],
    },
    {
      kind: 'groups',
      title: 'Groups to push',
      fields: [],
      switches: [],
      notes: [
        {
          trap: 'other-replace',
          text: 'Most providers send the whole list of members with a group, so members added in the tenant go.',
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
          trap: 'other-rate',
          text: 'This platform publishes no limits. A 429 tells how long to wait; a provider that does not wait loses pushes.',
        },
      ],
    },
  ],
  pace: 'Not established. Ask how often it pushes, and what it does after a refusal.',
  unassigning: 'A deactivation (active false) deactivates the person here, who stays; a delete deletes.',
  rotating: 'Paste the new token where the old one is, and test there. The old one may stop at once.',
  log: 'Your provider’s provisioning log',
};
