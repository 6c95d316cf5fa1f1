import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { describeFailure } from '../../../../src-contract/failure-catalogue.ts';
import type { Job } from '../../../../src-contract/jobs.ts';
import { ok } from '../../../../src-contract/outcome.ts';
import { createJobEngine, type JobEngine } from '../../../../src-main/action/job-engine.ts';
import type { JobPlan } from '../../../../src-main/action/jobs-door.ts';
import type {
  Called,
  Checked,
  Looked,
  PlannedRow,
  TenantAction,
} from '../../../../src-main/action/tenant-action.ts';
import type { Cache } from '../../../../src-main/cache/cache-handles.ts';
import { listRows, updateRow } from '../../../../src-main/ledger/job-rows.ts';
import type { Ledger } from '../../../../src-main/ledger/ledger-handles.ts';
import { openLedger } from '../../../../src-main/ledger/open-ledger.ts';
import type { ApiFailure } from '../../../../src-main/tenant-api/api-outcome.ts';
import { createTenantClient } from '../../../../src-main/tenant-api/create-tenant-client.ts';
import { Secret } from '../../../../src-main/vault/secret.ts';

// The engine on a real ledger. What the "tenant" does is written out per row as a script of answers, so that every
// order of lost answers, waits and stops can be told; the real tenant is met in the rooms tests.
// `half`: a part of the change was made and does not show, then the tenant asked for time, or the token ended.
type Answer =
  | 'half-wait'
  | 'half-out'
  | 'done'
  | 'refused'
  | 'lost-before'
  | 'lost-after'
  | 'wait'
  | 'signed-out'
  | 'accepted-late';

interface Script {
  answers: Answer[];
}

const scriptSchema: z.ZodType<Script> = z.strictObject({ answers: z.array(z.custom<Answer>()) });

let folder: string;
let ledger: Ledger;
let effects: Map<string, number>;
let order: string[];
/** Each send, with whether the engine took it for a first one. */
let turns: string[];
let heard: Job[];
let gate: Promise<void>;
/** Keys whose effect the tenant does not show yet. */
let hidden: Set<string>;
/** Keys that a colleague changed since. */
let changedSince: Set<string>;
/** Keys that were checked although their plan is more than a day old. */
let checkedOld: string[];
/** Looks at one row each, and readings of many. */
let looks: number;
let readings: number;

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
    check: async (context, { key }): Promise<Checked> => {
      if (context.plan === 'old') checkedOld.push(key);
      return changedSince.has(key)
        ? {
            is: 'skip',
            failure: describeFailure('changed-since-plan', { person: key, why: 'a colleague did' }),
          }
        : { is: 'go' };
    },
    look: async (_context, { key }): Promise<Looked> =>
      (effects.get(key) ?? 0) > 0 && !hidden.has(key)
        ? { is: 'done', outcome: 'Found done', requestId: null }
        : { is: 'needed' },
    call: async (_context, input, isFirst): Promise<Called> => {
      await gate;
      order.push(input.key);
      turns.push(`${input.key} ${isFirst}`);
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
      if (answer === 'half-wait' || answer === 'half-out') {
        hidden.add(input.key);
        return { is: 'failed', failure: failure(answer === 'half-wait' ? 429 : 401, 'possible', 20) };
      }
      if (answer === 'accepted-late') {
        hidden.add(input.key);
        return { is: 'accepted', requestId: 'request-3' };
      }
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

/** Accepts everything, and shows it to whoever reads the list. */
const listed: TenantAction<Script & { key: string }> = {
  ...scripted('try-listed', null),
  look: async (_context, { key }): Promise<Looked> => {
    looks += 1;
    return effects.has(key) ? { is: 'done', outcome: 'Seen', requestId: null } : { is: 'needed' };
  },
  lookAtMany: async (_context, rows) => {
    readings += 1;
    const seen = rows.flatMap(({ input }, index) =>
      effects.has(input.key) ? [[index, { outcome: 'Listed', facts: { id: input.key } }] as const] : [],
    );
    return { seen: new Map(seen), pages: 2, isCutShort: false };
  },
  call: async (_context, { key }): Promise<Called> => {
    effects.set(key, (effects.get(key) ?? 0) + 1);
    return { is: 'accepted', requestId: null };
  },
};

function open(proofGapsMs?: readonly number[], now: () => Date = () => new Date()): JobEngine {
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
    actions: [scripted('try', 'try-final'), scripted('try-final', null), listed] as unknown as TenantAction[],
    place: async () => ok({ displayName: 'Halden Robotics', environment: 'production', people: 1000 }),
    announceJob: (job) => heard.push(job),
    now,
    ...(proofGapsMs === undefined ? {} : { proofGapsMs }),
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

async function startAndEnd(engine: JobEngine, rows: PlannedRow[], more: Partial<JobPlan> = {}): Promise<Job> {
  const started = await engine.start({
    ...more,
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
  turns = [];
  heard = [];
  gate = Promise.resolve();
  hidden = new Set();
  changedSince = new Set();
  checkedOld = [];
  looks = 0;
  readings = 0;
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

  it('C4, condition 60: waits exactly as long as the server asked, counts the wait, and goes on by itself', async () => {
    const before = Date.now();
    const engine = open();
    const job = await startAndEnd(engine, [row('slow', ['wait', 'done'])]);
    const pace = engine.pace(job.id);
    expect(pace).toMatchObject({ ended: [1], holds: [{ why: 'asked' }], atOnce: null });
    const [wait] = pace?.holds ?? [];
    expect(Date.parse(wait?.to ?? '') - Date.parse(wait?.from ?? '')).toBeGreaterThanOrEqual(19);
    expect(engine.pace('nowhere')).toBeNull();
    expect(Date.now() - before).toBeGreaterThanOrEqual(20);
    expect(job).toMatchObject({ state: 'done', waits: { times: 1, totalMs: 20 } });
    expect(heard.some((seen) => seen.state === 'waiting' && seen.waitsUntil !== null)).toBe(true);
  });

  it('condition 61: stops for a token that ended, keeps every row, and goes on after Resume', async () => {
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

  it('F5, condition 64: pauses after the rows in flight, resumes where it stopped, cancels what is left', async () => {
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

  it('F1, condition 63: after a crash, rows that were sent are asked about first and the job waits for Resume', async () => {
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

  it('condition 58: many accepted rows are proved by a few readings of the list, each by what the list showed of it', async () => {
    const engine = open([1, 1, 1]);
    const keys = Array.from({ length: 300 }, (_, index) => `row ${index}`);
    const job = await startAndEnd(
      engine,
      keys.map((key) => ({ ...row(key, ['done']), action: 'try-listed' })),
    );
    expect(job).toMatchObject({ state: 'done', proving: 0, counts: { done: 300, sent: 0 } });
    expect([...effects.values()].every((count) => count === 1)).toBe(true);
    expect(readings).toBeGreaterThan(0);
    expect(looks).toBeLessThan(60);
    const known = engine.rows(job.id).filter(({ facts }) => typeof facts.id === 'string');
    expect(known.length + looks).toBeGreaterThanOrEqual(300);
    expect(known.every(({ facts, subject }) => facts.id === subject)).toBe(true);
  });

  it('condition 63: what is left of a run that is resumed after a day is checked again before it is sent', async () => {
    let at = new Date('2026-11-01T08:00:00Z');
    const engine = open(undefined, () => at);
    const rows = [
      row('out', ['signed-out', 'done']),
      ...['a', 'b', 'c', 'd', 'e', 'f'].map((key) => row(key, ['done'])),
    ];
    const held = await startAndEnd(engine, rows, { kind: 'bulk-invite' });
    expect(held.state).toBe('paused');
    expect(checkedOld).toEqual([]);
    const left = engine.rows(held.id).filter(({ state }) => state === 'planned');
    at = new Date('2026-11-02T08:00:01Z');
    changedSince.add('f');
    await engine.resume(held.id);
    expect(await engine.awaitEnd(held.id)).toMatchObject({ ok: true, value: { state: 'done' } });
    expect(checkedOld.sort()).toEqual(left.map(({ subject }) => subject).sort());
    expect(order).not.toContain('f');
  });

  it('F2: what may have had a part of its effect is never sent as if for the first time, however often the tenant asks for time', async () => {
    const job = await startAndEnd(open(), [
      row('half', ['half-wait', 'wait', 'wait', 'done']),
      row('fresh', ['wait', 'wait', 'done']),
    ]);
    expect(job.counts.done).toBe(2);
    expect(turns.filter((turn) => turn.startsWith('half'))).toEqual([
      'half first',
      'half again',
      'half again',
      'half again',
    ]);
    expect(turns.filter((turn) => turn.startsWith('fresh'))).toEqual(Array(3).fill('fresh first'));
  });

  it('condition 63: what an earlier try may have done is no change of somebody else, however old the plan is', async () => {
    let at = new Date('2026-11-01T08:00:00Z');
    const engine = open(undefined, () => at);
    const held = await startAndEnd(engine, [row('half', ['half-out', 'done'])]);
    expect(held).toMatchObject({ state: 'paused', why: { code: 'signed-out' } });
    at = new Date('2026-11-03T08:00:00Z');
    await engine.resume(held.id);
    expect(await engine.awaitEnd(held.id)).toMatchObject({ ok: true, value: { counts: { done: 1 } } });
    expect([turns, checkedOld]).toEqual([['half first', 'half again'], []]);
  });

  it('condition 66: one bulk invite of a tenant at a time; another tenant and other work go on', async () => {
    const engine = open();
    let openGate = (): void => undefined;
    gate = new Promise((resolve) => {
      openGate = resolve;
    });
    const plan = (tenantId: string, kind: JobPlan['kind'], key: string): JobPlan => ({
      tenantId,
      kind,
      title: `Bulk invite, ${key}.csv`,
      reason: '',
      facts: {},
      rows: [row(key, ['done'])],
    });
    const answers = await Promise.all([
      engine.start(plan('t', 'bulk-invite', 'one')),
      engine.start(plan('t', 'bulk-invite', 'two')),
    ]);
    const third = await engine.start(plan('t', 'bulk-invite', 'three'));
    expect(answers.map(({ ok: isOk }) => isOk)).toEqual([true, false]);
    expect(third).toMatchObject({ ok: false, failure: { code: 'run-under-way' } });
    expect(third.ok ? '' : third.failure.sentence).toContain('one.csv');
    expect(await engine.start(plan('other', 'bulk-invite', 'four'))).toMatchObject({ ok: true });
    expect(await engine.start(plan('t', 'invite', 'five'))).toMatchObject({ ok: true });
    openGate();
    for (const job of engine.all(null, 'all')) await engine.awaitEnd(job.id);
    expect(order.sort()).toEqual(['five', 'four', 'one']);
    const sixth = await engine.start(plan('t', 'bulk-invite', 'six'));
    expect(sixth.ok && (await engine.awaitEnd(sixth.value.id))).toMatchObject({ value: { state: 'done' } });
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

  it('proves what was accepted without sending again and without holding up the others', async () => {
    const engine = open();
    const others = Array.from({ length: 40 }, (_, index) => row(`other ${index}`, ['done']));
    const late = ['a', 'b', 'c', 'd', 'e'].map((key) => row(key, ['accepted-late']));
    const started = await engine.start({
      tenantId: 't',
      kind: 'deactivate',
      title: 'Late',
      reason: '',
      facts: {},
      rows: [...late, ...others],
    });
    if (!started.ok) throw new Error('not started');
    const jobId = started.value.id;
    const shown = new Promise<Job>((resolve) => {
      const seen = heard.push.bind(heard);
      heard.push = (...jobs: Job[]) => {
        const job = jobs[0];
        if (job !== undefined && job.counts.done === 40 && job.proving === 5) resolve(job);
        return seen(...jobs);
      };
    });
    // Five wait for their proof while all the others are done.
    expect((await shown).counts.sent).toBe(5);
    hidden.clear();
    const ended = await engine.awaitEnd(jobId);
    expect(ended).toMatchObject({ ok: true, value: { state: 'done', proving: 0, counts: { done: 45 } } });
    expect([...effects.values()].every((count) => count === 1)).toBe(true);
  });

  it('stops at the first row that fails where the plan says so; Try again goes on with the rest', async () => {
    const engine = open();
    const held = await startAndEnd(
      engine,
      [row('one', ['done']), row('two', ['refused', 'done'], 1), row('three', ['done'], 2)],
      { onFailure: 'stop' },
    );
    expect(held).toMatchObject({ state: 'paused', counts: { done: 1, failed: 1, planned: 1 } });
    expect(held.why?.code).toBe('server-error');
    expect(order).toEqual(['one', 'two']);
    await engine.retryFailed(held.id);
    expect(await engine.awaitEnd(held.id)).toMatchObject({ ok: true, value: { state: 'done' } });
    expect(order).toEqual(['one', 'two', 'two', 'three']);
  });

  it('F4: leaves out whatever changed since the preview, with the reason, and sends nothing for it', async () => {
    changedSince.add('changed');
    const engine = open();
    const job = await startAndEnd(engine, [row('changed', ['done']), row('same', ['done'])]);
    expect(job).toMatchObject({ state: 'done', counts: { done: 1, skipped: 1 } });
    expect(engine.rows(job.id)[0]?.failure?.code).toBe('changed-since-plan');
    expect(order).toEqual(['same']);
  });

  it('F5: a row that was under way at three crashes is set aside, the others go on', async () => {
    const first = open();
    const job = await startAndEnd(first, [row('bad', ['done']), row('good', ['done'])]);
    for (let crash = 1; crash <= 3; crash += 1) {
      // What a crash leaves behind: the job as running, one row as sent.
      await ledger.write((l) => {
        l.prepare("UPDATE jobs SET state = 'running', ended_at = NULL WHERE id = ?").run(job.id);
        l.prepare("UPDATE job_rows SET state = 'sent', attempts = 1 WHERE job_id = ? AND position = 0").run(
          job.id,
        );
      });
      const again = open();
      expect(await again.holdInterrupted()).toBe(1);
      const [bad] = again.rows(job.id);
      expect(bad?.state).toBe(crash < 3 ? 'sent' : 'unknown');
      if (crash === 3) expect(bad?.failure?.code).toBe('set-aside');
    }
  });

  it('pauses when the control plane fails so often that a fifth of the rows would be sent again', async () => {
    const rows = Array.from({ length: 12 }, (_, index) =>
      row(`r${index}`, ['lost-before', 'lost-before', 'done']),
    );
    const job = await startAndEnd(open(), rows);
    expect(job).toMatchObject({ state: 'paused', why: { code: 'too-many-retries' } });
  });

  it('G3: sleep holds the job before anything else is sent; waking asks whose token it is', async () => {
    const engine = open();
    let openGate = (): void => undefined;
    gate = new Promise((resolve) => {
      openGate = resolve;
    });
    const started = await engine.start({
      tenantId: 't',
      kind: 'invite',
      title: 'A test',
      reason: '',
      facts: {},
      rows: Array.from({ length: 20 }, (_, index) => row(`s${index}`, ['done'])),
    });
    if (!started.ok) throw new Error('not started');
    engine.sleep();
    openGate();
    const held = await engine.awaitEnd(started.value.id);
    expect(held).toMatchObject({ ok: true, value: { state: 'paused', why: { code: 'computer-slept' } } });
    expect(order.length).toBeLessThanOrEqual(4);
    await engine.wakeUp();
    expect(await engine.awaitEnd(started.value.id)).toMatchObject({
      ok: true,
      value: { state: 'done', counts: { done: 20 } },
    });
    expect([...effects.values()].every((count) => count === 1)).toBe(true);
  });

  it('plans an undo: shows what comes back, leaves out what a colleague changed since, and runs exactly that', async () => {
    const engine = open();
    const job = await startAndEnd(engine, [row('a', ['done']), row('b', ['done'])]);
    changedSince.add('undo b');
    const plan = await engine.planUndo(job.id);
    if (!plan.ok) throw new Error(plan.failure.sentence);
    expect(plan.value).toMatchObject({ putBackCount: 1, leftOutCount: 1, lost: [], uncheckedCount: 0 });
    expect(plan.value.putBack[0]).toMatchObject({ subject: 'a', name: 'a' });
    expect(plan.value.leftOut[0]?.why).toContain('a colleague did');
    expect(await engine.undo(job.id, 'no-such-plan')).toMatchObject({
      ok: false,
      failure: { code: 'plan-expired' },
    });
    const undone = await engine.undo(job.id, plan.value.planId);
    if (!undone.ok) throw new Error(undone.failure.sentence);
    expect(await engine.awaitEnd(undone.value.id)).toMatchObject({
      ok: true,
      value: { total: 1, state: 'done' },
    });
    expect(order).toEqual(['a', 'b', 'undo a']);
  });

  it('F2: what was accepted and never shows ends as unknown, sent once; Try again looks, and sends only what is still needed', async () => {
    const engine = open([1, 1, 1]);
    const job = await startAndEnd(engine, [
      row('shows later', ['accepted-late']),
      row('got lost', ['accepted-late', 'done']),
    ]);
    expect(job).toMatchObject({ state: 'failed', proving: 0, counts: { unknown: 2, sent: 0 } });
    expect(engine.rows(job.id).map(({ failure }) => failure?.code)).toEqual([
      'not-shown-yet',
      'not-shown-yet',
    ]);
    expect(order).toEqual(['shows later', 'got lost']);
    hidden.clear();
    effects.delete('got lost');
    await engine.retryFailed(job.id);
    expect(await engine.awaitEnd(job.id)).toMatchObject({
      ok: true,
      value: { state: 'done', counts: { done: 2 } },
    });
    expect(order).toEqual(['shows later', 'got lost', 'got lost']);
    expect(Object.fromEntries(effects)).toEqual({ 'shows later': 1, 'got lost': 1 });
  });

  it('a row that failed after all its tries is really sent by Try again, and again after a look', async () => {
    const engine = open();
    const job = await startAndEnd(engine, [
      row('down', ['lost-before', 'lost-before', 'lost-before', 'lost-before', 'lost-before', 'done']),
    ]);
    expect(job).toMatchObject({ state: 'failed', counts: { failed: 1 } });
    expect(order).toHaveLength(4);
    await engine.retryFailed(job.id);
    expect(await engine.awaitEnd(job.id)).toMatchObject({ ok: true, value: { state: 'done' } });
    expect(order).toHaveLength(6);
    expect(effects.get('down')).toBe(1);
  }, 30_000);

  it('tries many failed rows again without taking them for a server that fails', async () => {
    const engine = open();
    const rows = Array.from({ length: 40 }, (_, index) => row(`r${index}`, ['refused', 'done']));
    const job = await startAndEnd(engine, rows);
    expect(job.counts.failed).toBe(40);
    await engine.retryFailed(job.id);
    expect(await engine.awaitEnd(job.id)).toMatchObject({
      ok: true,
      value: { state: 'done', counts: { done: 40 } },
    });
  });

  it('F5: a cancel during a pause, and a sleep during a pause, do what the admin asked', async () => {
    const engine = open();
    let openGate = (): void => undefined;
    gate = new Promise((resolve) => {
      openGate = resolve;
    });
    const begin = async (title: string): Promise<string> => {
      const rows = Array.from({ length: 20 }, (_, index) => row(`${title} ${index}`, ['done']));
      const started = await engine.start({
        tenantId: title,
        kind: 'invite',
        title,
        reason: '',
        facts: {},
        rows,
      });
      if (!started.ok) throw new Error('not started');
      return started.value.id;
    };
    const slept = await begin('slept');
    const cancelled = await begin('cancelled');
    const pausing = [engine.pause(slept), engine.pause(cancelled)];
    const cancelling = engine.cancel(cancelled);
    // Both pauses have asked by now; then the computer sleeps.
    await Promise.resolve();
    engine.sleep();
    openGate();
    await Promise.all([...pausing, cancelling]);
    await engine.wakeUp();
    expect(engine.current(slept)).toMatchObject({ state: 'paused', why: null });
    expect(engine.current(cancelled)).toMatchObject({ state: 'cancelled' });
    expect(order.length).toBeLessThanOrEqual(8);
  });

  it('says after signing in again that a job held for that can go on', async () => {
    const engine = open();
    const job = await startAndEnd(engine, [row('out', ['signed-out', 'done'])]);
    expect(job.why?.code).toBe('signed-out');
    await engine.signedIn('another tenant');
    expect(engine.current(job.id)?.why?.code).toBe('signed-out');
    await engine.signedIn('t');
    expect(engine.current(job.id)).toMatchObject({ state: 'paused', why: { code: 'signed-in-again' } });
    expect(heard.at(-1)?.why?.code).toBe('signed-in-again');
    await engine.resume(job.id);
    expect(await engine.awaitEnd(job.id)).toMatchObject({ ok: true, value: { state: 'done' } });
  });

  it('a job that was put back is neither resumed nor tried again', async () => {
    const engine = open();
    const held = await startAndEnd(
      engine,
      [row('one', ['done']), row('two', ['refused', 'done'], 1), row('three', ['done'], 2)],
      { onFailure: 'stop' },
    );
    const undone = await engine.undo(held.id, null);
    if (!undone.ok) throw new Error(undone.failure.sentence);
    await engine.awaitEnd(undone.value.id);
    const refused = { ok: false, failure: { code: 'job-state' } };
    expect(await engine.resume(held.id)).toMatchObject(refused);
    expect(await engine.retryFailed(held.id)).toMatchObject(refused);
    expect(order).toEqual(['one', 'two', 'undo one']);
  });

  it('B5: the undo of a run needs what its plan asks for, checked before the plan is used', async () => {
    const engine = open();
    const rows = Array.from({ length: 25 }, (_, index) => row(`r${index}`, ['done']));
    const job = await startAndEnd(engine, rows);
    expect(await engine.undo(job.id, null)).toMatchObject({
      ok: false,
      failure: { code: 'undo-needs-plan' },
    });
    const plan = await engine.planUndo(job.id);
    if (!plan.ok) throw new Error(plan.failure.sentence);
    expect(plan.value.asks.typeTenantName).toBe('Halden Robotics');
    const { planId } = plan.value;
    for (const confirmed of [
      undefined,
      { typed: 'Halden Robotics', acknowledged: false },
      { typed: 'Halden', acknowledged: true },
    ]) {
      expect(await engine.undo(job.id, planId, confirmed)).toMatchObject({
        ok: false,
        failure: { code: 'confirmation-differs' },
      });
    }
    expect(order).toHaveLength(25);
    const undone = await engine.undo(job.id, planId, { typed: 'Halden Robotics', acknowledged: true });
    if (!undone.ok) throw new Error(undone.failure.sentence);
    expect(await engine.awaitEnd(undone.value.id)).toMatchObject({
      ok: true,
      value: { counts: { done: 25 } },
    });
  });
});
