import { setTimeout as delay } from 'node:timers/promises';
import type { Failure } from '../../src-contract/failure-catalogue.ts';
import { updateJob } from '../ledger/jobs-table.ts';
import type { Ledger } from '../ledger/ledger-handles.ts';

/** On a full disk the room that was kept is given back a moment later. */
const gapsMs = [100, 300, 900, 2700] as const;

/** Stores that a job is held because the engine itself failed; tries again for some seconds. Never rejects. */
export async function holdInLedger(ledger: Ledger, jobId: string, why: Failure): Promise<void> {
  for (const gapMs of [...gapsMs, null]) {
    try {
      await ledger.write((writable) => updateJob(writable, jobId, { state: 'paused', why }));
      return;
    } catch (error) {
      if (gapMs !== null) await delay(gapMs);
      // Not even that can be stored; the page still hears why, and a restart finds the job interrupted.
      else console.error('job could not be put on hold', error instanceof Error ? error.name : error);
    }
  }
}
