import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeProfile, removeProfile } from '../e2e/harness/profile.ts';
import { report, spreadOf } from './report.ts';
import { countSyncedPeople, fillProfile } from './start/filled-profile.ts';
import { writeMinimalApp } from './start/minimal-app.ts';
import { packageApp } from './start/packaged-app.ts';
import { type Start, type Steps, startOnce } from './start/start-once.ts';

// npm run bench -- start [--rounds 12] [--memory-rounds 3] [--people 100000] [--profile FOLDER]: from the spawn to the
// first rows of the copy on the screen, with the tenant out of reach, beside the smallest window of the same runtime.
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '12' },
    'memory-rounds': { type: 'string', default: '3' },
    people: { type: 'string', default: '100000' },
    /** A folder for the filled profile, to measure again without syncing anew; it is kept. */
    profile: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const memoryRounds = Math.min(Number(values['memory-rounds']), rounds);
const people = Number(values.people);
const countText = people.toLocaleString('en');

const tenantryMain = fileURLToPath(new URL('../../out/main/start.js', import.meta.url));
const minimal = writeMinimalApp();
const base = packageApp({
  name: 'minimal',
  main: minimal.main,
  wanted: { type: 'paint', name: 'first-contentful-paint' },
});
const ours = packageApp({
  name: 'Tenantry',
  main: tenantryMain,
  wanted: { type: 'mark', name: 'tenantry:first-rows' },
});
const baseProfile = await makeProfile();
const profile = values.profile ?? (await makeProfile());
try {
  if (countSyncedPeople(profile) === 0) {
    console.log(`Syncing ${countText} people into a profile …`);
    await fillProfile({ profile, people });
  }
  const found = countSyncedPeople(profile);
  // A copy of another size would give figures that belong to nothing.
  if (found !== people) throw new Error(`The profile holds ${found} synced people, not ${people}.`);
  await compare();
} finally {
  base.remove();
  ours.remove();
  minimal.remove();
  await removeProfile(baseProfile);
  if (values.profile === undefined) await removeProfile(profile);
}

async function compare(): Promise<void> {
  const ofBase: Start[] = [];
  const ofOurs: Start[] = [];
  // The first starts fill the caches of the disk and the profile, as any second start of a real day finds them.
  for (let warming = 0; warming < 2; warming += 1) {
    await startOnce(base, baseProfile, { memory: 'skip' });
    await startOnce(ours, profile, { memory: 'skip' });
  }
  for (let round = 0; round < rounds; round += 1) {
    const memory = round < memoryRounds ? 'read' : 'skip';
    const startBase = async () => ofBase.push(await startOnce(base, baseProfile, { memory }));
    const startOurs = async () => ofOurs.push(await startOnce(ours, profile, { memory }));
    // Who goes first changes with every pair.
    if (round % 2 === 0) await startBase().then(startOurs);
    else await startOurs().then(startBase);
  }
  report({
    bench: 'start',
    title: `spawn to first rows painted, ${countText} people in the copy, tenant out of reach`,
    unit: 'ms',
    base: { name: 'first contentful paint of a minimal window', rounds: wantedOf(ofBase) },
    ours: { name: 'first rows of the list', rounds: wantedOf(ofOurs) },
    goal: '<= 1.6, stretch 1.3',
  });
  const pairs = spreadOf(wantedOf(ofOurs).map((ms, at) => ms / (wantedOf(ofBase)[at] ?? Number.NaN)));
  const [median, min, max] = [pairs.median, pairs.min, pairs.max].map((ratio) => ratio.toFixed(2));
  console.log(`  pairs  ${median}x (${min}–${max})`);
  console.log(`  steps  base ${stepsText(ofBase)}\n         ours ${stepsText(ofOurs)}`);
  if (memoryRounds === 0) return;
  report({
    bench: 'start',
    title: 'PSS of all processes after 5 s idle',
    unit: 'MB',
    base: { name: 'minimal window', rounds: memoryOf(ofBase) },
    ours: { name: `Tenantry with ${countText} people`, rounds: memoryOf(ofOurs) },
    goal: '<= 1.3',
  });
}

function wantedOf(starts: Start[]): number[] {
  return starts.map(({ steps }) => steps.wanted);
}

function memoryOf(starts: Start[]): number[] {
  return starts.flatMap(({ memory }) => memory ?? []);
}

function stepsText(starts: Start[]): string {
  const names: [keyof Steps, string][] = [
    ['main', 'main begins'],
    ['ready', 'ready'],
    ['window', 'window made'],
    ['page', 'page loaded'],
    ['paint', 'first paint'],
    ['wanted', 'wanted'],
  ];
  return names
    .map(([name, words]) => `${words} ${spreadOf(starts.map(({ steps }) => steps[name])).median.toFixed(0)}`)
    .join(', ');
}
