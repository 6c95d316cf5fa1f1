import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { rootArguments } from '../../../scripts/set-up/display.mjs';
import type { PackagedApp } from './packaged-app.ts';
import { pssOfTree } from './process-memory.ts';

const stepNames = ['main', 'ready', 'window', 'page', 'paint', 'wanted'] as const;
const line = z.object({ moments: z.record(z.enum(stepNames), z.number()) });

/** Milliseconds from the spawn to each step; `wanted` is what the bench compares. */
export type Steps = Record<(typeof stepNames)[number], number>;

export interface Start {
  steps: Steps;
  /** PSS of all processes, in MB; null when it was not asked for. */
  memory: number | null;
}

const startLimitMs = 60_000;
const idleMs = 5_000;

/** Starts the app once on the profile, waits for what is wanted, reads the memory after five idle seconds, and ends it. */
export async function startOnce(
  app: PackagedApp,
  profile: string,
  { memory }: { memory: 'read' | 'skip' },
): Promise<Start> {
  const spawnedAt = performance.timeOrigin + performance.now();
  const child = spawn(app.executable, [`--user-data-dir=${profile}`, ...rootArguments()], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: undefined },
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    const { moments } = line.parse(JSON.parse(await momentsLine(child, app.name)));
    const steps = Object.fromEntries(stepNames.map((name) => [name, moments[name] - spawnedAt])) as Steps;
    if (memory === 'skip' || child.pid === undefined) return { steps, memory: null };
    await wait(idleMs);
    return { steps, memory: pssOfTree(child.pid) };
  } finally {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await gone;
    clearTimeout(timer);
  }
}

function momentsLine(child: ChildProcess, name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${name} did not paint in time`)), startLimitMs);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${name} ended with code ${code} before it painted`)));
    if (child.stdout === null) return reject(new Error(`${name} has no output to read`));
    createInterface({ input: child.stdout }).on('line', (text) => {
      if (!text.startsWith('{"moments"')) return;
      clearTimeout(timer);
      resolve(text);
    });
  });
}
