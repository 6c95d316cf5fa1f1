import { escapeHtml } from '../escape-html.ts';
import type { OrderedFault } from '../faults/fault-desk.ts';
import type { IdpStatus } from '../idp/idp-status.ts';
import { momentText } from '../pages/form-fields.ts';
import { figure, modeNames, tenantTitle } from '../pages/tenant-words.ts';
import { factList } from './fact-list.ts';
import { faultSection, orderSection } from './fault-sections.ts';
import { idpSection } from './idp-section.ts';
import { pageStyle } from './page-style.ts';
import type { SeenRequest } from './request-register.ts';
import type { tenantState } from './tenant-state-routes.ts';

/** The forms of the page, each named like its path below /page. */
export type FormName = 'order' | 'remove' | 'clock' | 'idp' | 'idp-token' | 'forget';

/** A form that could not be followed: why, and what was typed where that may be shown again. */
export interface RefusedForm {
  readonly form: FormName;
  readonly sentence: string;
  readonly typed: string | undefined;
}

export interface ControlView {
  /** Lets this page's own style in, and no other. */
  readonly nonce: string;
  readonly state: ReturnType<typeof tenantState>;
  readonly faults: readonly OrderedFault[];
  /** Absent when the sandbox was started without --idp. */
  readonly idp: IdpStatus | undefined;
  /** Newest first. */
  readonly requests: readonly SeenRequest[];
  /** The address of a person; undefined when they are no more. */
  readonly emailOf: (personId: string) => string | undefined;
  /** Absent where the page was simply opened. */
  readonly refused: RefusedForm | undefined;
}

/** The page of the control port, whole: no scripts, everything escaped. */
export function controlPage(view: ControlView): string {
  const { nonce, state, faults, idp, refused } = view;
  // A refused form's page stands at the form's own address, one step below.
  const root = refused === undefined ? '' : '../';
  const problem =
    refused === undefined ? '' : `<p class="bad" role="alert">${escapeHtml(refused.sentence)}</p>`;
  const isOrder = refused?.form === 'order';
  const title = tenantTitle(state.tenantName);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Control of ${escapeHtml(state.tenantName)}</title>
<style nonce="${nonce}">${pageStyle}</style>
</head>
<body>
<header>
<h1>${escapeHtml(title)}</h1>
<p><a href="${escapeHtml(state.tenantUrl)}/">${escapeHtml(state.tenantUrl)}</a> · <a href="${root}outbox">Mails that it sent</a></p>
</header>
<main>
${isOrder ? '' : problem}
${stateSection(state, root)}
${idp === undefined ? '' : idpSection(idp, root)}
${faultSection(faults, root)}
${orderSection({ root, typed: refused?.typed, problem: isOrder ? problem : '' })}
${requestSection(view, root)}
</main>
</body>
</html>
`;
}

function stateSection(state: ControlView['state'], root: string): string {
  const steps: readonly (readonly [string, number])[] = [
    ['1 minute', 60_000],
    ['1 hour', 3_600_000],
    ['1 day', 86_400_000],
    ['8 days', 691_200_000],
  ];
  const facts = factList([
    ['Provisioning', modeNames[state.mode]],
    ['People', `${figure(state.users)}, ${figure(state.activeUsers)} of them active`],
    ['Teams', figure(state.teams)],
    ['Requests', figure(state.requests)],
    ['Tenant’s clock', momentText(Date.parse(state.now))],
  ]);
  return `<section aria-labelledby="state"><h2 id="state">State</h2>
${facts}
<form method="post" action="${root}page/clock"><span>Set the clock forward</span>
${steps.map(([label, ms]) => `<button name="advanceMs" value="${ms}">${label}</button>`).join('\n')}</form></section>`;
}

function requestSection({ requests, state, emailOf }: ControlView, root: string): string {
  const personOf = (id: string | null) => (id === null ? '' : (emailOf(id) ?? id));
  const rows = requests.map(
    ({ at, method, path, status, ms, personId, faults }) =>
      `<tr><td data-name="At">${at.slice(11, 23)}</td><td data-name="Method">${escapeHtml(method)}</td>
<td data-name="Path" class="long"><code>${escapeHtml(path)}</code></td><td data-name="Status" class="figure">${status ?? 'none'}</td>
<td data-name="ms" class="figure">${ms ?? ''}</td><td data-name="Person" class="person">${escapeHtml(personOf(personId))}</td>
<td data-name="Faults">${faults.join(', ')}</td></tr>`,
  );
  return `<section aria-labelledby="requests"><h2 id="requests">Requests</h2>
<p>The last ${figure(requests.length)} of ${figure(state.requests)}, newest first. No header, body or token is kept.</p>
<table><thead><tr><th>At</th><th>Method</th><th>Path</th><th>Status</th><th>ms</th><th>Person</th><th>Faults</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>
<form method="post" action="${root}page/forget"><button>Forget all</button></form></section>`;
}
