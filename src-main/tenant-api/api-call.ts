import type { OutgoingRequest } from './send-once.ts';

/** One call as the areas of the client describe it. */
export interface ApiCall {
  method: OutgoingRequest['method'];
  /** The path as the log shows it. */
  template: string;
  /** What stands for `{id}` and the like in the template; each is encoded. */
  with?: Record<string, string>;
  /** The path itself, where the template cannot say it. */
  path?: string;
  query?: Record<string, string | number>;
  body?: unknown;
  /** Who or what it is about, for the sentence of a failure. */
  person?: string;
  team?: string;
}

function fillIn(template: string, values: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
}

/** The address that a call goes to: always at `origin`, whatever stands in its path. */
export function urlOf(call: ApiCall, origin: string): URL {
  const url = new URL(origin);
  // Set, not resolved: a path such as `//elsewhere` must stay a path.
  url.pathname = call.path ?? fillIn(call.template, call.with ?? {});
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, String(value));
  return url;
}
