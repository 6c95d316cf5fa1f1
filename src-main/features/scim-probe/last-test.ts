import type { ScimRun } from '../../../src-contract/scim-probe.ts';

/** What the last connection test of a connection said, in one line. */
export interface LastTest {
  result: 'passed' | 'look' | 'failed';
  sentence: string;
  at: string;
}

/** The newest ended test of a connection among runs, newest first, in one line; null when it was never tested. */
export function lastTestOf(runs: readonly ScimRun[], ssoId: string): LastTest | null {
  const run = runs.find((one) => one.kind === 'test' && one.ssoId === ssoId && one.state === 'done');
  if (run?.endedAt === undefined || run.endedAt === null) return null;
  const failed = run.checks.find(({ result }) => result === 'failed');
  const worth = failed ?? run.checks.find(({ result }) => result === 'look');
  const passed = run.checks.filter(({ result }) => result === 'passed').length;
  return {
    result: failed ? 'failed' : worth ? 'look' : 'passed',
    sentence: worth ? `${worth.name}: ${worth.sentence}` : `${passed} checks of the connection passed`,
    at: run.endedAt,
  };
}
