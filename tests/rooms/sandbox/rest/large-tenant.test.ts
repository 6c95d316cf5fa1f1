import { expect, test } from 'vitest';
import { serveSandbox } from '../serve-sandbox.ts';

test('GET /subjects at 200,000 people: all teams come with every page, without their people, in little and soon', async () => {
  const { call } = await serveSandbox('--users', '200000', '--no-control');
  const teams = (await call('GET', '/teams/user?limit=1')).body.pagination.total;
  for (const offset of [0, 100_000]) {
    const begun = performance.now();
    const { body } = await call('GET', `/subjects?limit=100&offset=${offset}&showInvalidUsers=true`);
    expect(body.users).toHaveLength(100);
    expect(body.totalTeams).toBe(teams);
    expect(body.teams).toHaveLength(teams);
    for (const team of body.teams) {
      expect(team).not.toHaveProperty('members');
      expect(team).not.toHaveProperty('manifest');
    }
    // It was some 20 MB and a second; the checking against the description takes part of the time.
    expect(JSON.stringify(body).length).toBeLessThan(3_000_000);
    expect(performance.now() - begun).toBeLessThan(2000);
  }
}, 120_000);
