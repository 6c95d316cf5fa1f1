import type { Guide } from '../guide.ts';

/** Rippling, by a custom integration. */
export const rippling: Guide = {
  idp: 'rippling',
  name: 'Rippling',
  advice: null,
  steps: [
    {
      kind: 'app',
      title: 'Third-Party Access, Create New Custom Integration',
      fields: [
        { label: 'Capabilities', value: { of: 'text', text: 'User Management via SCIM' } },
        { label: 'SCIM Version', value: { of: 'text', text: '2.0' } },
      ],
      switches: ['User Management via SCIM'],
      notes: [{ trap: 'rippling-custom', text: 'Only a custom integration takes a SCIM URL of your own.' }],
    },
    {
      kind: 'address',
      title: 'SCIM base URL and attributes',
      fields: [
        { label: 'SCIM base URL', value: { of: 'scim-url' } },
        { label: 'Supported SCIM Attributes', value: { of: 'text', text: 'externalId' } },
        { label: 'Supported SCIM Attributes', value: { of: 'text', text: 'emails.primary' } },
        { label: 'Supported SCIM Attributes', value: { of: 'text', text: 'name.givenName' } },
        { label: 'Supported SCIM Attributes', value: { of: 'text', text: 'name.familyName' } },
      ],
      switches: [],
      notes: [
        {
          trap: 'rippling-attributes',
          text: 'An attribute that is not listed is not sent: without these, people come without names or emails.',
        },
      ],
    },
    {
      kind: 'token',
      title: 'Bearer Token: install and paste the token',
      fields: [
        { label: 'SCIM Authorization Method', value: { of: 'text', text: 'Bearer Token' } },
        { label: 'Bearer Token', value: { of: 'token' } },
      ],
      switches: [],
      notes: [
        {
          trap: 'rippling-install',
          text: 'The token is asked for at Install now, not in the settings before.',
        },
      ],
    },
    {
      kind: 'switches',
      title: 'Options of the integration',
      fields: [
        { label: 'Attribute Mappings, cadence', value: { of: 'text', text: 'On user creation and updates' } },
      ],
      switches: [
        'Supports Groups',
        'Supports Pagination',
        'Create & Delete Groups',
        'Use PATCH to edit Groups',
      ],
      notes: [
        {
          trap: 'rippling-ticks',
          text: 'All four are off until ticked. Without PATCH a change of one member writes the whole group.',
        },
        {
          trap: 'rippling-exclusive',
          text: 'Mutually Exclusive Groups: published guides disagree (one on, one off). Ask Rippling which fits people in several teams.',
        },
      ],
    },
    {
      kind: 'groups',
      title: 'App access rules: assign people and groups',
      fields: [],
      switches: [],
      notes: [
        {
          trap: 'rippling-wire',
          text: 'What Rippling sends for a group in detail is not established. Look at the first one that comes.',
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
          trap: 'rippling-retries',
          text: 'By one note, nowhere confirmed, a failed create is sent again. A second one is answered 409 and makes nobody twice.',
        },
      ],
    },
  ],
  pace: 'Not established. The time of provisioning (hire date, before, after) is chosen at Provision Time.',
  unassigning: 'Not established: a deactivation or a delete. See what the first leaver becomes here.',
  rotating:
    'Open the installed integration and replace the bearer token. Where exactly is not established; reinstalling asks for it.',
  log: 'Not established',
};
