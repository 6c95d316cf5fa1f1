import { expect, test } from 'vitest';
import { serveSandbox } from '../serve-sandbox.ts';

test('a page at any offset is what walking there gives, also among active people only and while some leave', async () => {
  const { call, everybody } = await serveSandbox('--users', '6000', '--mode', 'invite-only');
  const offsets = [0, 1, 1023, 1024, 1025, 2047, 3333, 5990];
  const check = async () => {
    const all = await everybody();
    for (const [flag, walked] of [
      ['true', all],
      ['false', all.filter(({ active }) => active)],
    ] as const) {
      for (const offset of [...offsets, walked.length - 1, walked.length]) {
        const { body } = await call('GET', `/users?limit=7&offset=${offset}&showInvalidUsers=${flag}`);
        expect([offset, body.data.map(({ id }) => id)]).toEqual([
          offset,
          walked.slice(offset, offset + 7).map(({ id }) => id),
        ]);
        expect(body.pagination.total).toBe(walked.length);
      }
    }
    return all;
  };
  const all = await check();
  const leavers = all.filter(({ active, roles }, place) => place % 9 === 4 && active && roles.length === 0);
  expect(leavers.length).toBeGreaterThan(100);
  for (const { email } of leavers.slice(0, 120))
    await call('PATCH', '/users/deactivate', { body: { email } });
  await check();
}, 60_000);

test('a search that matches many and one that matches few tell the same as looking at everybody', async () => {
  const { call, everybody } = await serveSandbox('--users', '3000');
  const all = await everybody();
  for (const query of ['a', 'halden', 'anna', 'ingrid.solvang', '_', '%', 'q.x.z']) {
    for (const flag of ['true', 'false']) {
      const path = `/users?limit=50&offset=3&query=${encodeURIComponent(query)}&showInvalidUsers=${flag}`;
      const { body } = await call('GET', path);
      const fits = all.filter(({ email, active }) => email.includes(query) && (active || flag === 'true'));
      expect([query, flag, body.pagination.total]).toEqual([query, flag, fits.length]);
      expect(body.data.map(({ email }) => email)).toEqual(fits.slice(3, 53).map(({ email }) => email));
    }
  }
});
