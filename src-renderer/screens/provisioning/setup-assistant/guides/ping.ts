import type { Guide } from '../guide.ts';

/** PingOne's outbound connection, and PingFederate's SCIM provisioner where it differs. */
export const ping: Guide = {
  idp: 'ping',
  name: 'Ping',
  advice: null,
  steps: [
    {
      kind: 'app',
      title: 'Integrations, Provisioning: New Connection, Identity Store, SCIM',
      fields: [{ label: 'SCIM Version', value: { of: 'text', text: '2.0' } }],
      switches: [],
      notes: [
        {
          trap: 'ping-federate',
          text: 'PingFederate: SP connection, Outbound Provisioning, type SCIM Connector. Its fields have the same names unless said otherwise.',
        },
      ],
    },
    {
      kind: 'address',
      title: 'SCIM Base URL, user filter and identifier',
      fields: [
        { label: 'SCIM Base URL (PingFederate: SCIM URL)', value: { of: 'scim-url' } },
        { label: 'Users Resource', value: { of: 'text', text: '/Users' } },
        { label: 'Groups Resource', value: { of: 'text', text: '/Groups' } },
        { label: 'User Filter Expression', value: { of: 'text', text: 'userName eq "%s"' } },
        { label: 'User Identifier', value: { of: 'text', text: 'userName' } },
      ],
      switches: [],
      notes: [
        {
          trap: 'ping-filter',
          text: 'The filter must be exactly this. With another one people are not found and made twice.',
        },
        {
          trap: 'ping-identifier',
          text: 'The identifier cannot be changed later: a new connection is needed then.',
        },
      ],
    },
    {
      kind: 'token',
      title: 'OAuth 2 Bearer Token: paste the token, Test Connection',
      fields: [
        { label: 'Authentication Method', value: { of: 'text', text: 'OAuth 2 Bearer Token' } },
        { label: 'OAuth Access Token (PingFederate: Access Token)', value: { of: 'token' } },
        { label: 'Auth Type Header', value: { of: 'text', text: 'Bearer' } },
      ],
      switches: [],
      notes: [
        {
          trap: 'ping-auth',
          text: 'PingFederate begins with None as the method: choose the bearer token, the other fields are ignored then.',
        },
      ],
    },
    {
      kind: 'switches',
      title: 'Mapping, deprovisioning, then the toggle',
      fields: [
        { label: 'Mapping, userName comes from', value: { of: 'text', text: 'Email Address' } },
        { label: 'Deprovision on rule change', value: { of: 'choice', text: 'Disable' } },
      ],
      switches: ['The connection’s own toggle'],
      notes: [
        {
          trap: 'ping-username',
          text: 'Without this mapping PingOne sends its internal user name, and nobody matches.',
        },
        {
          trap: 'ping-toggle',
          text: 'The connection is off until its toggle is on, also after a good test.',
        },
        { trap: 'ping-clear', text: 'An attribute that is emptied there is not emptied here.' },
        { trap: 'ping-primary', text: 'Two emails of a person may both be sent as primary.' },
        {
          trap: 'ping-put',
          text: 'PingFederate writes the whole person each time (PUT); what was changed in the tenant is written over.',
        },
      ],
    },
    {
      kind: 'groups',
      title: 'Group provisioning in the rule',
      fields: [
        { label: 'Rule, Group Provisioning', value: { of: 'choice', text: 'the groups that are to come' } },
      ],
      switches: ['Group provisioning, apart from people'],
      notes: [
        {
          trap: 'ping-groups',
          text: 'PingFederate reads all groups here to find its own; changing members piecewise (PATCH) is an option there.',
        },
      ],
    },
    {
      kind: 'arrives',
      title: 'First push arrives',
      fields: [],
      switches: [],
      notes: [],
    },
  ],
  pace: 'Not established.',
  unassigning: 'As the rule says: Disable deactivates the person here, Delete sends a delete.',
  rotating:
    'Open the connection, put the new token into the access token field, Test Connection, Save. See that the toggle is still on.',
  log: 'PingOne: Monitoring, Audit; PingFederate: its provisioner log',
};
