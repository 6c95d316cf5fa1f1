import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { openCache } from '../../src-main/cache/open-cache.ts';
import { readExportFile } from '../../src-main/features/provisioning/rehearsal/read-export-file.ts';
import { listRehearsalRows } from '../../src-main/features/provisioning/rehearsal/rehearsal-rows.ts';
import { rehearse } from '../../src-main/features/provisioning/rehearsal/rehearse.ts';
import { findUsers } from '../../src-main/features/users/users-rows.ts';
import { makeCopy, tenantId } from './copy/make-copy.ts';
import { p95, timed } from './copy/timed.ts';
import { report } from './report.ts';

// npm run bench -- rehearsal [people]: a switch rehearsed against an export of as many people, in the cache thread as the
// app does it, beside one plain read of all rows; and how long a list on screen waits meanwhile.
const people = Number(process.argv[2] ?? 100_000);
const rounds = 5;
const thread = pathToFileURL(join('out', 'main', 'cache-thread.js'));
const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'));
try {
  await bench();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function bench(): Promise<void> {
  const path = join(folder, 'cache.sqlite');
  await makeCopy(path, people);
  const plain = new Database(path, { readonly: true });
  const readAll = plain.prepare('SELECT * FROM users').raw(true);
  const emails = plain.prepare('SELECT email FROM users').pluck(true).all() as string[];
  // One in fifty has left, one in forty is missing, and as many are new.
  const lines = emails.flatMap((email, index) =>
    index % 40 === 7
      ? [`new.${index}@halden.example,ACTIVE,ops`]
      : [`${email},${index % 50 === 3 ? 'DEPROVISIONED' : 'ACTIVE'},"Field Crew;ops"`],
  );
  const bytes = new Uint8Array(Buffer.from(`Login,Status,Groups\n${lines.join('\n')}\n`));
  const cache = await openCache({ folder, thread, log: () => undefined });
  const times = {
    base: [] as number[],
    plain: [] as number[],
    file: [] as number[],
    compared: [] as number[],
  };
  const list = {
    first: [] as number[],
    deep: [] as number[],
    search: [] as number[],
    meanwhile: [] as number[],
  };
  const everyone = { text: '', status: [], role: [], source: [], lastAccess: [], team: [] };
  const find = () =>
    cache.read(findUsers, {
      ...{ tenantId, filter: everyone, sort: { column: 'name', direction: 'ascending' } as const },
      ...{ offset: 0, limit: 100 },
    });
  await find();
  for (let round = 0; round < rounds; round += 1) {
    times.base.push(...(await timed([0], () => readAll.all())));
    times.plain.push(...(await timed([0], () => rehearse(cache, tenantId))));
    times.file.push(
      ...(await timed([0], () => readExportFile(cache, { tenantId, fileName: 'x.csv', bytes }))),
    );
    let isOver = false;
    const running = timed([0], () => rehearse(cache, tenantId)).then((took) => {
      isOver = true;
      return took;
    });
    while (!isOver) list.meanwhile.push(...(await timed([0], find)));
    times.compared.push(...(await running));
    const rehearsed = await rehearse(cache, tenantId);
    if (!rehearsed.ok) throw new Error(rehearsed.failure.sentence);
    const { rehearsalId, counts } = rehearsed.value;
    if (round === 0) console.log(counts);
    const rows = (text: string, offset: number) =>
      cache.read(listRehearsalRows, { rehearsalId, list: 'scim-people', text, offset, limit: 200 });
    list.first.push(...(await timed([0], () => rows('', 0))));
    list.deep.push(...(await timed([Math.floor(people / 2)], (offset) => rows('', offset))));
    list.search.push(...(await timed([`an${round}`, 'ann', 'son'], (text) => rows(text, 0))));
  }
  await cache.close();
  plain.close();
  const at = `at ${people.toLocaleString('en')} people`;
  const base = { name: 'SELECT * of all people, same file', rounds: times.base };
  const say = (title: string, name: string, taken: number[]): void =>
    report({ bench: 'rehearsal', title: `${title} ${at}`, unit: 'ms', base, ours: { name, rounds: taken } });
  say('a switch rehearsed', 'compared, counted, hashed; no file', times.plain);
  say('an export read', `${(bytes.length / 1024 / 1024).toFixed(1)} MB of CSV`, times.file);
  say('a switch rehearsed against an export', 'with a list asked all the while', times.compared);
  say('a window of a list', 'first 200', list.first);
  say('a window of a list', '200 in the middle', list.deep);
  say('a search in a list', 'first 200', list.search);
  say('p95 of the list of people while it is rehearsed', 'first 100', [p95(list.meanwhile)]);
}
