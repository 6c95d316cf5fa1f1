import { afterEach, beforeEach, expect, test } from 'vitest';
import { ok } from '../../../src-contract/outcome.ts';
import { builtProgram } from '../harness/programs.ts';
import { type RunningSandbox, serveSandbox } from '../harness/start-sandbox.ts';
import { type OpenedMain, openMain } from '../main/open-main.ts';
import { makeBlocked, managersOf, runPlan, type TenantHands, tenantHands } from './open-offboarding.ts';

// The file that Save plan writes: it outlives the deletion, and puts teams and roles back once the person is there again.
const thread = builtProgram('cache-thread');
let sandbox: RunningSandbox;
let hands: TenantHands;
let main: OpenedMain;
let tenantId: string;
/** The disk of these tests: what was saved last is what is chosen next. */
let file = '';

beforeEach(async () => {
  file = '';
  sandbox = await serveSandbox(['--users', '60', '--mode', 'invite-only']);
  hands = tenantHands(sandbox);
  main = await openMain(thread, undefined, {
    saveFile: async ({ suggestedName, text }) => {
      file = text;
      return ok({ fileName: suggestedName });
    },
    chooseFile: async () => ok({ fileName: 'plan.json', bytes: new TextEncoder().encode(file) }),
  });
});
afterEach(async () => {
  await main.close();
  main.remove();
  await sandbox.stop();
});

test('G1: after the deletion and a new invite, the saved plan puts every team and role back', async () => {
  const person = await makeBlocked(hands);
  tenantId = await main.connect(sandbox);
  const before = await hands.standing(person.email);
  const plan = await main.value('offboarding/plan', { tenantId, userIds: [person.id] });
  const saved = await main.value('offboarding/save-plan', {
    planId: plan.planId,
    newManagers: managersOf(plan),
  });
  expect(saved.fileName).toContain(person.email);
  expect(file).not.toContain(sandbox.token);
  expect(await runPlan(main, plan)).toMatchObject({ state: 'done' });

  // While the person is gone nothing is put back, and it says so.
  const early = await main.value('offboarding/put-back-file', { tenantId });
  const none = await main.value('jobs/await-end', { jobId: early.jobId ?? '' });
  expect(none.counts).toMatchObject({ done: 0, skipped: none.total });

  await hands.api('/users/register', {
    method: 'POST',
    body: JSON.stringify({ email: person.email, sendInviteEmail: false }),
  });
  const { jobId } = await main.value('offboarding/put-back-file', { tenantId });
  expect(await main.value('jobs/await-end', { jobId: jobId ?? '' })).toMatchObject({ state: 'done' });
  expect(await hands.standing(person.email)).toEqual(before);
  expect((await hands.team('night-shift')).managers).toEqual([person.email]);
});

test('G1: a file that is no saved plan, or one of another tenant, is refused and changes nothing', async () => {
  const person = await makeBlocked(hands);
  tenantId = await main.connect(sandbox);
  const before = await hands.standing(person.email);
  for (const text of ['', '{', '[]', '{"tenantryFile":"offboarding-plan"}']) {
    file = text;
    const refused = await main.call('offboarding/put-back-file', { tenantId });
    expect(refused).toMatchObject({ ok: false, failure: { code: 'not-a-saved-plan' } });
  }
  const plan = await main.value('offboarding/plan', { tenantId, userIds: [person.id] });
  await main.value('offboarding/save-plan', { planId: plan.planId, newManagers: managersOf(plan) });
  file = file.replace(sandbox.tenantName, 'another-tenant');
  const other = await main.call('offboarding/put-back-file', { tenantId });
  expect(other).toMatchObject({ ok: false, failure: { code: 'not-a-saved-plan' } });
  expect(await hands.standing(person.email)).toEqual(before);
});
