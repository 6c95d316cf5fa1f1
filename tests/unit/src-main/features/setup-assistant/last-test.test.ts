import { expect, test } from 'vitest';
import { type KeptRun, lastTestOf } from '../../../../../src-main/features/setup-assistant/last-test.ts';

const at = '2026-11-23T10:00:00.000Z';
const run = (results: KeptRun['checks'][number]['result'][], more: Partial<KeptRun> = {}): KeptRun => ({
  kind: 'test',
  ssoId: 'okta',
  state: 'done',
  startedAt: at,
  endedAt: at,
  checks: results.map((result, index) => ({ name: `check ${index + 1}`, result })),
  ...more,
});

test.each<[string, KeptRun[], unknown]>([
  ['no run', [], null],
  ['a run elsewhere', [run(['failed'], { ssoId: 'other' })], null],
  ['a run that goes on', [run(['failed'], { state: 'running' })], null],
  ['a clean-up', [run(['failed'], { kind: 'clean-up' })], null],
  ['all passed', [run(['passed', 'skipped'])], { result: 'passed', sentence: 'Connection test passed', at }],
  [
    'failures before looks',
    [run(['look', 'failed', 'failed'])],
    { result: 'failed', sentence: 'Connection test: check 2 and 1 more, tested', at },
  ],
  ['a look', [run(['look', 'passed'])], { result: 'look', sentence: 'Connection test: check 1, tested', at }],
  [
    'the newest counts',
    [run(['failed']), run(['passed'], { startedAt: '2026-11-23T11:00:00.000Z' })],
    { result: 'passed', sentence: 'Connection test passed', at },
  ],
])('%s', (_what, runs, told) => {
  expect(lastTestOf(runs, 'okta')).toEqual(told);
});
