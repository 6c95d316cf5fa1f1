import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ok } from '../../../src-contract/outcome.ts';
import type { ScimPlace } from '../../../src-contract/scim-probe.ts';
import { Secret } from '../../../src-main/vault/secret.ts';
import { builtProgram } from '../harness/programs.ts';
import { openMain } from '../main/open-main.ts';
import { type Fault, type FaultyProxy, scim, scimError, startFaultyProxy } from './faulty-proxy.ts';
import { type OpenedProbe, openProbe } from './open-probe.ts';

const thread = builtProgram('cache-thread');
let opened: OpenedProbe;
let service: FaultyProxy;
let place: ScimPlace;

beforeAll(async () => {
  opened = await openProbe(thread, ['--users', '30']);
  service = await startFaultyProxy(opened.sandbox.tenantUrl);
  place = { is: 'typed', scimUrl: opened.scimUrl.replace(opened.proxy.origin, service.origin) };
}, 60_000);
afterAll(async () => {
  await opened.close();
  await service.close();
});

/** Holds the answer to the n-th writing request, which the service has carried out by then. */
function holdAfter(writes: number): { fault: Fault; held: Promise<void>; release: () => void } {
  let count = 0;
  let begun = (): void => undefined;
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  return {
    held,
    release: () => release(),
    fault: async (asked, forward) => {
      const answer = await forward();
      if (asked.method === 'GET') return answer;
      count += 1;
      if (count === writes) {
        begun();
        await released;
      }
      return answer;
    },
  };
}

async function begin(fault: Fault): Promise<string> {
  const { main } = opened;
  const tokenId = await opened.take(place);
  const wish = { tokenId, domain: 'example.invalid', replays: 'nothing' } as const;
  const { planId } = await main.value('scim-probe/plan-probe', wish);
  service.plant(fault);
  const go = { planId, acknowledged: true, typedTenantName: '' } as const;
  return (await main.value('scim-probe/start-probe', go)).runId;
}

const countPeople = async (): Promise<number> => {
  const headers = { authorization: `Bearer ${opened.scimToken}` };
  const answer = await fetch(`${opened.scimUrl}/Users?count=1`, { headers });
  return ((await answer.json()) as { totalResults: number }).totalResults;
};

describe('a probe that ends in the middle', () => {
  // Made but not known to be (1, 3, 16), known and changed (8), a second group (30).
  test.each([1, 3, 8, 16, 30])(
    'cut off at its write %i, what it left is told at the next start and removed on the word of the admin',
    async (writes) => {
      const before = await countPeople();
      const { fault, held, release } = holdAfter(writes);
      const runId = await begin(fault);
      await held;
      // What a crash at this moment leaves on the disk.
      const folder = mkdtempSync(join(tmpdir(), 'tenantry-crashed-'));
      cpSync(opened.main.folder, folder, { recursive: true });
      service.plant(null);
      const next = await openMain(thread, folder, {
        takeSecret: async () => ok(new Secret(opened.scimToken)),
      });
      try {
        const { tenantId } = opened;
        const { leftovers } = await next.value('scim-probe/read', { tenantId });
        expect(leftovers.length).toBeGreaterThan(0);
        expect(leftovers.every(({ name }) => /tenantry.probe/iu.test(name))).toBe(true);
        expect(await countPeople()).toBeGreaterThan(before);

        const { tokenId } = await next.value('scim-probe/take-token', { tenantId, place });
        const started = await next.value('scim-probe/clean-up', { tokenId });
        await next.hear(
          (change) =>
            change.what === 'scim-run' && change.run.runId === started.runId && change.run.endedAt !== null,
        );
        const after = await next.value('scim-probe/read', { tenantId });
        expect(after.leftovers).toEqual([]);
        expect(after.runs[0]).toMatchObject({ kind: 'clean-up', state: 'done', things: [] });
        expect(await countPeople()).toBe(before);
      } finally {
        await next.close();
        rmSync(folder, { recursive: true, force: true });
      }
      await opened.main.value('scim-probe/cancel', { runId });
      release();
      expect((await opened.ended(runId)).state).toBe('cancelled');
      await opened.sweep(place);
    },
    60_000,
  );

  test('cancelled, it removes what it made and says what it did not try', async () => {
    const before = await countPeople();
    const { fault, held, release } = holdAfter(12);
    const runId = await begin(fault);
    await held;
    await opened.main.value('scim-probe/cancel', { runId });
    release();
    const run = await opened.ended(runId);
    expect(run.state).toBe('cancelled');
    expect(run.things).toEqual([]);
    expect(run.checks.find(({ id }) => id === 'cleaned-up')?.result).toBe('passed');
    expect(run.checks.find(({ id }) => id === 'delete-person')?.sentence).toBe('Cancelled before');
    expect(await countPeople()).toBe(before);
  });

  test('cancelled while the service still makes somebody, it waits for that and removes them too', async () => {
    const before = await countPeople();
    let begun = (): void => undefined;
    let looked = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const isLooked = new Promise<void>((resolve) => {
      looked = resolve;
    });
    // A slow service: it makes them after half a second, or once somebody has looked for them in vain.
    const runId = await begin(async (asked, forward) => {
      if (asked.method === 'GET') return forward().finally(looked);
      begun();
      await Promise.race([isLooked, delay(500)]);
      return forward();
    });
    await held;
    await opened.main.value('scim-probe/cancel', { runId });
    const run = await opened.ended(runId);
    service.plant(null);
    expect(run).toMatchObject({ state: 'cancelled', things: [] });
    expect(await countPeople()).toBe(before);
  });

  test('a second run of the same tenant is refused while one runs', async () => {
    const { fault, held, release } = holdAfter(1);
    const runId = await begin(fault);
    await held;
    const second = await opened.main.call('scim-probe/start-test', { tokenId: await opened.take(place) });
    expect(second).toMatchObject({ ok: false, failure: { code: 'scim-run-busy' } });
    await opened.main.value('scim-probe/cancel', { runId });
    release();
    await opened.ended(runId);
  });
});

test.each(['there', 'away', 'behind a gateway'] as const)(
  'somebody who came to be after the run had ended, since no answer came, is told and removed (the service is %s)',
  async (then) => {
    const before = await countPeople();
    let comeLate: (() => Promise<unknown>) | null = null;
    const runId = await begin(async (asked, forward) => {
      const isFirst = asked.method === 'POST' && asked.path === '/Users' && comeLate === null;
      if (isFirst) comeLate = () => forward();
      if (isFirst && then === 'behind a gateway') return scimError(504, 'no answer in time');
      if (isFirst || (then === 'away' && comeLate !== null)) throw new Error('no answer');
      return forward();
    });
    const run = await opened.ended(runId);
    service.plant(null);
    expect(run.checks.find(({ id }) => id === 'cleaned-up')?.result).toBe('failed');
    expect(run.things).toMatchObject([{ kind: 'person', state: 'left', remoteId: null }]);
    expect(run.things[0]?.sentence).toMatch(/^It was not confirmed when it was made/);
    // Looked for once more in vain, it is still not forgotten.
    const again = await opened.main.value('scim-probe/clean-up', { tokenId: await opened.take(place) });
    expect((await opened.ended(again.runId)).things).toMatchObject([{ state: 'left' }]);

    const late: unknown = await (comeLate as (() => Promise<unknown>) | null)?.();
    expect(late).toMatchObject({ status: 201 });
    expect(await countPeople()).toBe(before + 1);
    await opened.sweep(place);
    expect(await countPeople()).toBe(before);
    const { leftovers } = await opened.main.value('scim-probe/read', { tenantId: opened.tenantId });
    expect(leftovers).toEqual([]);
  },
  60_000,
);

test('an answer that names somebody else is not believed: nobody else is written', async () => {
  const headers = { authorization: `Bearer ${opened.scimToken}` };
  const list = (await (await fetch(`${opened.scimUrl}/Users?count=1`, { headers })).json()) as {
    Resources: { id: string }[];
  };
  const other = list.Resources[0]?.id ?? '';
  const written: string[] = [];
  const run = await opened.probe({
    place,
    at: service,
    fault: async (asked, forward) => {
      if (asked.method !== 'GET' && asked.method !== 'POST') written.push(asked.path);
      if (asked.method !== 'POST' || asked.path !== '/Users') return forward();
      const { userName } = asked.body as { userName: string };
      return scim(201, { id: other, userName, active: true });
    },
  });
  service.plant(null);
  expect(written).toEqual([]);
  expect(run.checks.find(({ id }) => id === 'create-person')?.result).toBe('failed');
  await opened.sweep(place);
});
