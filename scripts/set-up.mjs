import './set-up/require-node.mjs';
import { pathToFileURL } from 'node:url';
import { electronStep } from './set-up/electron-step.mjs';
import { listenForInterruption } from './set-up/interruption.mjs';
import { oneAtATime } from './set-up/one-at-a-time.mjs';
import { packagesStep } from './set-up/packages.mjs';
import { sqliteStep } from './set-up/sqlite-binding.mjs';
import { Interrupted, StepFailure } from './set-up/step-failure.mjs';
import { systemPackagesStep } from './set-up/system-packages.mjs';

const everything = [packagesStep, systemPackagesStep, electronStep, sqliteStep];
const withoutElectron = [packagesStep, sqliteStep];

/**
 * Makes this checkout ready and says one line per step through `say`. `scope` 'sandbox' leaves Electron out.
 * Every step may be repeated and interrupted. Does not return when a step fails: says what, why and what to do, and
 * ends the process with code 1 (130 or 143 when interrupted).
 */
export async function setUp({ scope = 'everything', say = console.log } = {}) {
  listenForInterruption();
  try {
    for (const step of scope === 'sandbox' ? withoutElectron : everything) await take(step, say);
  } catch (error) {
    if (error instanceof Interrupted) {
      say('Interrupted. Nothing half-made will be used; run the same command to go on.');
      process.exit(error.exitCode);
    }
    if (!(error instanceof StepFailure)) throw error;
    console.error(`\nFailed: ${error.message}\nWhy: ${error.why}\nWhat to do: ${error.todo}`);
    process.exit(1);
  }
}

async function take(step, say) {
  const startedAt = performance.now();
  const done = (await step.check()) ?? (await oneAtATime({ say, work: () => checkAgainThenMake(step, say) }));
  say(`${step.name} … ${seconds(performance.now() - startedAt)} ${done}`);
}

// While we waited for our turn another set-up may have done it.
async function checkAgainThenMake(step, say) {
  return (await step.check()) ?? (await step.make({ say }));
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(ms < 1000 ? 2 : 1)} s`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await setUp();
