import type { Guide } from '../guide.ts';

/** OneLogin, by its SCIM Provisioner app. */
export const onelogin: Guide = {
  idp: 'onelogin',
  name: 'OneLogin',
  advice: null,
  steps: [
    {
      kind: 'app',
      title: 'Applications, Add App: SCIM Provisioner with SAML',
      fields: [
        {
          label: 'Find Applications',
          value: { of: 'text', text: 'SCIM Provisioner with SAML (SCIM v2 Enterprise)' },
        },
      ],
      switches: [],
      notes: [
        {
          trap: 'onelogin-app',
          text: 'It is an app apart from the one for sign-in; its SAML half stays unused. Core instead of Enterprise works too.',
        },
      ],
    },
    {
      kind: 'address',
      title: 'Configuration: paste the SCIM Base URL',
      fields: [
        { label: 'SCIM Base URL', value: { of: 'scim-url' } },
        { label: 'Parameters, SCIM Username', value: { of: 'text', text: 'Email' } },
      ],
      switches: [],
      notes: [
        {
          trap: 'onelogin-config',
          text: 'On saving, OneLogin reads what the server says it supports. A refusal there is mostly the URL.',
        },
      ],
    },
    {
      kind: 'token',
      title: 'Configuration: SCIM Bearer Token, API Connection Enable',
      fields: [
        { label: 'SCIM Bearer Token', value: { of: 'token' } },
        { label: 'API Connection', value: { of: 'choice', text: 'Enable' } },
      ],
      switches: ['API Connection'],
      notes: [
        {
          trap: 'onelogin-object',
          text: 'OneLogin may send emails as one object and without a primary mark. What this platform makes of that is not established.',
        },
      ],
    },
    {
      kind: 'switches',
      title: 'Provisioning: Enable provisioning, untick approvals',
      fields: [
        {
          label: 'Require admin approval',
          value: { of: 'choice', text: 'untick Create user, Delete user, Update user' },
        },
        { label: 'When users are deleted in OneLogin', value: { of: 'choice', text: 'Suspend' } },
      ],
      switches: ['Enable provisioning'],
      notes: [
        { trap: 'onelogin-switch', text: 'The token is under Configuration, the switch under Provisioning.' },
        {
          trap: 'onelogin-approval',
          text: 'While an approval is ticked, every change of that kind waits in a queue under Users, Provisioning.',
        },
        {
          trap: 'onelogin-delete',
          text: 'Leaving can come as a deactivation or as a delete, as chosen above. A person deleted so and assigned again ends in errors elsewhere.',
        },
      ],
    },
    {
      kind: 'groups',
      title: 'Parameters, Rules and Roles: groups',
      fields: [
        { label: 'Parameters, Groups', value: { of: 'choice', text: 'Include in User Provisioning' } },
        { label: 'Rules, action', value: { of: 'choice', text: 'Set Groups in your app' } },
        { label: 'Rules, for each role with value that matches', value: { of: 'text', text: '.*' } },
      ],
      switches: ['Include in User Provisioning, of the Groups parameter'],
      notes: [
        {
          trap: 'onelogin-roles',
          text: 'OneLogin has no groups to push: Roles become groups by a rule. Name the roles as the teams are to be called.',
        },
        {
          trap: 'onelogin-reapply',
          text: 'For people who are there already: More actions, Reapply entitlement mappings.',
        },
        {
          trap: 'onelogin-empty',
          text: 'Deleting a role sends nothing. Empty it first, then delete the team here.',
        },
      ],
    },
    {
      kind: 'arrives',
      title: 'First push arrives',
      fields: [],
      switches: [],
      notes: [
        { trap: 'onelogin-queue', text: 'Nothing comes? Look for Pending under the app’s Users first.' },
      ],
    },
  ],
  pace: 'How soon a change is sent is not established. While approvals are ticked, it waits for one.',
  unassigning: 'With Suspend the person is deactivated here and stays; with Delete a delete is sent.',
  rotating: 'Configuration: paste the new token into SCIM Bearer Token, Enable again, Save.',
  log: 'The app’s Users tab, and Activity, Events',
};
