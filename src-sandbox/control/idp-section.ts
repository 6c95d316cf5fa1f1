import { escapeHtml } from '../escape-html.ts';
import type { IdpStatus } from '../idp/idp-status.ts';
import type { VendorName } from '../idp/vendor.ts';
import { momentText } from '../pages/form-fields.ts';
import { figure } from '../pages/tenant-words.ts';
import { factList } from './fact-list.ts';

const vendorNames: Readonly<Record<VendorName, string>> = {
  okta: 'Okta',
  'okta-put': 'Okta (from the integration wizard)',
  entra: 'Entra ID',
  'entra-scim062020': 'Entra ID (aadOptscim062020)',
  jumpcloud: 'JumpCloud',
};
const stateWords: Readonly<Record<IdpStatus['state'], string>> = {
  idle: 'waiting',
  running: 'pushing',
  quarantined: 'in quarantine',
  paused: 'told to wait',
  off: 'off after four weeks of quarantine',
};
const verbs: readonly (readonly [string, string])[] = [
  ['join', 'Three people join'],
  ['leave', 'One person leaves'],
  ['rename', 'Somebody marries'],
  ['move-group', 'Somebody changes team'],
  ['week', 'A whole week'],
];

/**
 * The identity provider of `--idp`, as its own admin page would show it: what waits, what went wrong, what may be done.
 * `root` leads to the page's own address.
 */
export function idpSection(status: IdpStatus, root: string): string {
  const { waiting, lastCycle } = status;
  const facts = factList([
    ['State', stateWords[status.state]],
    ['People', `${figure(status.people)}, ${figure(status.assigned)} of them assigned`],
    ['Groups', figure(status.groups)],
    ['Not pushed yet', `${figure(waiting.people)} people, ${figure(waiting.groups)} groups`],
    ['Last push', lastCycle === null ? 'none' : moment(lastCycle.endedAt)],
    ['Requests in it', figure(lastCycle?.requests ?? 0)],
  ]);
  const buttons = verbs.map(([verb, label]) => `<button name="verb" value="${verb}">${label}</button>`);
  return `<section aria-labelledby="idp"><h2 id="idp">${vendorNames[status.vendor]}, the identity provider</h2>
${facts}
${troubles(status)}
<form method="post" action="${root}page/idp"><span>In its directory</span>${buttons.join('\n')}</form>
<form method="post" action="${root}page/idp" class="next"><span>Over SCIM</span><button name="verb" value="cycle">Push now</button>
<button name="verb" value="break-token">Break its token</button></form>
<form method="post" action="${root}page/idp-token" class="next"><label for="idp-token">Give it a token</label>
<input id="idp-token" name="token" type="password" autocomplete="off" required maxlength="8192"><button>Set</button></form></section>`;
}

function troubles({ quarantine, lastCycle }: IdpStatus): string {
  const errors = lastCycle?.errors ?? [];
  const lines = [
    ...(quarantine === null ? [] : [`In quarantine since ${moment(quarantine.since)}: ${quarantine.reason}`]),
    ...errors.map(({ about, sentence }) => `${about}: ${sentence}`),
  ];
  if (lines.length === 0) return '';
  const isRefused = errors.some(({ status }) => status === 401 || status === 403);
  const advice = isRefused
    ? '<p><strong>What to do:</strong> put the tenant’s SCIM token into “Give it a token” (the one printed at the start, or a new one made on the app’s Provisioning page), then press “Push now”.</p>'
    : '';
  return `<ul class="troubles">${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>${advice}`;
}

function moment(iso: string): string {
  return momentText(Date.parse(iso));
}
