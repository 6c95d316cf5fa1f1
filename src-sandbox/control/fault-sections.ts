import { escapeHtml } from '../escape-html.ts';
import type { OrderedFault } from '../faults/fault-desk.ts';
import { figure } from '../pages/tenant-words.ts';
import { faultExamples } from './fault-examples.ts';

const firstOrder = '{"kind":"latency","ms":{"min":200,"max":800},"match":{"path":"/api/svc/v1/users"}}';

/** The faults that are ordered, with how often each struck. `root` leads to the page's own address. */
export function faultSection(faults: readonly OrderedFault[], root: string): string {
  if (faults.length === 0) {
    return '<section aria-labelledby="faults"><h2 id="faults">Faults</h2><p>None are ordered: the tenant answers as it should.</p></section>';
  }
  const rows = faults.map(
    ({ id, order, calls, struck }) => `<tr><td data-name="Id">${id}</td>
<td data-name="Order" class="long"><code>${escapeHtml(shortOrder(order))}</code></td>
<td data-name="Calls that fit" class="figure">${figure(calls)}</td><td data-name="Struck" class="figure">${figure(struck)}</td>
<td><form method="post" action="${root}page/remove"><button name="id" value="${id}">Remove</button></form></td></tr>`,
  );
  return `<section aria-labelledby="faults"><h2 id="faults">Faults, in the order they act</h2>
<table><thead><tr><th>Id</th><th>Order</th><th>Calls that fit</th><th>Struck</th><th></th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>
<form method="post" action="${root}page/remove"><button>Remove all</button></form></section>`;
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

/** Buttons for common faults and a field for any other, which keeps an order that was refused. */
export function orderSection(shown: { root: string; typed: string | undefined; problem: string }): string {
  const { root, typed, problem } = shown;
  const buttons = faultExamples.map(
    ({ label, order }) =>
      `<button name="order" value="${escapeHtml(JSON.stringify(order))}">${escapeHtml(label)}</button>`,
  );
  return `<section aria-labelledby="order"><h2 id="order">Order a fault</h2>
<form method="post" action="${root}page/order" class="examples">${buttons.join('\n')}</form>
<form method="post" action="${root}page/order" class="own">${problem}<label for="own">Or any other, as JSON</label>
<textarea id="own" name="order" rows="5" spellcheck="false" required${typed === undefined ? '' : ' autofocus'}>${escapeHtml(typed ?? firstOrder)}</textarea>
<button>Order</button></form></section>`;
}
