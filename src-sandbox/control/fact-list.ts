import { escapeHtml } from '../escape-html.ts';

/** Names with their values, as HTML; everything escaped. */
export function factList(facts: readonly (readonly [string, string])[]): string {
  const items = facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${escapeHtml(value)}</dd></div>`);
  return `<dl>${items.join('')}</dl>`;
}
