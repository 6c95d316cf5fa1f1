import type { Guide } from '../guide.ts';

/** Microsoft Entra ID. */
export const entra: Guide = {
  idp: 'entra',
  name: 'Entra ID',
  advice: null,
  steps: [
    {
      kind: 'app',
      title: 'Enterprise applications, your TrueFoundry app, Provisioning',
      fields: [{ label: 'Provisioning', value: { of: 'choice', text: 'New configuration' } }],
      switches: [],
      notes: [
        {
          trap: 'entra-oidc',
          text: 'An app registration made for OIDC cannot be provisioned. Make an enterprise app (non-gallery) for the pushes.',
        },
      ],
    },
    {
      kind: 'address',
      title: 'Admin credentials: paste the Tenant URL',
      fields: [
        { label: 'Tenant URL', value: { of: 'scim-url-with', ending: '?aadOptscim062020' } },
        { label: 'Mappings, matching attribute', value: { of: 'text', text: 'userName' } },
        { label: 'Mappings, userName comes from', value: { of: 'text', text: 'userPrincipalName' } },
      ],
      switches: [],
      notes: [
        {
          trap: 'entra-flag',
          text: 'Keep ?aadOptscim062020: without it Entra sends "False" as a text, and removes members in a way that strict servers refuse or take for “all”.',
        },
        {
          trap: 'entra-email',
          text: 'userName is the email here. Where sign-in names differ from emails, map mail to userName, before the first cycle.',
        },
      ],
    },
    {
      kind: 'token',
      title: 'Secret Token: paste the token, Test Connection',
      fields: [
        { label: 'Authentication', value: { of: 'text', text: 'Bearer authentication' } },
        { label: 'Secret Token', value: { of: 'token' } },
      ],
      switches: [],
      notes: [
        {
          trap: 'entra-agent',
          text: 'Test Connection sends no User-Agent. A 403 is mostly a firewall in front, not the token.',
        },
        {
          trap: 'entra-test',
          text: 'It asks for somebody who does not exist and wants an empty list. Microsoft’s own SCIM validator reports errors that are none.',
        },
      ],
    },
    {
      kind: 'switches',
      title: 'Mappings and scope, then Start provisioning',
      fields: [
        { label: 'Target object actions', value: { of: 'choice', text: 'Create, Update, Delete' } },
        { label: 'Scope', value: { of: 'text', text: 'Sync only assigned users and groups' } },
      ],
      switches: ['Start provisioning'],
      notes: [
        {
          trap: 'entra-on-demand',
          text: 'Provision on demand ignores the flag in the URL. Judge by a real cycle.',
        },
        { trap: 'entra-nulls', text: 'An attribute that is emptied in Entra is not sent, so it stays here.' },
        { trap: 'entra-passwords', text: 'Passwords are never sent.' },
        { trap: 'entra-stop', text: 'Stop does not end the cycle that runs.' },
      ],
    },
    {
      kind: 'groups',
      title: 'Users and groups: assign the groups',
      fields: [
        { label: 'Mappings, Provision groups', value: { of: 'choice', text: 'Enabled, default mappings' } },
      ],
      switches: [],
      notes: [
        { trap: 'entra-licence', text: 'Assigning groups needs Entra ID P1 or P2.' },
        { trap: 'entra-nested', text: 'Of nested groups only the first level is taken.' },
        {
          trap: 'entra-unique',
          text: 'Groups are matched by their name, so names must be unique; two of one name meet in one team.',
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
          trap: 'entra-first',
          text: 'The first cycle takes 0.01 to 0.08 min a person: 1,000 people, 10 to 80 min.',
        },
        {
          trap: 'entra-quarantine',
          text: 'A bad token or many failures put the app into quarantine: tries after 6, 12, 24 h, switched off after four weeks. Restart provisioning once it is mended.',
        },
      ],
    },
  ],
  pace: 'A cycle every 20 to 40 min, which cannot be changed. Whether a cycle without changes calls at all is not established.',
  unassigning:
    'The person is deactivated here. The delete comes about 30 days later, when Entra deletes the account for good. Somebody assigned again may come as a new person.',
  rotating:
    'Provisioning, Admin credentials: paste the new token into Secret Token, Test Connection, Save, then Restart provisioning if it is in quarantine.',
  log: 'The app’s Provisioning logs',
};
