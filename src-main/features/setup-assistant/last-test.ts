import type { LastTest } from './setup-doors.ts';

/** A run of the connection test or the probe, as far as a set-up asks for it. */
export interface KeptRun {
  kind: 'test' | 'probe' | 'clean-up';
  ssoId: string | null;
  state: 'running' | 'done' | 'cancelled' | 'broken';
  startedAt: string;
  endedAt: string | null;
  checks: readonly { name: string; result: 'passed' | 'look' | 'failed' | 'skipped' }[];
}

/** What the newest finished run at a connection said, in one sentence; null when there is none. */
export function lastTestOf(runs: readonly KeptRun[], ssoId: string): LastTest | null {
  const newest = runs
    .filter((run) => run.ssoId === ssoId && run.kind !== 'clean-up' && run.state === 'done')
    .toSorted((one, other) => Date.parse(other.startedAt) - Date.parse(one.startedAt))[0];
  if (newest === undefined) return null;
  const at = newest.endedAt ?? newest.startedAt;
  const named = (result: 'failed' | 'look'): string[] =>
    newest.checks.filter((check) => check.result === result).map(({ name }) => name);
  const failed = named('failed');
  const look = named('look');
  const [first] = failed.length > 0 ? failed : look;
  if (first === undefined) return { result: 'passed', sentence: 'Connection test passed', at };
  const more = failed.length > 0 ? failed.length - 1 : look.length - 1;
  const result = failed.length > 0 ? 'failed' : 'look';
  const sentence = `Connection test: ${first}${more > 0 ? ` and ${more} more` : ''}, tested`;
  return { result, sentence, at };
}
