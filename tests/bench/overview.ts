import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { openCache } from '../../src-main/cache/open-cache.ts';
import { readScimPeople } from '../../src-main/features/heartbeat/heartbeat-rows.ts';
import { countOverview } from '../../src-main/features/overview/overview-rows.ts';
import { saveUsers } from '../../src-main/features/users/users-rows.ts';
import { makeCopy, tenantId } from './copy/make-copy.ts';
import { p95, timed } from './copy/timed.ts';
import { report } from './report.ts';

// npm run bench -- overview [people …]: what Overview asks of the cache thread, against the same counts in plain SQL on the
// same file; first with nobody in memory, then as after every later sync.
const sizes = process.argv.slice(2).map(Number);
const rounds = 3;
const asked = 30;
const thread = pathToFileURL(join('out', 'main', 'cache-thread.js'));
const dayMs = 86_400_000;

for (const people of sizes.length > 0 ? sizes : [100_000]) {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'));
  try {
    await benchSize(folder, people);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function benchSize(folder: string, people: number): Promise<void> {
  await makeCopy(join(folder, 'cache.sqlite'), people);
  const plain = new Database(join(folder, 'cache.sqlite'), { readonly: true });
  const counts = [
    'SELECT status, count(*) FROM users GROUP BY status',
    'SELECT source, count(*) FROM users GROUP BY source',
    'SELECT role, count(*) FROM users GROUP BY role',
    'SELECT last_accessed_at / 86400000 AS day, count(*) FROM users GROUP BY day',
    `SELECT count(*) FROM users u WHERE NOT EXISTS
       (SELECT 1 FROM team_members m WHERE m.copy_no = u.copy_no AND m.email_key = u.email_key)`,
  ].map((sql) => plain.prepare(sql));
  const results = {
    plain: [] as number[],
    cold: [] as number[],
    warm: [] as number[],
    changed: [] as number[],
  };
  for (let round = 0; round < rounds; round += 1) {
    const cache = await openCache({ folder, thread, log: () => undefined, onRebuilt: () => undefined });
    let asks = 0;
    const read = async (): Promise<void> => {
      // Another minute each time, so that no answer is kept from before.
      asks += 1;
      const now = Date.now() + asks * 60_000;
      const today = now - (now % dayMs);
      const moments = { now, today, yesterday: today - dayMs, firstDay: today - 13 * dayMs };
      await cache.read(countOverview, { tenantId, moments });
      await cache.read(readScimPeople, { tenantId, tokenUsedAt: now });
    };
    results.cold.push(...(await timed([1], read)));
    results.warm.push(p95(await timed(Array.from({ length: asked }), read)));
    await cache.write(saveUsers, {
      tenantId,
      users: [{ id: `new${round}`, email: `new${round}@x.example` }],
    });
    results.changed.push(...(await timed([1], read)));
    results.plain.push(p95(await timed([1, 2, 3], () => counts.map((statement) => statement.all()))));
    await cache.close();
  }
  plain.close();
  const say = (title: string, rounds: number[], goal: string): void =>
    report({
      bench: 'overview',
      title: `${title} at ${people.toLocaleString('en')} people`,
      unit: 'ms',
      base: { name: 'five plain counts, same file', rounds: results.plain },
      ours: { name: 'all figures of Overview', rounds },
      goal,
    });
  say('p95 of Overview', results.warm, '<= 50 ms');
  say('Overview after somebody was added', results.changed, '<= 50 ms');
  say('first Overview of a session, nobody in memory', results.cold, '');
}
