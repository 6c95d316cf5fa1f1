import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { PushNewsToKeep } from '../../../../../src-main/features/heartbeat/heartbeat-rows.ts';
import { localDay } from '../../../../../src-main/features/heartbeat/local-hours.ts';
import {
  keepPushNews,
  readPushDays,
  readPushMarks,
} from '../../../../../src-main/features/heartbeat/push-days.ts';
import { forgetTenant } from '../../../../../src-main/ledger/forget-tenant.ts';
import { openLedger } from '../../../../../src-main/ledger/open-ledger.ts';

const hourMs = 3_600_000;
const noon = new Date(2026, 10, 23, 12).getTime();

async function opened() {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-push-days-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { ledger } = await openLedger(folder);
  onTestFinished(() => ledger.close());
  await ledger.write((writable) => {
    writable
      .prepare(
        "INSERT INTO tenants VALUES ('t', 't', 'T', 'production', 'https://t.example', 'full', NULL, '2026')",
      )
      .run();
  });
  const keep = (runId: string, news: Partial<PushNewsToKeep['news']> & { at: number }) =>
    ledger.write((writable) =>
      keepPushNews(writable, 't', {
        runId,
        news: { since: news.at - hourMs, lastAt: null, counts: [], ...news },
      }),
    );
  return { ledger, keep, days: () => ledger.read((readable) => readPushDays(readable, 't', '0000-01-01')) };
}

test('counts what a sync saw by the day and the hour of the change, once however often it is handed over', async () => {
  const { keep, days, ledger } = await opened();
  const news = {
    at: noon,
    since: noon - 20 * hourMs,
    lastAt: noon - 60_000,
    counts: [
      [Math.floor((noon - hourMs) / hourMs), 'made', 2],
      [Math.floor((noon - 15 * hourMs) / hourMs), 'deactivated', 1],
    ] as [number, string, number][],
  };
  await keep('one', news);
  await keep('one', news);
  expect(days()).toMatchObject([
    { day: '2026-11-22', syncs: 0, made: 0, deactivated: 1 },
    { day: '2026-11-23', syncs: 1, made: 2, deactivated: 0, pushedHours: 1 << 11 },
  ]);
  const [sunday, monday] = days();
  expect(sunday?.watchedHours).toBe((0xffffff >>> 16) << 16);
  expect(monday?.watchedHours).toBe(0x1fff);
  expect(ledger.read((readable) => readPushMarks(readable, 't')).lastPushAt).toBe(
    new Date(noon - 60_000).toISOString(),
  );
});

test('a clock that was set back, or forward by weeks, watches the hour of the sync and nothing else', async () => {
  const { keep, days } = await opened();
  await keep('back', { at: noon, since: noon + 40 * 24 * hourMs });
  await keep('forward', { at: noon + 40 * 24 * hourMs, since: noon });
  expect(days().map(({ day, watchedHours, pushedHours }) => [day, watchedHours, pushedHours])).toEqual([
    ['2026-11-23', 1 << 12, 0],
    [localDay(noon + 40 * 24 * hourMs), 1 << 12, 0],
  ]);
});

test('a year is kept in few bytes, older days go, and nothing is left of a tenant that is forgotten', async () => {
  const { keep, days, ledger } = await opened();
  await ledger.write((writable) => {
    for (let day = 0; day < 410; day += 1) {
      const at = noon + day * 24 * hourMs;
      const counts: [number, string, number][] = [[Math.floor(at / hourMs), 'updated', 45]];
      keepPushNews(writable, 't', {
        runId: `run ${day}`,
        news: { at, since: at - hourMs, lastAt: at, counts },
      });
    }
  });
  const stored = days();
  expect(stored).toHaveLength(400);
  expect(stored.at(-1)?.day).toBe(localDay(noon + 409 * 24 * hourMs));
  await ledger.write((writable) => forgetTenant(writable, 't'));
  expect(days()).toEqual([]);
  await keep('late', { at: noon });
  expect(days()).toEqual([]);
});
