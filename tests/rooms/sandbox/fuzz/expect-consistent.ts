import { expect } from 'vitest';
import type { SeenRow, serveSandbox } from '../serve-sandbox.ts';

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

  const ids = new Set(people.map(({ id }) => id));
  const teams = await allPages(call, '/teams/user');
  expect(teams.rows).toHaveLength(teams.total);
  expect(new Set(teams.rows.map(({ id }) => id)).size).toBe(teams.total);
  for (const team of teams.rows) {
    const members = await allPages(call, `/teams/${team.id}/members`);
    expect([team.teamName, members.total]).toEqual([team.teamName, team.totalMemberCount]);
    expect(members.rows).toHaveLength(members.total);
    for (const { subjectId } of members.rows as unknown as { subjectId: string }[]) {
      expect(ids.has(subjectId)).toBe(true);
    }
  }
  const log = (await call('GET', '/audit-logs?metric=list&limit=1')).body.pagination.total;
  const counted = (await call('GET', '/audit-logs?metric=count')).body as unknown as {
    data: { count: number };
  };
  expect(counted.data.count).toBe(log);
}

/** A list of whatever length, by pages; the total is the one that the last page told. */
async function allPages(
  call: Awaited<ReturnType<typeof serveSandbox>>['call'],
  path: string,
): Promise<{ rows: SeenRow[]; total: number }> {
  const rows: SeenRow[] = [];
  for (;;) {
    const { data, pagination } = (await call('GET', `${path}?limit=1000&offset=${rows.length}`)).body;
    rows.push(...data);
    if (data.length === 0) return { rows, total: pagination.total };
  }
}
