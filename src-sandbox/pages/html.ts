import { escapeHtml } from '../escape-html.ts';

/** Text that is HTML already. Only `html` makes it, so whatever else stands in a page has been escaped. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | Html | readonly Html[] | undefined;

/** A template of HTML: whatever is put in is escaped unless it is Html itself; undefined is left out. */
export function html(fixed: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(fixed.map((text, at) => (at === 0 ? text : asText(parts[at - 1]) + text)).join(''));
}

function asText(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map((one) => one.text).join('');
  return escapeHtml(String(part));
}
