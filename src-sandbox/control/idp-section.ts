import { escapeHtml } from '../escape-html.ts';
import type { IdpStatus } from '../idp/idp-status.ts';
import type { VendorName } from '../idp/vendor.ts';

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

/** The identity provider of `--idp`, as its own admin page would show it: what waits, what went wrong, what may be done. */
export function idpSection(status: IdpStatus): string {
  const facts: readonly (readonly [string, string | number])[] = [
    ['State', stateWords[status.state]],
    ['People', `${status.people} (${status.assigned} assigned)`],
    ['Groups', status.groups],
    ['Not pushed yet', `${status.waiting.people} people, ${status.waiting.groups} groups`],
    ['Last push', status.lastCycle === null ? 'none' : status.lastCycle.endedAt],
    ['Requests in it', status.lastCycle?.requests ?? 0],
  ];
  const buttons = verbs.map(([verb, label]) => `<button name="verb" value="${verb}">${label}</button>`);
  return `<section aria-labelledby="idp"><h2 id="idp">${vendorNames[status.vendor]}, the identity provider</h2>
<dl>${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${escapeHtml(String(value))}</dd></div>`).join('')}</dl>
${troubles(status)}
<form method="post" action="page/idp"><span>In its directory</span>${buttons.join('\n')}</form>
<form method="post" action="page/idp" class="next"><span>Over SCIM</span><button name="verb" value="cycle">Push now</button>
<button name="verb" value="break-token">Break its token</button></form>
<form method="post" action="page/idp-token" class="next"><label for="idp-token">Give it a token</label>
<input id="idp-token" name="token" type="password" autocomplete="off" required maxlength="8192"><button>Set</button></form></section>`;
}

function troubles({ quarantine, lastCycle }: IdpStatus): string {
  const lines = [
    ...(quarantine === null ? [] : [`In quarantine since ${quarantine.since}: ${quarantine.reason}`]),
    ...(lastCycle?.errors ?? []).map(({ about, sentence }) => `${about}: ${sentence}`),
  ];
  if (lines.length === 0) return '';
  return `<ul class="troubles">${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`;
}
