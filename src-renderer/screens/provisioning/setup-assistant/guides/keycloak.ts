import type { Guide } from '../guide.ts';

/** Keycloak, which needs an extension to push. */
export const keycloak: Guide = {
  idp: 'keycloak',
  name: 'Keycloak',
  advice:
    'Keycloak itself pushes nothing: the SCIM in its newer versions is a server that receives. Pushing needs an extension. Without one choose just-in-time: people appear at their first sign-in, and leavers are deactivated here.',
  steps: [
    {
      kind: 'app',
      title: 'Install an extension that is a SCIM client',
      fields: [],
      switches: [],
      notes: [
        {
          trap: 'keycloak-none',
          text: 'Read twice what an extension is: many make Keycloak a SCIM server, which is the other direction.',
        },
      ],
    },
    {
      kind: 'address',
      title: 'The extension’s target: SCIM URL',
      fields: [
        { label: 'SCIM endpoint', value: { of: 'scim-url' } },
        { label: 'userName comes from', value: { of: 'text', text: 'email' } },
      ],
      switches: [],
      notes: [
        {
          trap: 'keycloak-username',
          text: 'Keycloak’s own user names are often no emails. userName is the email here, so map it.',
        },
      ],
    },
    {
      kind: 'token',
      title: 'The extension’s target: bearer token',
      fields: [
        { label: 'Authentication', value: { of: 'text', text: 'Bearer' } },
        { label: 'Token', value: { of: 'token' } },
      ],
      switches: [],
      notes: [
        {
          trap: 'keycloak-exports',
          text: 'Settings of an extension may land in realm exports, the token with them. Keep exports like a password.',
        },
      ],
    },
    {
      kind: 'switches',
      title: 'Turn on users, groups and deactivation',
      fields: [],
      switches: [],
      notes: [
        {
          trap: 'keycloak-switches',
          text: 'What is off at first depends on the extension: not established.',
        },
        {
          trap: 'keycloak-disable',
          text: 'Disabling somebody must arrive as a deactivation. Try it with a test person before relying on it.',
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
          trap: 'keycloak-paths',
          text: 'Keycloak’s groups form a tree with slashes in their paths. A team has a flat name, so see which of the two is sent.',
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
  pace: 'Depends on the extension: not established.',
  unassigning: 'Depends on the extension: not established.',
  rotating: 'Put the new token into the extension’s target. Until then each push fails.',
  log: 'Keycloak’s server log',
};
