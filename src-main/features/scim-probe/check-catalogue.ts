/** A check's name, and what to do when it finds something. */
interface CheckWords {
  name: string;
  next: string;
}

const fixUrl = 'Copy the SCIM URL again where the service shows it, and paste it unchanged.';
const askProvider = 'Report it to whoever runs the SCIM service, with the details from Copy details.';

/** What a connection test looks at, in this order. Ids never change: people compare results by them. */
export const testChecks = {
  'url-https': { name: 'URL is https', next: 'Use the https address: over http the token travels readable.' },
  'url-host': {
    name: 'Host without underscore',
    next: 'Okta refuses such a host. Ask for another host name.',
  },
  'url-slash': {
    name: 'No slash at the end of the URL',
    next: 'Paste it without the slash: some providers make // of it.',
  },
  'url-users': {
    name: 'URL is the base',
    next: 'Paste it without /Users or /Groups: the provider adds them itself.',
  },
  'url-place': { name: 'URL names this tenant and connection', next: fixUrl },
  'server-answers': {
    name: 'Server answers',
    next: 'Check the address and the network, then test again.',
  },
  'no-web-page': {
    name: 'Answers with data, not with a page',
    next: 'A proxy, a firewall or a sign-in page stands in front of it: let the SCIM path through unchanged.',
  },
  'token-accepted': {
    name: 'Token accepted',
    next: 'Rotate the token, paste the new one, and test again.',
  },
  'token-kind': {
    name: 'It is a SCIM token',
    next: 'Use the SCIM token of the connection. An API token of a person never works over SCIM.',
  },
  'token-age': { name: 'Token has not run out', next: 'Rotate the token before it ends.' },
  'no-user-agent': {
    name: 'Works without User-Agent',
    next: 'Entra sends none when it tests the connection: have the firewall let such requests through.',
  },
  'content-type': { name: 'Content type is SCIM', next: askProvider },
  'service-provider': { name: 'Patch and filter supported', next: askProvider },
  'counts-are-numbers': { name: 'Counts are numbers', next: `Okta reads nothing else. ${askProvider}` },
  'empty-search': {
    name: 'Empty search is an empty list',
    next: `Providers take any other answer for a broken service. ${askProvider}`,
  },
  'filter-finds': {
    name: 'Filter finds exactly one person',
    next: `An unfiltered answer makes providers double or overwrite people. ${askProvider}`,
  },
  'filter-letter-case': {
    name: 'Filter ignores letter case',
    next: `Entra writes addresses in another case and would make people twice. ${askProvider}`,
  },
  'filter-quotes': { name: 'Filter bears quotes', next: askProvider },
  'filter-plus': { name: 'Filter bears a plus sign', next: askProvider },
  'unknown-person': { name: 'Unknown person is 404 in SCIM form', next: askProvider },
  paging: { name: 'Pages follow each other', next: `People would be missed while reading. ${askProvider}` },
  'people-readable': {
    name: 'People readable',
    next: 'Sync, then test again; if it stays, copy the details.',
  },
  'people-same': {
    name: 'Same people as in the local copy',
    next: 'Sync, then test again: the copy may be older than the last push.',
  },
  'rest-same': {
    name: 'SCIM and REST agree',
    next: 'Test again in a minute; if it stays, report it to whoever runs the control plane.',
  },
  'groups-readable': { name: 'Groups readable', next: askProvider },
  'group-names': {
    name: 'Group names follow the team rule',
    next: 'Rename these groups in the identity provider, or they cannot be edited as teams here.',
  },
  'clock-skew': {
    name: 'Clocks agree',
    next: 'Set the clock of this computer; if it is right, tell whoever runs the service.',
  },
  'answer-time': { name: 'Answers in time', next: 'Okta gives up after 60 s. Report it if it stays slow.' },
  throttle: { name: 'Not throttled', next: 'Okta waits only for a Retry-After in whole seconds.' },
} as const satisfies Record<string, CheckWords>;

/** What a dialect probe tries, in this order. */
export const probeChecks = {
  'create-person': {
    name: 'Make a person',
    next: 'Without it nothing can be pushed. Choose another domain if the address was refused.',
  },
  'create-twice': {
    name: 'Make the same person twice',
    next: `Must be 409 uniqueness, or people are doubled. ${askProvider}`,
  },
  'find-person': { name: 'Find the person again', next: askProvider },
  'plus-address': { name: 'Address with a plus sign', next: askProvider },
  'replace-capital': {
    name: 'Operation written Replace',
    next: 'In Entra add ?aadOptscim062020 to the tenant URL.',
  },
  'replace-pathless': {
    name: 'Replace without a path',
    next: 'Okta catalogue apps need it; apps of the integration wizard use PUT instead.',
  },
  'patch-answer': { name: 'PATCH answers with the person', next: 'Grouper takes 200 only, not 204.' },
  'false-as-text': {
    name: '"False" as text',
    next: 'In Entra add ?aadOptscim062020 to the tenant URL: leavers would stay active.',
  },
  deactivate: { name: 'Deactivate', next: `Leavers would stay active. ${askProvider}` },
  'find-deactivated': {
    name: 'A deactivated person is still found',
    next: `Entra would make the person anew. ${askProvider}`,
  },
  reactivate: { name: 'Reactivate', next: `Returners would stay out. ${askProvider}` },
  'put-without-active': {
    name: 'PUT without active',
    next: `It would deactivate people whenever a provider leaves it out. ${askProvider}`,
  },
  'create-group': { name: 'Make a group', next: askProvider },
  'group-twice': {
    name: 'Make the same group twice',
    next: `Two teams of one name mix people up. ${askProvider}`,
  },
  'add-member': { name: 'Add a member', next: askProvider },
  'add-member-twice': {
    name: 'Add the same member twice',
    next: `JumpCloud repeats its adds. ${askProvider}`,
  },
  'add-at-once': {
    name: 'Two adds at the same moment',
    next: `Entra sends several at once, and one would be lost. ${askProvider}`,
  },
  'remove-by-filter': { name: 'Remove a member by filter', next: askProvider },
  'remove-by-list': {
    name: 'Remove a member by a list of values',
    next: 'In Entra add ?aadOptscim062020; JumpCloud has no such switch. Until then do not push groups.',
  },
  'empty-members': { name: 'Empty the group', next: 'Okta sends an empty list for a group without members.' },
  'rename-group': { name: 'Rename the group', next: askProvider },
  'illegal-group-name': {
    name: 'Illegal group name',
    next: 'Keep group names to lower-case letters, digits and hyphens.',
  },
  'delete-group': { name: 'Delete the group', next: askProvider },
  'delete-person': {
    name: 'Delete a person',
    next: 'JumpCloud leaves its test person behind here; Okta never deletes anybody.',
  },
  'create-again': {
    name: 'Make the deleted person again',
    next: `Returners could not be pushed. ${askProvider}`,
  },
  'rest-view': {
    name: 'REST shows what SCIM was told',
    next: 'Report it to whoever runs the control plane, with the details.',
  },
  'copy-view': { name: 'The local copy shows it after a sync', next: 'Sync again and look for the person.' },
  'probe-throttle': { name: 'Not throttled while writing', next: testChecks.throttle.next },
  'cleaned-up': {
    name: 'Everything removed again',
    next: 'Remove what is named below in the console, or choose Clean up with a working token.',
  },
} as const satisfies Record<string, CheckWords>;

export type TestCheckId = keyof typeof testChecks;
export type ProbeCheckId = keyof typeof probeChecks;
export type CheckId = TestCheckId | ProbeCheckId;

/** The words of a check. */
export function checkWords(id: CheckId): CheckWords {
  return { ...testChecks, ...probeChecks }[id];
}
