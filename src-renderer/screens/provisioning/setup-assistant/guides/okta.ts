import type { Guide } from '../guide.ts';

/** Okta, by an app made with its integration wizard. */
export const okta: Guide = {
  idp: 'okta',
  name: 'Okta',
  advice: null,
  steps: [
    {
      kind: 'app',
      title: 'Applications, your TrueFoundry app, Provisioning',
      fields: [{ label: 'General, App Settings, Provisioning', value: { of: 'choice', text: 'SCIM' } }],
      switches: ['SCIM provisioning; the Provisioning tab appears with it'],
      notes: [
        {
          trap: 'okta-oidc',
          text: 'The integration wizard offers SCIM for SAML apps, not for OIDC apps. Sign in by OIDC? Make a second, SAML app for the pushes.',
        },
        {
          trap: 'okta-catalogue',
          text: 'The TrueFoundry app of Okta’s catalogue has no SCIM. Use an app made with the wizard.',
        },
      ],
    },
    {
      kind: 'address',
      title: 'Provisioning, Integration: paste the SCIM URL',
      fields: [
        { label: 'SCIM connector base URL', value: { of: 'scim-url' } },
        { label: 'Unique identifier field for users', value: { of: 'text', text: 'email' } },
        { label: 'Sign On, Application username format', value: { of: 'choice', text: 'Email' } },
        {
          label: 'Supported provisioning actions',
          value: { of: 'choice', text: 'Push New Users, Push Profile Updates, Push Groups' },
        },
      ],
      switches: [],
      notes: [
        {
          trap: 'okta-slash',
          text: 'No slash at the end, no /Users, no underscore in the host: Okta refuses or doubles them.',
        },
      ],
    },
    {
      kind: 'token',
      title: 'Authentication: HTTP Header, Bearer, paste the token',
      fields: [
        { label: 'Authentication Mode', value: { of: 'text', text: 'HTTP Header' } },
        { label: 'Authorization, Bearer', value: { of: 'token' } },
      ],
      switches: [],
      notes: [
        {
          trap: 'okta-config',
          text: 'Test Connector Configuration asks for two people and a page of groups. It does not read what the server says it supports.',
        },
      ],
    },
    {
      kind: 'switches',
      title: 'Provisioning, To App: turn on create, update and deactivate',
      fields: [],
      switches: ['Create Users', 'Update User Attributes', 'Deactivate Users'],
      notes: [
        {
          trap: 'okta-off',
          text: 'All three are off until ticked and saved. People assigned before that are not pushed by themselves.',
        },
        {
          trap: 'okta-put',
          text: 'Wizard apps send the whole person each time; what was changed in the tenant is written over.',
        },
        {
          trap: 'okta-password',
          text: 'Each create carries a random password. People sign in by SSO all the same.',
        },
        {
          trap: 'okta-suspend',
          text: 'Suspending somebody in Okta sends nothing. Deactivate or unassign instead.',
        },
      ],
    },
    {
      kind: 'groups',
      title: 'Push Groups: choose groups by name',
      fields: [
        {
          label: 'Push Groups',
          value: { of: 'choice', text: 'Find groups by name, Push group memberships immediately' },
        },
      ],
      switches: ['Push Groups, group by group'],
      notes: [
        {
          trap: 'okta-push-assign',
          text: 'Pushing a group assigns nobody. Assign its people, or groups, to the app as well.',
        },
        {
          trap: 'okta-push-replace',
          text: 'A push replaces the whole list of members, so members added in the tenant go.',
        },
        {
          trap: 'okta-push-lost',
          text: 'A push that was refused with 400 (a bad name) is not tried again. Rename first, then push now.',
        },
        {
          trap: 'okta-push-taken',
          text: 'If a team of the name exists, Okta meets 409 with each push. Link the group to the team, or take another name.',
        },
        { trap: 'okta-unlink', text: 'Unlinking can delete the team: choose to leave the group in the app.' },
      ],
    },
    {
      kind: 'arrives',
      title: 'First push arrives',
      fields: [],
      switches: [],
      notes: [
        {
          trap: 'okta-tasks',
          text: 'Failed pushes wait under Dashboard, Tasks until somebody retries them.',
        },
        {
          trap: 'okta-import',
          text: 'Okta stops an import that would remove over 20 % of the people. That is import into Okta, not a push.',
        },
      ],
    },
  ],
  pace: 'At once, for each change. After 429 Okta waits the whole seconds it is told, else 5 min and doubling, ten tries; it gives up on an answer after 60 s.',
  unassigning:
    'The person is deactivated here and stays. Okta never deletes people, and deleting one who is deactivated already sends nothing.',
  rotating:
    'Provisioning, Integration, Edit: paste the new token, Test Connector Configuration, Save. Pushes between rotation and saving fail and wait under Tasks.',
  log: 'Reports, System Log; failed ones under Dashboard, Tasks',
};
