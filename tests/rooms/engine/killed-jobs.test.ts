import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sandboxApi } from '../../e2e/harness/sandbox-api.ts';
import { torture } from '../../torture/kill-loop.ts';
import { openNodeApp } from '../../torture/node-app.ts';
import { builtProgram } from '../harness/programs.ts';
import { type StartedSandbox, startSandbox } from '../harness/start-sandbox.ts';

/** `npm run torture` proves it with 200 kills of the real app. */
const kills = Number(process.env.TENANTRY_KILLS ?? 12);
const seed = Number(process.env.TENANTRY_SEED ?? 20_261_124);

const thread = builtProgram('cache-thread');
let sandbox: StartedSandbox;
let folder: string;
beforeAll(async () => {
  sandbox = await startSandbox(['--users', '3000', '--mode', 'invite-only', '--no-sso', '--latency', '30']);
  folder = mkdtempSync(join(tmpdir(), 'tenantry-killed-jobs-'));
}, 60_000);
afterAll(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
});

test(`E2, F1: ${kills} kills under mixed work: nothing lost, nothing twice, nothing half (seed ${seed})`, async () => {
  const report = await torture({
    openApp: () => openNodeApp(folder, thread),
    tenant: { ...sandbox, ...sandboxApi(sandbox) },
    kills,
    seed,
    longestLifeMs: 700,
    say: () => undefined,
  });
  expect(report).toMatchObject({ kills, differences: [], notDone: [] });
  expect(report.rows).toBeGreaterThan(30);
  expect(report.trail).toContain('"unbroken"');
  const ledger = new Database(join(folder, 'ledger.sqlite'));
  expect(ledger.pragma('integrity_check', { simple: true })).toBe('ok');
  ledger.close();
}, 300_000);
