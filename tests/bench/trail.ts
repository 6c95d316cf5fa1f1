import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listTrail } from '../../src-main/ledger/list-trail.ts';
import { openLedger } from '../../src-main/ledger/open-ledger.ts';
import { recordTrail } from '../../src-main/ledger/record-trail.ts';
import { verifyTrail } from '../../src-main/ledger/verify-trail.ts';
import { spreadOf } from './report.ts';

// npm run bench -- trail [entries]: how long main is held while a trail is verified (F6 allows 20 ms), and how long a
// window of the Activity screen takes. Our own numbers only: there is nothing to compare them with.
const entries = Number(process.argv[2] ?? 100_000);
const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'));
const opened = await openLedger(folder);
try {
  await opened.ledger.write((ledger) => {
    for (let i = 1; i <= entries; i += 1) {
      recordTrail(ledger, {
        tenantId: 't1',
        at: new Date(1_760_000_000_000 + i * 1000).toISOString(),
        actor: i % 3 === 0 ? 'amara' : 'ingrid',
        action: i % 2 === 0 ? 'Deactivated' : 'Invited',
        subject: `person-${i}@halden.example`,
        phase: i % 2 === 0 ? 'result' : 'intent',
        outcome: i % 2 === 0 ? 'done' : 'Sending, try 1',
        requestId: null,
        jobId: null,
        detail: '',
      });
    }
  });
  // The write above is one giant transaction, as no app makes: let what follows it end before anything is timed.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const holds: number[] = [];
  const whole: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const began = performance.now();
    holds.push(await longestHold(() => verifyTrail(opened.ledger.read, 't1', null)));
    whole.push(performance.now() - began);
  }
  say('longest hold of main while verifying (goal 20)', holds);
  say('verifying the whole trail', whole);

  const filter = { since: null, actor: null, action: null, job: null, show: 'everything' } as const;
  for (const [title, window] of [
    ['the newest window', { filter, offset: 0, limit: 200 }],
    ['the oldest window', { filter, offset: entries - 200, limit: 200 }],
    ['a filtered window', { filter: { ...filter, actor: 'amara' }, offset: entries / 10, limit: 200 }],
  ] as const) {
    const times: number[] = [];
    for (let round = 0; round < 9; round += 1) {
      const began = performance.now();
      opened.ledger.read((ledger) => listTrail(ledger, 't1', window));
      times.push(performance.now() - began);
    }
    say(title, times);
  }
} finally {
  opened.ledger.close();
  rmSync(folder, { recursive: true, force: true });
}

function say(title: string, rounds: number[]): void {
  const { median, min, max } = spreadOf(rounds);
  console.log(`${title}: ${median.toFixed(1)} ms (${min.toFixed(1)} to ${max.toFixed(1)})`);
}

/** Longest time in ms that one turn of the event loop was held while `act` ran. */
async function longestHold(act: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  let isOver = false;
  const turn = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  await act();
  isOver = true;
  return longest;
}
