import type { Guide } from '../guide.ts';

/** Google Workspace, which pushes to no app of one's own: a bridge, or another mode. */
export const google: Guide = {
  idp: 'google',
  name: 'Google',
  advice:
    'Google Workspace sends no SCIM to apps outside its catalogue. Choose just-in-time, or invite-only with bulk invite, and deactivate leavers here. A bridge is the third way: a program of yours that reads Google and pushes.',
  steps: [
    {
      kind: 'app',
      title: 'A bridge on a computer of yours',
      fields: [
        {
          label: 'Google Admin, API controls',
          value: { of: 'choice', text: 'a service account with read access to users and groups' },
        },
      ],
      switches: ['Domain-wide delegation for that account'],
      notes: [
        {
          trap: 'google-no-scim',
          text: 'There is no place in the Google Admin console for a SCIM URL of your own.',
        },
        {
          trap: 'google-pose',
          text: 'Posing as an app of Google’s catalogue adds a SCIM 1.0 schema to each push. Whether this platform takes it is not established.',
        },
      ],
    },
    {
      kind: 'address',
      title: 'The bridge’s settings: SCIM URL',
      fields: [
        { label: 'SCIM endpoint', value: { of: 'scim-url' } },
        { label: 'userName comes from', value: { of: 'text', text: 'primaryEmail' } },
      ],
      switches: [],
      notes: [
        {
          trap: 'google-bridges',
          text: 'Bridges made for other services (ssosync, idp-scim-sync) need a look at what they send. TrueFoundry’s chart brings one of its own.',
        },
      ],
    },
    {
      kind: 'token',
      title: 'The bridge’s settings: token',
      fields: [{ label: 'Access token', value: { of: 'token' } }],
      switches: [],
      notes: [
        {
          trap: 'google-key',
          text: 'Keep the bridge’s key where it survives a new deployment: bridges that lose it stop without a word.',
        },
      ],
    },
    {
      kind: 'switches',
      title: 'Run it by a timer',
      fields: [],
      switches: ['A schedule'],
      notes: [
        {
          trap: 'google-timer',
          text: 'Leavers are deactivated with the next run, not when they leave. Choose a gap that you can answer for.',
        },
      ],
    },
    {
      kind: 'groups',
      title: 'Say which groups to bring',
      fields: [],
      switches: [],
      notes: [
        {
          trap: 'google-all-groups',
          text: 'Many bridges read all groups without a filter, mailing lists too. Filter by name or by a label if yours can.',
        },
        {
          trap: 'google-names',
          text: 'Google’s group names are free text and mostly break the rule. Rename, or have the bridge use the part before the @.',
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
          trap: 'google-watch',
          text: 'Nobody at Google watches a bridge. The silence shown here is the only warning.',
        },
      ],
    },
  ],
  pace: 'As often as the bridge runs.',
  unassigning: 'As the bridge does it: most send a deactivation, some a delete. Not established for yours.',
  rotating: 'Put the new token into the bridge’s secret and start it anew. Until then each run fails.',
  log: 'The bridge’s own log',
};
