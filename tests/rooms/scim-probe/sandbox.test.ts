import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtProgram } from '../harness/programs.ts';
import { blamed, type OpenedProbe, openProbe, sentenceOf } from './open-probe.ts';

const thread = builtProgram('cache-thread');
let opened: OpenedProbe;

beforeAll(async () => {
  opened = await openProbe(thread, ['--users', '60']);
}, 60_000);
afterAll(async () => {
  await opened.close();
});

describe('against the sandbox', () => {
  test('every check of the connection passes, and is compared with REST and the copy', async () => {
    const run = await opened.test();
    expect(run.state).toBe('done');
    expect(run.checks).toHaveLength(29);
    expect(blamed(run.checks)).toEqual([]);
    expect(run.checks.filter(({ result }) => result === 'skipped').map(({ id }) => id)).toEqual([
      'token-age',
    ]);
    expect(sentenceOf(run, 'people-readable')).toBe('60 people. Matches the local copy');
    expect(sentenceOf(run, 'people-same')).toBe('60 people compared, with who is active');
    expect(sentenceOf(run, 'rest-same')).toBe('3 people asked for over both');
  });

  test('every check of the probe passes, nine providers work, nothing stays', async () => {
    const run = await opened.probe({ replays: 'providers' });
    expect(run.state).toBe('done');
    expect(run.checks.filter(({ result }) => result !== 'passed')).toEqual([]);
    expect(run.checks).toHaveLength(29);
    expect(run.vendors.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
      'okta works',
      'okta-put works',
      'entra works',
      'entra-scim062020 works',
      'jumpcloud works',
      'onelogin works',
      'pingfederate works',
      'google-bridge works',
      'grouper works',
    ]);
    expect(run.things).toEqual([]);
    await opened.sweep();
    // Result and time are kept, and the trail has both phases.
    const { runs, leftovers } = await opened.main.value('scim-probe/read', { tenantId: opened.tenantId });
    expect(runs[0]).toEqual(run);
    expect(leftovers).toEqual([]);
    const { lines } = await opened.main.value('audit-log/list', {
      tenantId: opened.tenantId,
      filter: { since: null, actor: null, action: 'Probed over SCIM', job: null, show: 'everything' },
      offset: 0,
      limit: 10,
    });
    expect(lines.map(({ result }) => result)).toContain('done');
  }, 90_000);

  test('the details as text have every finding and no token', async () => {
    const { runs } = await opened.main.value('scim-probe/read', { tenantId: opened.tenantId });
    for (const { runId, checks } of runs) {
      await opened.main.value('scim-probe/copy-details', { runId });
      await opened.main.value('scim-probe/save-details', { runId });
      const [copied, saved] = opened.texts.splice(0);
      expect(saved).toBe(copied);
      for (const { name } of checks) expect(copied).toContain(name);
      expect(copied).not.toContain(opened.scimToken);
    }
  });
});
