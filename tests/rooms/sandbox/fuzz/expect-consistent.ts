import { expect } from 'vitest';
import type { serveSandbox } from '../serve-sandbox.ts';

/** After any traffic: the tenant answers, its lists agree with their totals and each other, and an admin is left. */
export async function expectConsistent({
  call,
  at,
  everybody,
  tenantUrl,
}: Awaited<ReturnType<typeof serveSandbox>>): Promise<void> {
  const health = await at('GET', `${tenantUrl}/sandbox/health`, { token: null });
  expect(health.body).toEqual({ status: 'ok' });

  const people = await everybody();
  const all = (await call('GET', '/users?limit=1&showInvalidUsers=true')).body.pagination.total;
  expect(people).toHaveLength(all);
  expect(new Set(people.map(({ id }) => id)).size).toBe(all);
  expect(new Set(people.map(({ email }) => email.toLowerCase())).size).toBe(all);
  const active = people.filter((person) => person.active);
  expect((await call('GET', '/users?limit=1')).body.pagination.total).toBe(active.length);
  expect(active.some(({ roles }) => roles.includes('tenant-admin'))).toBe(true);

  const teams = (await call('GET', '/teams/user?limit=1000')).body;
  expect(teams.data).toHaveLength(teams.pagination.total);
  for (const team of teams.data) {
    const members = (await call('GET', `/teams/${team.id}/members?limit=1000`)).body;
    expect([team.teamName, members.pagination.total]).toEqual([team.teamName, team.totalMemberCount]);
    expect(members.data).toHaveLength(members.pagination.total);
    const ids = new Set(people.map(({ id }) => id));
    for (const { subjectId } of members.data as unknown as { subjectId: string }[]) {
      expect(ids.has(subjectId)).toBe(true);
    }
  }
  const log = (await call('GET', '/audit-logs?metric=list&limit=1')).body.pagination.total;
  const counted = (await call('GET', '/audit-logs?metric=count')).body as unknown as {
    data: { count: number };
  };
  expect(counted.data.count).toBe(log);
}
