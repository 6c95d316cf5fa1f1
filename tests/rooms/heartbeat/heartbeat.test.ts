import { describe, expect, test } from 'vitest';
import { openHeartbeat } from './open-heartbeat.ts';

const dayMs = 86_400_000;

/** The next Monday after a moment, at an hour. */
function mondayAfter(moment: Date): Date {
  const monday = new Date(moment);
  do monday.setDate(monday.getDate() + 1);
  while (monday.getDay() !== 1);
  monday.setHours(8, 50, 0, 0);
  return monday;
}
const at = (monday: Date, days: number, hour: number, minute = 0): Date => {
  const moment = new Date(monday);
  moment.setDate(monday.getDate() + days);
  moment.setHours(hour, minute, 0, 0);
  return moment;
};

describe.each(['okta', 'entra'] as const)('pushes of %s as syncs see them', (vendor) => {
  test('are counted; silence is said in words when the token breaks; a new token ends it', async () => {
    const beat = await openHeartbeat(vendor);
    const first = await beat.read();
    // Everything was new in the first sync, and nobody pushed it just now.
    expect(first.days.map(({ total }) => total)).toEqual(Array.from({ length: 28 }, () => 0));
    expect(first.lastPushFrom).toBe('dates');
    expect(first.idpName).toMatch(/\w/);

    const monday = mondayAfter(beat.now());
    await beat.goTo(monday);
    await beat.sync();
    // Two weeks of working days, with a push and a sync every four hours.
    for (const day of [0, 1, 2, 3, 4, 7, 8, 9, 10, 11]) {
      for (const hour of [9, 13, 17]) {
        await beat.goTo(at(monday, day, hour));
        if (hour === 9) await beat.push('join', { count: 2 });
        else if (hour === 13) await beat.push('leave', { count: 1 });
        else await beat.push('rename');
        await beat.goTo(at(monday, day, hour, 10));
        await beat.sync();
      }
    }
    const friday = await beat.read();
    expect(friday).toMatchObject({ state: 'pushing', silence: 'usual', lastPushFrom: 'sync' });
    expect(Date.parse(friday.lastPushAt ?? '')).toBeGreaterThan(at(monday, 11, 17).getTime() - 1);
    expect(Date.parse(friday.lastPushAt ?? '')).toBeLessThan(at(monday, 11, 17, 10).getTime());
    const byDay = new Map(friday.days.map((day) => [day.day, day]));
    const weekend = friday.days.slice(-7, -5);
    expect(weekend.map(({ seen, total }) => [seen, total])).toEqual([
      ['no-sync', 0],
      ['no-sync', 0],
    ]);
    const last = friday.days.at(-1);
    expect(last).toMatchObject({ seen: 'by-syncs', made: 2, deactivated: 1, removed: 0 });
    expect(last?.updated).toBeGreaterThanOrEqual(1);
    expect([...byDay.values()].reduce((sum, { made }) => sum + made, 0)).toBe(20);
    expect(friday.usualGap?.medianMs).toBe(4 * 3_600_000);

    // Nobody looks at the weekend, and nothing is wrong with it.
    await beat.goTo(at(monday, 14, 9));
    await beat.sync();
    expect(await beat.read()).toMatchObject({ state: 'pushing', silence: 'usual' });

    await beat.control('idp/break-token');
    for (const [day, hour] of [
      [14, 13],
      [14, 17],
      [15, 9],
      [15, 12],
    ] as const) {
      await beat.goTo(at(monday, day, hour));
      await beat.push('join', { count: 1 });
      await beat.sync();
    }
    await beat.readTokens();
    const silent = await beat.read();
    expect(silent).toMatchObject({ state: 'silent', silence: 'unusual', tokenState: 'active' });
    expect(silent.today.count).toBe(0);
    expect(silent.days.at(-1)).toMatchObject({ seen: 'by-syncs', total: 0 });
    const quiet = beat.now().getTime() - Date.parse(silent.lastPushAt ?? '');
    expect(quiet).toBeGreaterThan(3 * dayMs);

    await beat.rotate();
    await beat.push('join', { count: 1 });
    await beat.sync();
    const again = await beat.read();
    expect(again.state).toBe('pushing');
    // What waited for the token came at once.
    expect(again.days.at(-1)?.made).toBe(5);
  }, 120_000);
});

test('what somebody changed by hand on a SCIM person is no push, and is named as drift', async () => {
  const beat = await openHeartbeat('okta');
  const before = await beat.read();
  const named = before.drifted.reasons.find(({ reason }) => reason === 'role-by-hand')?.count ?? 0;
  await beat.goTo(new Date(beat.now().getTime() + dayMs));
  await beat.sync();
  const total = (await beat.read()).days.reduce((sum, day) => sum + day.total, 0);
  expect(total).toBe(0);
  expect(before.drifted.userIds).toHaveLength(before.drifted.count);
  expect(named).toBe(before.drifted.count);
  expect(before.drifted.people[0]).toMatchObject({
    reason: 'role-by-hand',
    email: expect.stringContaining('@'),
  });
});
