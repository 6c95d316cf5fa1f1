import { createRequire } from 'node:module';

// Read when the first domain is looked at, not at every start.
const load = createRequire(import.meta.url);
let known: ReadonlySet<string> | null = null;

/** Whether a domain gives addresses that vanish after a while (condition 41), itself or the domain above it. */
export function isThrowAway(domain: string): boolean {
  known ??= readList();
  const labels = domain.split('.');
  return known.has(domain) || known.has(labels.slice(-2).join('.'));
}

function readList(): ReadonlySet<string> {
  const list: typeof import('disposable-email-domains-js') = load('disposable-email-domains-js');
  return list.disposableEmailBlocklistSet();
}
