import { escapeHtml } from '../escape-html.ts';
import type { OrderedFault } from '../faults/fault-desk.ts';
import type { IdpStatus } from '../idp/idp-status.ts';
import { faultExamples } from './fault-examples.ts';
import { idpSection } from './idp-section.ts';
import { pageStyle } from './page-style.ts';
import type { SeenRequest } from './request-register.ts';
import type { tenantState } from './tenant-state-routes.ts';

export interface ControlView {
  /** Lets this page's own style in, and no other. */
  readonly nonce: string;
  readonly state: ReturnType<typeof tenantState>;
  readonly faults: readonly OrderedFault[];
  /** Absent when the sandbox was started without --idp. */
  readonly idp: IdpStatus | undefined;
  /** Newest first. */
  readonly requests: readonly SeenRequest[];
}

/** The page of the control port, whole: no scripts, everything escaped. */
export function controlPage({ nonce, state, faults, idp, requests }: ControlView): string {
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
<h1>Sandbox tenant ${escapeHtml(state.tenantName)}</h1>
<p><a href="${escapeHtml(state.tenantUrl)}/">${escapeHtml(state.tenantUrl)}</a> · <a href="outbox">Mails that it sent</a></p>
</header>
<main>
${stateSection(state)}
${idp === undefined ? '' : idpSection(idp)}
${faultSection(faults)}
${orderSection()}
${requestSection(requests, state.requests)}
</main>
</body>
</html>
`;
}

function stateSection(state: ControlView['state']): string {
  const facts: readonly (readonly [string, string | number])[] = [
    ['Mode', state.mode],
    ['People', `${state.users} (${state.activeUsers} active)`],
    ['Teams', state.teams],
    ['Requests', state.requests],
    ['Tenant’s clock', state.now],
  ];
  const steps: readonly (readonly [string, number])[] = [
    ['1 minute', 60_000],
    ['1 hour', 3_600_000],
    ['1 day', 86_400_000],
    ['8 days', 691_200_000],
  ];
  return `<section aria-labelledby="state"><h2 id="state">State</h2>
<dl>${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${escapeHtml(String(value))}</dd></div>`).join('')}</dl>
<form method="post" action="page/clock"><span>Set the clock forward</span>
${steps.map(([label, ms]) => `<button name="advanceMs" value="${ms}">${label}</button>`).join('\n')}</form></section>`;
}

function faultSection(faults: readonly OrderedFault[]): string {
  if (faults.length === 0) {
    return '<section aria-labelledby="faults"><h2 id="faults">Faults</h2><p>None are ordered: the tenant answers as it should.</p></section>';
  }
  const rows = faults.map(
    ({
      id,
      order,
      calls,
      struck,
    }) => `<tr><td>${id}</td><td><code>${escapeHtml(shortOrder(order))}</code></td>
<td class="figure">${calls}</td><td class="figure">${struck === 0 ? 'never yet' : struck}</td>
<td><form method="post" action="page/remove"><button name="id" value="${id}">Remove</button></form></td></tr>`,
  );
  return `<section aria-labelledby="faults"><h2 id="faults">Faults, in the order they act</h2>
<div class="wide"><table><thead><tr><th>Id</th><th>Order</th><th>Calls</th><th>Struck</th><th></th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>
<form method="post" action="page/remove"><button>Remove all</button></form></section>`;
}

/** The order without what is as usual. */
function shortOrder(order: OrderedFault['order']): string {
  const usual: Readonly<Record<string, unknown>> = {
    from: 1,
    every: 1,
    times: 'for-ever',
    percent: 100,
    seed: 1,
  };
  const told = Object.entries(order).filter(
    ([name, value]) => value !== usual[name] && JSON.stringify(value) !== '{}',
  );
  return JSON.stringify(Object.fromEntries(told));
}

function orderSection(): string {
  const buttons = faultExamples.map(
    ({ label, order }) =>
      `<button name="order" value="${escapeHtml(JSON.stringify(order))}">${escapeHtml(label)}</button>`,
  );
  return `<section aria-labelledby="order"><h2 id="order">Order a fault</h2>
<form method="post" action="page/order" class="examples">${buttons.join('\n')}</form>
<form method="post" action="page/order" class="own"><label for="own">Or any other, as JSON</label>
<textarea id="own" name="order" rows="5" spellcheck="false" required>{"kind":"latency","ms":{"min":200,"max":800},"match":{"path":"/api/svc/v1/users"}}</textarea>
<button>Order</button></form></section>`;
}

function requestSection(requests: readonly SeenRequest[], total: number): string {
  const rows = requests.map(
    ({ at, method, path, status, ms, personId, faults }) =>
      `<tr><td>${at.slice(11, 23)}</td><td>${escapeHtml(method)}</td><td><code>${escapeHtml(path)}</code></td>
<td class="figure">${status ?? 'none'}</td><td class="figure">${ms ?? ''}</td><td><code>${escapeHtml(personId ?? '')}</code></td><td>${faults.join(', ')}</td></tr>`,
  );
  return `<section aria-labelledby="requests"><h2 id="requests">Requests</h2>
<p>The last ${requests.length} of ${total}, newest first. No header, body or token is kept.</p>
<div class="wide"><table><thead><tr><th>At</th><th>Method</th><th>Path</th><th>Status</th><th>ms</th><th>Person</th><th>Faults</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>
<form method="post" action="page/forget"><button>Forget all</button></form></section>`;
}
