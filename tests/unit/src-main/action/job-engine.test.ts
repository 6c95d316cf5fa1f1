import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { describeFailure } from '../../../../src-contract/failure-catalogue.ts';
import type { Job } from '../../../../src-contract/jobs.ts';
import { ok } from '../../../../src-contract/outcome.ts';
import { createJobEngine, type JobEngine } from '../../../../src-main/action/job-engine.ts';
import type { Called, Looked, PlannedRow, TenantAction } from '../../../../src-main/action/tenant-action.ts';
import type { Cache } from '../../../../src-main/cache/cache-handles.ts';
import { listRows, updateRow } from '../../../../src-main/ledger/job-rows.ts';
import type { Ledger } from '../../../../src-main/ledger/ledger-handles.ts';
import { openLedger } from '../../../../src-main/ledger/open-ledger.ts';
import type { ApiFailure } from '../../../../src-main/tenant-api/api-outcome.ts';
import { createTenantClient } from '../../../../src-main/tenant-api/create-tenant-client.ts';
import { Secret } from '../../../../src-main/vault/secret.ts';

// The engine on a real ledger. What the "tenant" does is written out per row as a script of answers, so that every
// order of lost answers, waits and stops can be told; the real tenant is met in the rooms tests.
type Answer = 'done' | 'refused' | 'lost-before' | 'lost-after' | 'wait' | 'signed-out';

interface Script {
  answers: Answer[];
}

const scriptSchema: z.ZodType<Script> = z.strictObject({ answers: z.array(z.custom<Answer>()) });

let folder: string;
let ledger: Ledger;
let effects: Map<string, number>;
let order: string[];
let heard: Job[];
let gate: Promise<void>;

const failure = (
  status: number | null,
  effect: 'none' | 'possible',
  retryAfterMs: number | null = null,
): ApiFailure => ({
  ok: false,
  failure: describeFailure(status === 429 ? 'rate-limited' : 'server-error', { status: String(status) }),
  status,
  requestId: 'request-1',
  effect,
  retryAfterMs,
});

function scripted(name: string, undoWith: string | null): TenantAction<Script & { key: string }> {
  return {
    name,
    done: 'Tried',
    input: z.intersection(scriptSchema, z.object({ key: z.string() })) as z.ZodType<Script & { key: string }>,
    look: async (_context, { key }): Promise<Looked> =>
      (effects.get(key) ?? 0) > 0 ? { is: 'done', outcome: 'Found done', requestId: null } : { is: 'needed' },
    call: async (_context, input): Promise<Called> => {
      await gate;
      order.push(input.key);
      const turn = order.filter((key) => key === input.key).length - 1;
      const answer = input.answers[Math.min(turn, input.answers.length - 1)];
      const act = (): void => {
        effects.set(input.key, (effects.get(input.key) ?? 0) + 1);
      };
      if (answer === 'refused') return { is: 'failed', failure: failure(422, 'none') };
      if (answer === 'wait') return { is: 'failed', failure: failure(429, 'none', 20) };
      if (answer === 'signed-out') return { is: 'failed', failure: failure(401, 'none') };
      if (answer === 'lost-before') return { is: 'failed', failure: failure(null, 'possible') };
      act();
      if (answer === 'lost-after') return { is: 'failed', failure: failure(null, 'possible') };
      return { is: 'done', outcome: 'Did it', requestId: 'request-2' };
    },
    reversal: { is: 'yes' },
    undo: (input) =>
      undoWith === null
        ? null
        : {
            action: undoWith,
            input: { ...input, key: `undo ${input.key}` },
            subject: input.key,
            name: '',
            phase: 0,
            fileRow: null,
          },
  };
}

function open(): JobEngine {
  const client = createTenantClient({
    controlPlane: 'http://127.0.0.1:9',
    token: new Secret('made-up'),
    fetch: () => Promise.reject(new Error('no network in this test')),
    log: () => undefined,
  });
  return createJobEngine({
    ledger,
    cache: {} as Cache,
    client: () => ok(client),
    actor: () => 'ingrid@halden.example',
    actions: [scripted('try', 'try-final'), scripted('try-final', null)] as unknown as TenantAction[],
    announceJob: (job) => heard.push(job),
    now: () => new Date(),
  });
}

const row = (key: string, answers: Answer[], phase = 0): PlannedRow => ({
  action: 'try',
  input: { key, answers },
  subject: key,
  name: key,
  phase,
  fileRow: null,
});

async function startAndEnd(engine: JobEngine, rows: PlannedRow[]): Promise<Job> {
  const started = await engine.start({
    tenantId: 't',
    kind: 'invite',
    title: 'A test',
    reason: 'because',
    facts: { a: 1 },
    rows,
  });
  if (!started.ok) throw new Error(started.failure.sentence);
  const ended = await engine.awaitEnd(started.value.id);
  if (!ended.ok) throw new Error(ended.failure.sentence);
  return ended.value;
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-engine-'));
  ({ ledger } = await openLedger(folder));
  effects = new Map();
  order = [];
  heard = [];
  gate = Promise.resolve();
});
afterEach(() => {
  ledger.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the engine', () => {
  it('runs every row once and writes intent and result of each to the trail', async () => {
    const keys = Array.from({ length: 300 }, (_, index) => `row ${index}`);
    const job = await startAndEnd(
      open(),
      keys.map((key) => row(key, ['done'])),
    );
    expect(job).toMatchObject({ state: 'done', total: 300, counts: { done: 300, planned: 0, sent: 0 } });
    expect(keys.every((key) => effects.get(key) === 1)).toBe(true);
    const trail = ledger.read((l) =>
      l
        .prepare<[], { phase: string; n: number }>(
          'SELECT phase, count(*) AS n FROM trail GROUP BY phase ORDER BY phase',
        )
        .all(),
    );
    expect(trail).toEqual([
      { phase: 'intent', n: 300 },
      { phase: 'result', n: 300 },
    ]);
    expect(heard.at(-1)?.state).toBe('done');
  });

  it('finishes a phase before the next begins', async () => {
    await startAndEnd(open(), [
      row('team', ['done'], 1),
      row('a', ['done']),
      row('b', ['lost-before', 'done']),
    ]);
    expect(order.at(-1)).toBe('team');
  });

  it('F2: settles a lost answer by asking: done when it had happened, sent again when it had not, never doubled', async () => {
    const job = await startAndEnd(open(), [
      row('after', ['lost-after', 'done']),
      row('before', ['lost-before', 'done']),
      row('both', ['lost-before', 'lost-after', 'done']),
    ]);
    expect(job.counts.done).toBe(3);
    expect([...effects.values()]).toEqual([1, 1, 1]);
    expect(order.filter((key) => key === 'after')).toHaveLength(1);
  });

  it('ends a refused row as failed with its sentence and goes on with the others', async () => {
    const engine = open();
    const job = await startAndEnd(engine, [row('bad', ['refused']), row('good', ['done'])]);
    expect(job).toMatchObject({ state: 'done-with-failures', counts: { done: 1, failed: 1 } });
    const [bad] = engine.rows(job.id);
    expect(bad?.failure?.code).toBe('server-error');
    expect(bad?.requestId).toBe('request-1');
  });

  it('C4: waits exactly as long as the server asked, counts the wait, and goes on by itself', async () => {
    const before = Date.now();
    const job = await startAndEnd(open(), [row('slow', ['wait', 'done'])]);
    expect(Date.now() - before).toBeGreaterThanOrEqual(20);
    expect(job).toMatchObject({ state: 'done', waits: { times: 1, totalMs: 20 } });
    expect(heard.some((seen) => seen.state === 'waiting' && seen.waitsUntil !== null)).toBe(true);
  });

  it('stops for a token that ended, keeps every row, and goes on after Resume', async () => {
    const engine = open();
    const rows = [
      row('out', ['signed-out', 'done']),
      ...Array.from({ length: 20 }, (_, i) => row(`n${i}`, ['done'])),
    ];
    const paused = await startAndEnd(engine, rows);
    expect(paused).toMatchObject({ state: 'paused', why: { code: 'signed-out' }, total: 21 });
    await engine.resume(paused.id);
    const ended = await engine.awaitEnd(paused.id);
    expect(ended).toMatchObject({ ok: true, value: { state: 'done', counts: { done: 21 } } });
    expect([...effects.values()].every((count) => count === 1)).toBe(true);
  });

  it('F5: pauses after the rows in flight, resumes where it stopped, cancels what is left', async () => {
    const engine = open();
    let openGate = (): void => undefined;
    gate = new Promise((resolve) => {
      openGate = resolve;
    });
    const keys = Array.from({ length: 50 }, (_, index) => `row ${index}`);
    const started = await engine.start({
      tenantId: 't',
      kind: 'invite',
      title: 'A test',
      reason: '',
      facts: {},
      rows: keys.map((key) => row(key, ['done'])),
    });
    if (!started.ok) throw new Error('not started');
    const pausing = engine.pause(started.value.id);
    openGate();
    const paused = await pausing;
    if (!paused.ok) throw new Error('not paused');
    expect(paused.value.state).toBe('paused');
    expect(paused.value.counts.sent).toBe(0);
    expect(paused.value.counts.done).toBeLessThanOrEqual(4);
    await engine.resume(started.value.id);
    const ended = await engine.awaitEnd(started.value.id);
    expect(ended).toMatchObject({ ok: true, value: { state: 'done', counts: { done: 50 } } });
    expect([...effects.values()].every((count) => count === 1)).toBe(true);
    expect(await engine.resume(started.value.id)).toMatchObject({
      ok: false,
      failure: { code: 'job-state' },
    });
  });

  it('F1: after a crash, rows that were sent are asked about first and the job waits for Resume', async () => {
    const first = open();
    gate = new Promise(() => undefined);
    const started = await first.start({
      tenantId: 't',
      kind: 'bulk-invite',
      title: 'A test',
      reason: '',
      facts: {},
      rows: [row('happened', ['done']), row('not yet', ['done']), row('planned', ['done'])],
    });
    if (!started.ok) throw new Error('not started');
    const jobId = started.value.id;
    // What a crash leaves: two rows durable as sent, one of them with its effect in the tenant.
    await ledger.write((l) => {
      for (const stored of listRows(l, jobId, { states: [], order: 'position', offset: 0, limit: 2 }).rows) {
        updateRow(l, jobId, { ...stored, state: 'sent', attempts: 1 }, new Date().toISOString());
      }
    });
    effects.set('happened', 1);
    gate = Promise.resolve();
    const second = open();
    expect(await second.holdInterrupted()).toBe(1);
    expect(second.current(jobId)).toMatchObject({ state: 'paused', why: { code: 'was-interrupted' } });
    await second.resume(jobId);
    const ended = await second.awaitEnd(jobId);
    expect(ended).toMatchObject({ ok: true, value: { state: 'done', counts: { done: 3 } } });
    expect(Object.fromEntries(effects)).toEqual({ happened: 1, 'not yet': 1, planned: 1 });
  });

  it('F1: a plan that a crash cut off while it was being stored is never seen and never runs', async () => {
    const engine = open();
    const keys = Array.from({ length: 5000 }, (_, index) => `row ${index}`);
    const starting = engine.start({
      tenantId: 't',
      kind: 'invite',
      title: 'A test',
      reason: '',
      facts: {},
      rows: keys.map((key) => row(key, ['done'])),
    });
    // The first commit of the plan is through, the rest is not: here the crash would come.
    await ledger.write(() => undefined);
    expect(engine.all('t', 'all')).toEqual([]);
    expect(order).toEqual([]);
    expect(ledger.read((l) => l.prepare<[], { n: number }>('SELECT count(*) AS n FROM jobs').get()?.n)).toBe(
      1,
    );
    expect(await open().holdInterrupted()).toBe(0);
    expect(ledger.read((l) => l.prepare<[], { n: number }>('SELECT count(*) AS n FROM jobs').get()?.n)).toBe(
      0,
    );
    await expect(starting).rejects.toThrow(/FOREIGN KEY/);
    expect(order).toEqual([]);
  });

  it('tries failed rows again in the same job, and no others', async () => {
    const engine = open();
    const job = await startAndEnd(engine, [row('bad', ['refused', 'done']), row('good', ['done'])]);
    expect(await engine.retryFailed(job.id)).toMatchObject({ ok: true });
    expect(await engine.awaitEnd(job.id)).toMatchObject({
      ok: true,
      value: { state: 'done', counts: { done: 2 } },
    });
    expect(order.filter((key) => key === 'good')).toHaveLength(1);
    expect(await engine.retryFailed(job.id)).toMatchObject({ ok: false, failure: { code: 'nothing-to-do' } });
  });

  it('looks at later phases again when failed rows are tried again: a team takes the late ones too', async () => {
    const engine = open();
    const job = await startAndEnd(engine, [
      row('bad', ['refused', 'done']),
      row('good', ['done']),
      row('team', ['done'], 1),
      row('full team', ['done'], 1),
    ]);
    // The tenant lacks somebody in this team now, and nobody in the other.
    effects.delete('team');
    await engine.retryFailed(job.id);
    const ended = await engine.awaitEnd(job.id);
    expect(ended).toMatchObject({ ok: true, value: { state: 'done', counts: { done: 4 } } });
    expect(order.filter((key) => key === 'team')).toHaveLength(2);
    expect(order.filter((key) => key === 'full team')).toHaveLength(1);
    expect(order.at(-1)).toBe('team');
  });

  it('obeys two buttons on one job one after the other: what was cancelled does not run', async () => {
    const engine = open();
    const paused = await startAndEnd(engine, [row('out', ['signed-out', 'done']), row('next', ['done'])]);
    const sentBefore = order.length;
    const [cancelled, resumed] = await Promise.all([engine.cancel(paused.id), engine.resume(paused.id)]);
    expect(cancelled).toMatchObject({ ok: true, value: { state: 'cancelled' } });
    expect(resumed).toMatchObject({ ok: false, failure: { code: 'job-state' } });
    expect(order).toHaveLength(sentBefore);
  });

  it('runs what is about the same person one after the other, over all jobs', async () => {
    const engine = open();
    let openGate = (): void => undefined;
    gate = new Promise((resolve) => {
      openGate = resolve;
    });
    const plan = (key: string) => ({
      tenantId: 't',
      kind: 'invite' as const,
      title: key,
      reason: '',
      facts: {},
      rows: [{ ...row(key, ['done']), subject: 'lars@halden.example' }],
    });
    const first = await engine.start(plan('first'));
    const second = await engine.start(plan('second'));
    if (!first.ok || !second.ok) throw new Error('not started');
    expect(engine.current(second.value.id)?.counts.sent).toBe(0);
    openGate();
    await engine.awaitEnd(second.value.id);
    expect(order).toEqual(['first', 'second']);
  });

  it('F5: a cancelled job never sends what was left, not even by trying failed rows again', async () => {
    const engine = open();
    const rows = [
      row('bad', ['refused', 'done']),
      ...Array.from({ length: 30 }, (_, index) => row(`row ${index}`, ['done'])),
      row('out', ['signed-out']),
    ];
    const paused = await startAndEnd(engine, [row('out', ['signed-out']), ...rows]);
    expect(paused.state).toBe('paused');
    const sentBefore = order.length;
    await ledger.write((l) => {
      const [stored] = listRows(l, paused.id, {
        states: ['planned'],
        order: 'position',
        offset: 5,
        limit: 1,
      }).rows;
      if (stored !== undefined)
        updateRow(l, paused.id, { ...stored, state: 'sent' }, new Date().toISOString());
    });
    const cancelled = await engine.cancel(paused.id);
    expect(cancelled).toMatchObject({
      ok: true,
      value: { state: 'cancelled', counts: { sent: 0, unknown: 1 } },
    });
    expect(await engine.retryFailed(paused.id)).toMatchObject({ ok: false, failure: { code: 'job-state' } });
    expect(await engine.resume(paused.id)).toMatchObject({ ok: false, failure: { code: 'job-state' } });
    expect(order).toHaveLength(sentBefore);
    const [unknown] = engine.rows(paused.id).filter(({ state }) => state === 'unknown');
    expect(unknown?.failure?.code).toBe('cancelled-in-flight');
  });

  it('undoes done rows once, as a job of its own', async () => {
    const engine = open();
    const job = await startAndEnd(engine, [row('a', ['done']), row('b', ['refused'])]);
    expect(job.undo).toBe('offered');
    const [first, second] = await Promise.all([engine.undo(job.id, null), engine.undo(job.id, null)]);
    expect([first.ok, second.ok].sort()).toEqual([false, true]);
    const undo = first.ok ? first.value : second.ok ? second.value : null;
    await engine.awaitEnd(undo?.id ?? '');
    expect(effects.get('undo a')).toBe(1);
    expect(effects.has('undo b')).toBe(false);
    expect(engine.current(job.id)?.undo).toBe('done');
    expect(engine.current(undo?.id ?? '')?.undo).toBe('not-possible');
  });

  it('refuses an empty plan', async () => {
    const started = await open().start({
      tenantId: 't',
      kind: 'invite',
      title: '',
      reason: '',
      facts: {},
      rows: [],
    });
    expect(started).toMatchObject({ ok: false, failure: { code: 'nothing-to-do' } });
  });
});
