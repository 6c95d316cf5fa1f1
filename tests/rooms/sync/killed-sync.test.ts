import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCacheHere } from '../../../src-main/cache/open-cache-here.ts';
import { openFile } from '../../../src-main/cache/open-file.ts';
import { cacheOperations } from '../../../src-main/cache-operations.ts';
import { readCopyState } from '../../../src-main/sync/sync-rows.ts';
import { builtProgram } from '../harness/programs.ts';
import { copied, pull, tenantId } from './copy-of.ts';
import { type ListTenant, person, startListTenant, team } from './list-tenant.ts';

const program = builtProgram('sync-once');
let tenant: ListTenant;
let folder = '';
let path = '';
beforeAll(async () => {
  tenant = await startListTenant();
  folder = mkdtempSync(join(tmpdir(), 'tenantry-killed-'));
  path = join(folder, 'cache.sqlite');
}, 60_000);
afterAll(async () => {
  await tenant.close();
  rmSync(folder, { recursive: true, force: true });
});

const peopleCount = 1500;
/** The promise was proven with 100; a run of all tests takes fewer, since each is a process. */
const kills = Number(process.env.TENANTRY_KILLS ?? 12);

/** Everybody as of a state: other names, some others came and went, other members in the team. */
function stateOf(state: number) {
  const people = Array.from({ length: peopleCount }, (_, index) => {
    const number = index < 20 ? state * 1000 + index + 10_000 : index;
    return person(number, { metadata: { displayName: `Person of state ${state}`, inviteAccepted: true } });
  });
  const members = people.slice(0, 40).map(({ email }) => email);
  return { people, teams: [team('ops', members)] };
}

function serve(state: number): void {
  Object.assign(tenant, stateOf(state));
}

/** Syncs in a process of its own and kills it so many milliseconds after it began; answers whether it had ended. */
async function syncAndKill(afterMs: number): Promise<'killed' | 'done'> {
  const child = spawn(process.execPath, [fileURLToPath(program), path, tenant.origin], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'close');
  const lines = createInterface({ input: child.stdout });
  const said: string[] = [];
  lines.on('line', (line) => said.push(line));
  await once(lines, 'line');
  const timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
  await gone;
  clearTimeout(timer);
  expect(said.slice(1).every((line) => line === 'done')).toBe(true);
  return said.includes('done') ? 'done' : 'killed';
}

/** The one state that the copy holds whole; fails when it holds a mixture or a part. */
async function wholeState(): Promise<number> {
  const file = openFile(path);
  expect(file.opened).toBe('as-it-was');
  expect(file.writer.pragma('integrity_check', { simple: true })).toBe('ok');
  file.writer.exec("INSERT INTO user_search (user_search, rank) VALUES ('integrity-check', 1)");
  file.reader.close();
  file.writer.close();
  const cache = openCacheHere(path, cacheOperations);
  const users = await copied(cache);
  await cache.close();
  const state = Number(/state (\d+)$/.exec(users[0]?.name ?? '')?.[1]);
  const expected = stateOf(state);
  expect(users.map(({ id, name }) => [id, name])).toEqual(
    expected.people.map(({ id, metadata }) => [id, metadata?.displayName]).sort(),
  );
  const inOps = users.filter((user) => user.teams.includes('ops')).map(({ email }) => email);
  expect(inOps.sort()).toEqual((expected.teams[0]?.manifest?.members ?? []).sort());
  return state;
}

describe('G1: a sync that is killed', () => {
  test('at any moment leaves the old copy or the new one, never a mixture', async () => {
    serve(0);
    const cache = openCacheHere(path, cacheOperations);
    await pull(cache, tenant.client());
    await cache.close();
    // How long one takes undisturbed, so that the kills fall on all of it.
    serve(1);
    const began = performance.now();
    expect(await syncAndKill(60_000)).toBe('done');
    const wholeMs = performance.now() - began;
    let last = await wholeState();
    expect(last).toBe(1);
    let killed = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const state = kill + 2;
      serve(state);
      if ((await syncAndKill((wholeMs * kill) / kills)) === 'killed') killed += 1;
      const found = await wholeState();
      expect([last, state]).toContain(found);
      last = found;
    }
    expect(killed).toBeGreaterThan(kills / 4);
  }, 240_000);

  test('the first one, leaves a copy without a moment, which the next sync makes whole', async () => {
    for (const afterMs of [5, 20, 40, 60, 80, 120]) {
      rmSync(folder, { recursive: true, force: true });
      folder = mkdtempSync(join(tmpdir(), 'tenantry-killed-'));
      path = join(folder, 'cache.sqlite');
      serve(500);
      const end = await syncAndKill(afterMs);
      serve(501);
      const cache = openCacheHere(path, cacheOperations);
      const state = await cache.read(readCopyState, { tenantId });
      if (end === 'killed' && state.lastSyncAt !== null) expect(state.people).toBe(peopleCount);
      expect(await pull(cache, tenant.client())).toMatchObject({ ok: true });
      await cache.close();
      expect(await wholeState()).toBe(501);
    }
  }, 60_000);
});
