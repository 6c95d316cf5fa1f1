import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BulkReview } from '../../../src-contract/bulk-invites.ts';
import type { BulkSplit } from '../../../src-contract/bulk-tenants.ts';
import { ok } from '../../../src-contract/outcome.ts';
import { sandboxApi } from '../../e2e/harness/sandbox-api.ts';
import type { AppUnderTest } from '../../torture/app-under-test.ts';
import { openNodeApp } from '../../torture/node-app.ts';
import { faultControl } from '../harness/order-fault.ts';
import { builtProgram } from '../harness/programs.ts';
import { type StartedSandbox, startSandbox } from '../harness/start-sandbox.ts';
import { openMain } from '../main/open-main.ts';

type Where = 'north' | 'south' | 'east';
type Call = AppUnderTest['call'];

const modes = { north: 'scim', south: 'jit', east: 'invite-only' } as const;
const names = { north: 'North AS', south: 'South AS', east: 'East AS' } as const;
const everywhere = ['north', 'south', 'east'] as const;

const thread = builtProgram('cache-thread');
let folder: string;
let sandboxes: Record<Where, StartedSandbox>;

/** A tenant with its data in a file, so that it can be gone and come back at its address. */
const begin = (where: Where, port = '0'): Promise<StartedSandbox> =>
  startSandbox([
    ...['--users', '60', '--mode', modes[where], '--tenant-name', where, '--latency', '25', '--port', port],
    ...['--file', join(folder, `${where}.sqlite`), '--token', `token-of-${where}`],
    ...(where === 'east' ? ['--no-sso'] : []),
  ]);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-many-tenants-'));
  const [north, south, east] = await Promise.all([begin('north'), begin('south'), begin('east')]);
  sandboxes = { north, south, east };
}, 60_000);
afterEach(async () => {
  await Promise.all(everywhere.map((where) => sandboxes[where].stop()));
  rmSync(folder, { recursive: true, force: true });
});

/** Connects one tenant and waits for its first sync. */
async function connect(call: Call, where: Where): Promise<string> {
  const { id } = await call('tenants/connect', {
    controlPlane: sandboxes[where].tenantUrl,
    tenantName: where,
    displayName: names[where],
    environment: 'staging',
    token: sandboxes[where].token,
  });
  for (;;) {
    const status = await call('sync/status', { tenantId: id });
    if (status.phase === 'idle' && status.lastSyncAt !== null) return id;
  }
}

const open = (call: Call, tenantId: string, lines: readonly string[]) =>
  call('bulk-invites/open-bytes', {
    tenantId,
    fileName: 'everybody.csv',
    bytes: new TextEncoder().encode(lines.join('\n')),
  });

async function divide(call: Call, draftId: string): Promise<BulkSplit> {
  const { split } = await call('bulk-invites/split', { draftId });
  if (split === null) throw new Error('a file of one tenant');
  return split;
}

const planOf = (split: BulkSplit, tenantId: string): BulkSplit['plans'][number] => {
  const plan = split.plans.find((one) => one.tenantId === tenantId);
  if (plan === undefined) throw new Error(`no plan for ${tenantId}`);
  return plan;
};
const check = (call: Call, split: BulkSplit, tenantId: string): Promise<BulkReview> =>
  call('bulk-invites/check', { draftId: planOf(split, tenantId).draftId ?? '', options: null });
const agreed = (review: BulkReview) => ({
  draftId: review.draftId,
  expectInvites: review.willInvite,
  expectReactivations: review.willReactivate,
  expectUpdates: review.willUpdate,
  typed: String(review.asks.typeNumber ?? ''),
  acknowledged: true,
});

/** Who is new in a tenant, past the app, each time that they are there. */
async function newcomers(where: Where): Promise<string[]> {
  const users = await sandboxApi(sandboxes[where]).allUsers();
  return users
    .map(({ email }) => email)
    .filter((email) => email.endsWith('@crew.example'))
    .sort();
}

test('each wish once in the tenant that its row names: three modes, one tenant gone midway, a kill', async () => {
  let app = await openNodeApp(folder, thread);
  const ids = {
    north: await connect(app.call, 'north'),
    south: await connect(app.call, 'south'),
    east: await connect(app.call, 'east'),
  };
  const wished: Record<Where, string[]> = { north: [], south: [], east: [] };
  const lines = ['Email,Tenant,Role'];
  for (let n = 0; n < 24; n += 1) {
    for (const where of everywhere) {
      // By its own name, by the name that the control plane has, by its address; some people in all of them.
      const cell = [names[where], where.toUpperCase(), sandboxes[where].tenantUrl][n % 3];
      const email = n < 3 ? `everywhere.${n}@crew.example` : `${where}.${n}@crew.example`;
      lines.push(`${email},${cell},member`);
      wished[where].push(email);
    }
  }
  lines.push(
    'lost.1@crew.example,,member',
    'lost.2@crew.example,West AS,member',
    'late.1@crew.example,Eest,member',
  );
  wished.east.push('late.1@crew.example');

  const draft = await open(app.call, ids.north, lines);
  expect(draft.columns.map(({ becomes }) => becomes)).toEqual(['email', 'tenant', 'role']);
  const whole = { draftId: draft.draftId, options: null };
  await expect(app.call('bulk-invites/check', whole)).rejects.toThrow('file-names-tenants');
  const divided = await divide(app.call, draft.draftId);
  expect(divided).toMatchObject({ rowsRead: 75, heldRows: 3 });
  expect(divided.unnamed.map(({ value, why }) => [value, why])).toEqual([
    ['', 'empty'],
    ['westas', 'not-connected'],
    ['eest', 'not-connected'],
  ]);
  await app.call('bulk-invites/choose-tenant', { draftId: draft.draftId, value: 'eest', tenantId: ids.east });
  const split = await divide(app.call, draft.draftId);
  expect(split).toMatchObject({ heldRows: 2 });

  const reviews = await Promise.all(everywhere.map((where) => check(app.call, split, ids[where])));
  expect(reviews.map(({ mode, total, willInvite }) => [mode, total, willInvite])).toEqual([
    ['scim', 24, 24],
    ['jit', 24, 24],
    ['invite-only', 25, 25],
  ]);
  expect(reviews.map(({ counts }) => counts.duplicate)).toEqual([0, 0, 0]);
  expect(reviews.map(({ modeWarning }) => modeWarning === null)).toEqual([false, false, true]);

  // However quick a run is: this tenant takes a few invites and then answers no more.
  await faultControl(sandboxes.south.controlUrl).order({
    ...{ kind: 'hang', from: 6, times: 1000 },
    match: { method: 'POST', path: '/api/svc/v1/users/register' },
  });
  const jobs: string[] = [];
  for (const review of reviews) jobs.push((await app.call('bulk-invites/start', agreed(review))).jobId);
  const [north = '', south = '', east = ''] = jobs;
  for (const jobId of jobs) {
    while ((await app.call('jobs/read', { jobId })).counts.done < 3);
  }
  await sandboxes.south.kill();
  await app.kill();

  app = await openNodeApp(folder, thread);
  const signIn = (where: Where) =>
    app.call('tenants/sign-in', { tenantId: ids[where], token: sandboxes[where].token });
  const goOn = async (jobId: string) => {
    await app.call('jobs/resume', { jobId });
    await app.call('jobs/await-end', { jobId });
  };
  await Promise.all([signIn('north'), signIn('east')]);
  await Promise.all([goOn(north), goOn(east)]);
  const midway = (await app.call('bulk-invites/file-run', { jobId: south })).fileRun;
  expect(midway).toMatchObject({ rowsRead: 75, heldRows: 2 });
  expect(midway?.parts).toMatchObject([
    { tenantId: ids.north, rows: 24, state: 'done' },
    { tenantId: ids.south, rows: 24, state: 'paused', figures: null },
    { tenantId: ids.east, rows: 25, state: 'done' },
  ]);

  sandboxes.south = await begin('south', new URL(sandboxes.south.tenantUrl).port);
  await signIn('south');
  await goOn(south);
  const { fileRun } = await app.call('bulk-invites/file-run', { jobId: north });
  // An invite whose answer the kill took may be found there and count as skipped; nothing else is left over.
  for (const { rows, figures } of fileRun?.parts ?? []) {
    expect(figures).toMatchObject({ failed: 0, unknown: 0, toDo: 0 });
    expect((figures?.done ?? 0) + (figures?.skipped ?? 0)).toBe(rows);
  }
  for (const where of everywhere) {
    expect(await newcomers(where), where).toEqual(wished[where].toSorted());
    const { jobs: own } = await app.call('jobs/list', { tenantId: ids[where], show: 'all' });
    expect(own).toMatchObject([{ kind: 'bulk-invite', total: wished[where].length }]);
  }

  // The very file again: each tenant says for itself that it ran, and nobody is invited twice.
  const again = await divide(app.call, (await open(app.call, ids.east, lines)).draftId);
  for (const [index, where] of everywhere.entries()) {
    const review = await check(app.call, again, ids[where]);
    expect(review).toMatchObject({ ranBefore: { jobId: jobs[index] } });
  }
  await app.close();
}, 120_000);

test('rows that go to no tenant come back as such from their file, whatever its columns are called', async () => {
  let text = '';
  const main = await openMain(thread, undefined, {
    saveFile: async (file) => {
      text = file.text;
      return ok({ fileName: file.suggestedName });
    },
  });
  const call: Call = main.value;
  const north = await connect(call, 'north');
  const east = await connect(call, 'east');
  const tens = (name: string): string[] =>
    Array.from({ length: 10 }, (_, n) => `${name}.${n}@crew.example,${names[name as Where]}`);
  const some = [...tens('north'), ...tens('east')];
  const files = [
    ['Email,Tenant', ...some, 'ed@crew.example,'],
    ['Email,Unit', ...some, 'ed@crew.example,West'],
    ['Email,Workspace', ...some, 'ed@crew.example,'],
    [...some, 'no address,West', 'ed@crew.example,West'],
    ['Email,Tenant,Reason', ...some.map((line) => `${line},new`), 'ed@crew.example,West,maternity cover'],
    ['Email,Password,Tenant', 'a@crew.example,x,North AS', 'b@crew.example,Doe, hunter2,North AS'],
  ];
  for (const lines of files) {
    const { draftId } = await open(call, north, lines);
    const { heldRows } = await divide(call, draftId);
    expect(await call('bulk-invites/save-held', { draftId })).toMatchObject({ rows: heldRows });
    const again = await open(call, east, [text.trimEnd()]);
    expect(again, lines[0]).toMatchObject({ header: 'first-row', rowCount: heldRows });
    expect(await divide(call, again.draftId), lines[0]).toMatchObject({ plans: [], heldRows });
    expect(text).not.toContain('hunter2');
  }
  expect(text).toContain('b@crew.example,');
  await main.close();
  main.remove();
}, 60_000);

test('a file of the tenant on screen is like any other; a tenant that is signed out holds up no other; reports keep rows and cells', async () => {
  const saved = new Map<string, string>();
  const main = await openMain(thread, undefined, {
    saveFile: async ({ suggestedName, text }) => {
      saved.set(suggestedName, text);
      return ok({ fileName: suggestedName });
    },
  });
  const call: Call = main.value;
  const north = await connect(call, 'north');
  const east = await connect(call, 'east');

  const ours = await open(call, north, [
    'email,tenant',
    'one@crew.example,north',
    'two@crew.example,North AS',
  ]);
  expect(await call('bulk-invites/split', { draftId: ours.draftId })).toEqual({ split: null });
  expect(await call('bulk-invites/check', { draftId: ours.draftId, options: null })).toMatchObject({
    total: 2,
  });

  const lines = [
    'email,tenant,cost centre',
    'three@crew.example,East AS,10',
    'broken,east,11',
    'four@crew.example,North AS,12',
    'five@crew.example,Eastern,13',
    'six@@crew.example,Eastern,14',
  ];
  const { draftId } = await open(call, north, lines);
  await call('bulk-invites/split', { draftId });
  // Whoever names nobody can be saved, and the file comes back as it was, mapped alike.
  expect(await call('bulk-invites/save-held', { draftId })).toEqual({
    savedAs: 'everybody-without-a-tenant.csv',
    rows: 2,
  });
  const held = saved.get('everybody-without-a-tenant.csv') ?? '';
  const why = 'No connected tenant has this name';
  expect(held).toBe(
    `\uFEFFemail,tenant,cost centre,Reason (Tenantry)\r\nfive@crew.example,Eastern,13,${why}\r\nsix@@crew.example,Eastern,14,${why}\r\n`,
  );
  const kept = await open(call, east, [held.trimEnd()]);
  expect(kept.columns.map(({ becomes }) => becomes)).toEqual(['email', 'tenant', 'ignore', 'ignore']);
  expect(await divide(call, kept.draftId)).toMatchObject({ plans: [], heldRows: 2 });
  await call('bulk-invites/save-held', { draftId: kept.draftId });
  expect([...saved.values()].at(-1)).toBe(held);
  await call('bulk-invites/drop-draft', { draftId: kept.draftId });
  await call('bulk-invites/choose-tenant', { draftId, value: 'eastern', tenantId: east });
  expect(await call('bulk-invites/save-held', { draftId })).toMatchObject({ rows: 0 });
  await faultControl(sandboxes.north.controlUrl).order({ kind: 'revoke-token' });
  await call('sync/start', { tenantId: north });
  await main.hear(
    (change) =>
      change.what === 'sync' && change.status.tenantId === north && change.status.phase === 'signed-out',
  );
  const split = await divide(call, draftId);
  expect(split.plans).toMatchObject([
    { tenantId: north, rows: 1, lock: 'signed-out' },
    { tenantId: east, rows: 4, lock: null },
  ]);
  const { jobId } = await call('bulk-invites/start', agreed(await check(call, split, east)));
  expect(await call('jobs/await-end', { jobId })).toMatchObject({ tenantId: east, state: 'done' });
  await expect(call('bulk-invites/map-columns', { draftId, meanings: ['email'] })).rejects.toThrow(
    'started already',
  );
  expect((await divide(call, draftId)).plans).toMatchObject([{ tenantId: north }, { tenantId: east, jobId }]);
  expect(await newcomers('east')).toEqual(['five@crew.example', 'three@crew.example']);
  // Its token is gone, so its register is asked: nothing but reads came.
  const seen = await faultControl(sandboxes.north.controlUrl).requests();
  expect(seen.filter(({ method }) => method !== 'GET')).toEqual([]);
  expect((await call('bulk-invites/file-run', { jobId })).fileRun).toMatchObject({
    rowsRead: 5,
    heldRows: 0,
    parts: [
      { tenantId: north, rows: 1, jobId: null, figures: null },
      { tenantId: east, rows: 4, jobId, figures: { done: 2, skipped: 2 } },
    ],
  });

  await call('bulk-invites/save-report', { jobId, rows: 'whole', form: 'spreadsheet' });
  const whole = (saved.get('everybody-report.csv') ?? '').replace('\uFEFF', '').split('\r\n');
  expect(whole[0]).toBe(
    'email,tenant,cost centre,Row,Line,State,Outcome,Reason,HTTP status,Sent at,Tries,User ID,Request ID',
  );
  expect(whole.slice(1, 5).map((line) => line.split(',').slice(0, 4))).toEqual([
    ['three@crew.example', 'East AS', '10', '2'],
    ['broken', 'east', '11', '3'],
    ['five@crew.example', 'East AS', '13', '5'],
    ['six@@crew.example', 'East AS', '14', '6'],
  ]);
  // What is to be fixed finds its tenant by itself the next time, whichever tenant is on screen.
  await call('bulk-invites/save-report', { jobId, rows: 'to-fix', form: 'spreadsheet' });
  const toFix = await open(call, north, [(saved.get('everybody-to-fix.csv') ?? '').trimEnd()]);
  expect((await divide(call, toFix.draftId)).plans).toMatchObject([{ tenantId: east, rows: 2 }]);
  await main.close();
  main.remove();
}, 60_000);

test('after a kill the tenants that were chosen, and what was fixed in the plans, are as they were', async () => {
  let app = await openNodeApp(folder, thread);
  const north = await connect(app.call, 'north');
  const east = await connect(app.call, 'east');
  const lines = [
    'Email,Tenant,Role',
    'one@crew.example,North AS,boss',
    'two@crew.example,East AS,boss',
    'three@crew.example,Nowhere,boss',
    'four@crew.example,,boss',
    'five@crew.example; six@crew.example,Nowhere,member',
  ];
  const { draftId } = await open(app.call, north, lines);
  const choose = (value: string, tenantId: string | null) =>
    app.call('bulk-invites/choose-tenant', { draftId, value, tenantId });
  await divide(app.call, draftId);
  await choose('nowhere', east);
  await choose('', north);
  const split = await divide(app.call, draftId);
  await check(app.call, split, north);
  await check(app.call, split, east);
  const planOfEast = planOf(split, east).draftId ?? '';
  const edit = (plan: string, row: number, email: string) =>
    app.call('bulk-invites/edit-row', { draftId: plan, row, email, role: 'member', teams: [], send: null });
  await edit(planOf(split, north).draftId ?? '', 5, 'four@crew.example');
  await edit(planOfEast, 4, 'three@crew.example');
  await app.call('bulk-invites/decide-row', { draftId: planOfEast, row: 6, decision: 'split' });
  // Taken back: what was fixed in its row goes with it.
  await choose('', null);
  // Nothing was closed: what was fixed in the other rows stands, and no note says that it is in again.
  const still = await check(app.call, await divide(app.call, draftId), east);
  expect(still).toMatchObject({ total: 4, restored: null });
  await app.kill();

  app = await openNodeApp(folder, thread);
  const again = await divide(app.call, (await open(app.call, north, lines)).draftId);
  expect(again).toMatchObject({ heldRows: 1 });
  expect(again.unnamed.map(({ value, chosen }) => [value, chosen])).toEqual([
    ['nowhere', east],
    ['', null],
  ]);
  expect(await check(app.call, again, north)).toMatchObject({ total: 1, restored: null });
  const review = await check(app.call, again, east);
  expect(review).toMatchObject({ total: 4, addedBySplit: 1, restored: { rows: 3 }, needLook: 1 });
  // Chosen once more, its row is as the file has it.
  await app.call('bulk-invites/choose-tenant', { draftId: again.draftId, value: '', tenantId: north });
  const now = await divide(app.call, again.draftId);
  expect(await check(app.call, now, north)).toMatchObject({ total: 2, needLook: 2, restored: null });
  await app.close();
}, 60_000);
